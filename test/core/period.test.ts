import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { closedPeriods, dayOfInstant, daysOf } from '../../core/period.ts';

const zones = Intl.supportedValuesOf('timeZone');
const instants = (from: string, to: string) =>
  fc.date({ min: new Date(from), max: new Date(to), noInvalidDate: true }).map((date) => date.toISOString());

describe('the last closed period', () => {
  const weekOf = (nowIso: string, timeZone: string) => closedPeriods(nowIso, 'weekly', timeZone).later.start;

  it('is the ISO week, Monday to Sunday, and comes with the one before', () => {
    expect(closedPeriods('2026-11-18T07:00:00.000Z', 'weekly', 'Europe/Madrid')).toEqual({
      later: { start: '2026-11-09', end: '2026-11-16' },
      earlier: { start: '2026-11-02', end: '2026-11-09' },
    });
  });

  it('is the calendar month, also across a new year', () => {
    expect(closedPeriods('2026-01-01T07:00:00.000Z', 'monthly', 'Europe/Madrid')).toEqual({
      later: { start: '2025-12-01', end: '2026-01-01' },
      earlier: { start: '2025-11-01', end: '2025-12-01' },
    });
  });

  it.each([
    ['an ordinary Monday', 'Europe/Madrid', '2026-11-15T23:59:59.999Z', '2026-11-16T00:00:00.000Z', '2026-11-09'],
    [
      'the Monday after clocks went forward',
      'Europe/Madrid',
      '2026-03-29T22:59:59.999Z',
      '2026-03-29T23:00:00.000Z',
      '2026-03-23',
    ],
    [
      'the Monday after clocks went back',
      'Europe/Madrid',
      '2026-10-25T23:59:59.999Z',
      '2026-10-26T00:00:00.000Z',
      '2026-10-19',
    ],
    [
      'a zone 14 hours ahead of UTC',
      'Pacific/Kiritimati',
      '2026-11-15T10:59:59.999Z',
      '2026-11-15T11:00:00.000Z',
      '2026-11-09',
    ],
    [
      'a zone 11 hours behind UTC',
      'Pacific/Pago_Pago',
      '2026-11-16T11:59:59.999Z',
      '2026-11-16T12:00:00.000Z',
      '2026-11-09',
    ],
    [
      'a zone 5 hours 45 minutes ahead',
      'Asia/Kathmandu',
      '2026-11-15T19:14:59.999Z',
      '2026-11-15T19:15:00.000Z',
      '2026-11-09',
    ],
  ])('closes one hour after midnight on %s', (_, timeZone, tooEarly, closed, start) => {
    const before = Temporal.PlainDate.from(start).subtract({ weeks: 1 }).toString();
    expect([weekOf(tooEarly, timeZone), weekOf(closed, timeZone)]).toEqual([before, start]);
  });

  it('closes a real hour after a month that ends where daylight saving skips midnight', () => {
    // Paraguay went from 00:00 to 01:00 on 1 October 2023: that day began at 04:00 UTC.
    const monthOf = (nowIso: string) => closedPeriods(nowIso, 'monthly', 'America/Asuncion').later.start;
    expect([monthOf('2023-10-01T04:59:59.999Z'), monthOf('2023-10-01T05:00:00.000Z')]).toEqual([
      '2023-08-01',
      '2023-09-01',
    ]);
  });

  it('is always over for an hour, the newest such, and touches the one before', () => {
    const args = [
      instants('1990-01-01', '2050-01-01'),
      fc.constantFrom('weekly', 'monthly'),
      fc.constantFrom(...zones),
    ] as const;
    fc.assert(
      fc.property(...args, (now, cadence, timeZone) => {
        const { later, earlier } = closedPeriods(now, cadence, timeZone);
        const anHourAgo = dayOfInstant(new Date(Date.parse(now) - 3_600_000).toISOString(), timeZone);
        const length = cadence === 'weekly' ? { weeks: 1 } : { months: 1 };
        expect(later.end <= anHourAgo).toBe(true);
        expect(Temporal.PlainDate.from(later.end).add(length).toString() > anHourAgo).toBe(true);
        expect(earlier.end).toBe(later.start);
        const start = Temporal.PlainDate.from(later.start);
        expect(cadence === 'weekly' ? start.dayOfWeek : start.day).toBe(1);
      }),
    );
  });

  it('is refused for what is no instant or no zone', () => {
    expect(() => closedPeriods('yesterday', 'weekly', 'Europe/Madrid')).toThrow(RangeError);
    expect(() => closedPeriods('2026-11-18T07:00:00.000Z', 'weekly', 'Europe/Madrit')).toThrow(RangeError);
  });
});

describe('the days of a period', () => {
  it('are all of them in order, without its end', () => {
    expect(daysOf({ start: '2024-02-27', end: '2024-03-02' })).toEqual([
      '2024-02-27',
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ]);
  });

  it.each([
    ['seven in the week clocks go forward', '2026-03-23', '2026-03-30', 7],
    ['seven in the week clocks go back', '2026-10-19', '2026-10-26', 7],
    ['all of a long period', '2026-01-01', '2027-01-01', 365],
    ['none when nothing is in it', '2026-01-01', '2026-01-01', 0],
  ])('are %s', (_, start, end, count) => {
    expect(new Set(daysOf({ start, end })).size).toBe(count);
  });
});

describe('the day of an instant', () => {
  it.each([
    ['before the midnight of the organisation', '2026-03-28T22:59:59.999Z', 'Europe/Madrid', '2026-03-28'],
    ['from its midnight on', '2026-03-28T23:00:00.000Z', 'Europe/Madrid', '2026-03-29'],
    ['from its midnight in summer on', '2026-03-29T22:00:00.000Z', 'Europe/Madrid', '2026-03-30'],
    ['a day that a zone left out', '2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
    ['when minutes were told by the sun', '1850-06-01T00:10:00.000Z', 'Europe/Madrid', '1850-05-31'],
    ['in a year of three digits', '0987-06-05T12:00:00.000Z', 'UTC', '0987-06-05'],
  ])('is told %s', (_, instant, timeZone, day) => {
    expect(dayOfInstant(instant, timeZone)).toBe(day);
  });

  it('agrees with Temporal for any instant and zone', () => {
    fc.assert(
      fc.property(instants('0001-01-02', '9999-12-30'), fc.constantFrom(...zones), (instant, timeZone) => {
        const day = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate();
        expect(dayOfInstant(instant, timeZone)).toBe(day.toString());
      }),
      { numRuns: 3_000 },
    );
  });

  it('is refused for what is no instant', () => {
    expect(() => dayOfInstant('yesterday', 'Europe/Madrid')).toThrow(RangeError);
  });
});
