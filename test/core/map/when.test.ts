import { describe, expect, it } from 'vitest';
import { askedPeriods, waysFrom } from '../../../core/map/when.ts';
import { closedPeriods, periodsBefore } from '../../../core/period.ts';

const now = '2026-11-22T09:00:00Z';
const zone = 'Europe/Madrid';
const asked = (period?: string, compare?: string) =>
  askedPeriods({ ...(period !== undefined && { period }), ...(compare !== undefined && { compare }) }, now, zone);
const ways = (period?: string, compare?: string) => {
  const read = asked(period, compare);
  return read && waysFrom(read, now, zone);
};

describe('the periods an address asks for', () => {
  it('are the last closed week and the one before unless it says, as in the digest of that week', () => {
    const { later, earlier } = closedPeriods(now, 'weekly', zone);
    expect(asked()).toMatchObject({ cadence: 'weekly', later, earlier, before: periodsBefore(earlier, 'weekly', 4) });
    expect(ways()).toMatchObject({ period: '2026-11-09', compare: '2026-11-02', earlier: '2026-11-02' });
    expect(ways()?.later).toBeUndefined();
  });

  it('are the week any day lies in, a month, or a quarter', () => {
    expect(ways('2026-11-05')).toMatchObject({ period: '2026-11-02', later: '2026-11-09' });
    expect(asked('2026-10')?.later).toEqual({ start: '2026-10-01', end: '2026-11-01' });
    expect(ways('2026-09')).toMatchObject({ earlier: '2026-08', later: '2026-10' });
    expect(asked('2026-Q1')?.later).toEqual({ start: '2026-01-01', end: '2026-04-01' });
    expect(ways('2026-Q1')).toMatchObject({ earlier: '2025-Q4', later: '2026-Q2' });
  });

  it('are any two of one length, the later one first', () => {
    expect(asked('2026-10', '2025-10')?.earlier).toEqual({ start: '2025-10-01', end: '2025-11-01' });
    expect(asked('2026-11-09', '2026-08-20')?.earlier).toEqual({ start: '2026-08-17', end: '2026-08-24' });
    for (const other of ['2026-10-05', '2026-10', '2026-11', '2026-Q2', 'x'])
      expect(asked('2026-10', other)).toBeUndefined();
  });

  it('offer the nearest to compare with, and the same one a year before', () => {
    for (const word of ['2026-11-09', '2026-10', '2026-Q3']) {
      const comparable = ways(word)?.comparable ?? [];
      for (const { word: other, period } of comparable) expect(asked(word, other)?.earlier).toEqual(period);
      expect(new Set(comparable.map((one) => one.word)).size).toBe(comparable.length);
      expect(comparable.at(-1)?.word.slice(0, 4)).toBe('2025');
    }
  });

  it('name the last closed period of each length', () => {
    expect(ways()?.latest).toEqual({ weekly: '2026-11-09', monthly: '2026-10', quarterly: '2026-Q3' });
  });

  it.each([
    '2026-11-16',
    '2026-11',
    '2026-Q4',
    '2027-01-01',
    '2026-02-30',
    '2026-13',
    '2026-Q5',
    '2026',
    '',
    'x',
    '20261109',
    '-271821-04-20',
  ])('are none that are no period, or not over yet: %s', (word) => {
    expect(asked(word)).toBeUndefined();
  });
});
