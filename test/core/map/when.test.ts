import { describe, expect, it } from 'vitest';
import { askedPeriod } from '../../../core/map/when.ts';
import { closedPeriods } from '../../../core/period.ts';

const now = '2026-11-22T09:00:00Z';
const zone = 'Europe/Madrid';

describe('the period an address asks for', () => {
  it('is the last closed week unless it says', () => {
    expect(askedPeriod(undefined, now, zone)).toMatchObject({
      cadence: 'weekly',
      period: closedPeriods(now, 'weekly', zone).later,
      word: '2026-11-09',
      previous: '2026-11-02',
    });
    expect(askedPeriod(undefined, now, zone)?.next).toBeUndefined();
  });

  it('is the week any day lies in, or a month', () => {
    expect(askedPeriod('2026-11-05', now, zone)).toMatchObject({ word: '2026-11-02', next: '2026-11-09' });
    expect(askedPeriod('2026-10', now, zone)?.period).toEqual({ start: '2026-10-01', end: '2026-11-01' });
    expect(askedPeriod('2026-09', now, zone)).toMatchObject({ previous: '2026-08', next: '2026-10' });
  });

  it.each(['2026-11-02', '2026-10', '2026-03-23', '2026-10-19'])(
    'is due when it is the last that closed: %s',
    (word) => {
      const asked = askedPeriod(word, now, zone);
      expect(closedPeriods(asked?.due ?? '', asked?.cadence ?? 'weekly', zone).later).toEqual(asked?.period);
    },
  );

  it.each([
    '2026-11-16',
    '2026-11',
    '2027-01-01',
    '2026-02-30',
    '2026-13',
    '2026',
    '',
    'x',
    '20261109',
    '-271821-04-20',
  ])('is none that is no day, or not over yet: %s', (word) => {
    expect(askedPeriod(word, now, zone)).toBeUndefined();
  });
});
