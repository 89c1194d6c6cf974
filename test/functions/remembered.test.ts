import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Remembered } from '../../functions/remembered.ts';

const open = () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  let read = 0;
  const remembered = new Remembered<number>(2);
  const next = async () => ++read;
  const get = async (key: string, oldestMs = 1_000, read = next) => (await remembered.get(key, oldestMs, read)).value;
  return { remembered, get, next };
};

describe('what is remembered', () => {
  it('is read once in a moment, by however many ask', async () => {
    const { get } = open();
    expect(await Promise.all([get('a'), get('a')])).toEqual([1, 1]);
    expect(await get('b')).toBe(2);
    vi.advanceTimersByTime(999);
    expect(await get('a')).toBe(1);
    vi.advanceTimersByTime(2);
    expect(await get('a')).toBe(3);
  });

  it('is given out with its age to who takes an older one, and kept for them', async () => {
    const { remembered, get, next } = open();
    await get('a');
    vi.advanceTimersByTime(5_000);
    expect(await remembered.get('a', 6_000, next)).toEqual({ value: 1, ageMs: 5_000 });
    expect(await remembered.get('a', 5_000, next)).toEqual({ value: 2, ageMs: 0 });
    expect(await remembered.get('a', 6_000, next)).toEqual({ value: 2, ageMs: 0 });
  });

  it('is no more than a few, the newest ones', async () => {
    const { get } = open();
    for (const key of ['a', 'b', 'c']) await get(key);
    expect(await get('c')).toBe(3);
    expect(await get('b')).toBe(2);
    expect(await get('a')).toBe(4);
  });

  it('is never a failure, which takes nothing away', async () => {
    const { remembered, get, next } = open();
    const failing = () => Promise.reject(new Error('no table'));
    await expect(get('a', 1_000, failing)).rejects.toThrow('no table');
    expect(await get('a')).toBe(1);
    vi.advanceTimersByTime(2_000);
    await expect(get('a', 1_000, failing)).rejects.toThrow('no table');
    expect(await remembered.get('a', 3_000, next)).toEqual({ value: 1, ageMs: 2_000 });
  });

  it('is given out at once while it is read anew', async () => {
    const { remembered, get, next } = open();
    await get('a');
    vi.advanceTimersByTime(2_000);
    let finish = (_: number) => {};
    const coming = get(
      'a',
      1_000,
      () =>
        new Promise<number>((resolve) => {
          finish = resolve;
        }),
    );
    expect(await remembered.get('a', 3_000, next)).toEqual({ value: 1, ageMs: 2_000 });
    finish(7);
    expect([await coming, await get('a')]).toEqual([7, 7]);
  });
});
