import { describe, expect, it, vi } from 'vitest';
import { Remembered } from '../../functions/remembered.ts';

const open = (max = 2) => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let read = 0;
  const remembered = new Remembered<number>({ momentMs: 1_000, max });
  return { remembered, next: async () => ++read };
};

describe('what is remembered', () => {
  it('is read once in a moment, by however many ask', async () => {
    const { remembered, next } = open();
    expect(await Promise.all([remembered.get('a', next), remembered.get('a', next)])).toEqual([1, 1]);
    expect(await remembered.get('b', next)).toBe(2);
    vi.advanceTimersByTime(999);
    expect(await remembered.get('a', next)).toBe(1);
    vi.advanceTimersByTime(2);
    expect(await remembered.get('a', next)).toBe(3);
  });

  it('is no more than a few, the newest ones', async () => {
    const { remembered, next } = open(2);
    for (const key of ['a', 'b', 'c']) await remembered.get(key, next);
    expect(await remembered.get('c', next)).toBe(3);
    expect(await remembered.get('b', next)).toBe(2);
    expect(await remembered.get('a', next)).toBe(4);
  });

  it('is never a failure', async () => {
    const { remembered, next } = open();
    const failing = () => Promise.reject(new Error('no table'));
    await expect(remembered.get('a', failing)).rejects.toThrow('no table');
    expect(await remembered.get('a', next)).toBe(1);
  });
});
