import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readInstant } from '../../../core/import/instant.ts';

const madrid = (text: string) => readInstant(text, 'Europe/Madrid');

describe('an instant in a spreadsheet', () => {
  it.each([
    ['2026-03-02T09:14:05+01:00', '2026-03-02T08:14:05.000Z'],
    ['2026-03-02T09:14:05.250Z', '2026-03-02T09:14:05.250Z'],
    ['2026-03-02t09:14z', '2026-03-02T09:14:00.000Z'],
    ['2026-03-02 09:14 UTC', '2026-03-02T09:14:00.000Z'],
    ['2015-02-24 11:35:52 -0800', '2015-02-24T19:35:52.000Z'],
    ['2026-03-02 09:14:05 +05:45', '2026-03-02T03:29:05.000Z'],
    ['2026-03-02T09:14:05-08', '2026-03-02T17:14:05.000Z'],
    ['  2026-03-02T09:14:05.123456789Z ', '2026-03-02T09:14:05.123Z'],
  ])('with an offset means that moment: %s', (text, instant) => {
    expect(madrid(text)).toBe(instant);
  });

  it.each([
    ['2026-03-02 09:14', '2026-03-02T08:14:00.000Z'],
    ['2026-07-02T09:14:05', '2026-07-02T07:14:05.000Z'],
    ['2026-03-29 01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29 03:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25 01:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25 03:00', '2026-10-25T02:00:00.000Z'],
  ])('without one means the clock on the wall in Madrid: %s', (text, instant) => {
    expect(madrid(text)).toBe(instant);
  });

  it('that the clock skipped is taken as late as the clock jumped, one that came twice as the first', () => {
    expect(madrid('2026-03-29 02:30')).toBe('2026-03-29T01:30:00.000Z');
    expect(madrid('2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('that is only a date is its noon, so that it stays that day in the organisation', () => {
    expect(madrid('2026-03-02')).toBe('2026-03-02T11:00:00.000Z');
    expect(readInstant('2026-03-02', 'Pacific/Kiritimati')).toBe('2026-03-01T22:00:00.000Z');
  });

  it.each(['', 'yesterday', '03/04/2026', '3.4.2026', '2026-3-2', '20260302', '2026-02-30', '2026-03-02 24:00'])(
    'is never guessed: "%s"',
    (text) => {
      expect(madrid(text)).toBeUndefined();
    },
  );

  it.each(['2026-03-02T09:14+24:00', '2026-03-02 09:14 CET', '2026-03-02T09:14:05,5Z', '46083.385'])(
    'is never guessed: "%s"',
    (text) => {
      expect(madrid(text)).toBeUndefined();
    },
  );

  it('never throws, and is UTC with milliseconds when it is anything', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?( ?[+-]\d{4})?$/));
    fc.assert(
      fc.property(text, (written) => {
        const instant = madrid(written);
        if (instant !== undefined) expect(Temporal.Instant.from(instant).toString().endsWith('Z')).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
