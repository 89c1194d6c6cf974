import { Cron } from 'croner';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { firstTimelyHour, lastDue, scheduleExpression } from '../../../core/digest/schedule.ts';
import { closedPeriods } from '../../../core/period.ts';

describe('the schedule of a digest', () => {
  it('leaves weekly on its weekday in the zone of the organisation', () => {
    expect(scheduleExpression({ cadence: 'weekly', weekday: 'monday', hour: 8 }, 'Europe/Madrid')).toEqual({
      expression: 'cron(0 8 ? * MON *)',
      timeZone: 'Europe/Madrid',
    });
  });

  it('leaves monthly on its day in the zone of the audience', () => {
    expect(
      scheduleExpression({ cadence: 'monthly', day: 1, hour: 8, timeZone: 'Asia/Tokyo' }, 'Europe/Madrid'),
    ).toEqual({ expression: 'cron(0 8 1 * ? *)', timeZone: 'Asia/Tokyo' });
  });

  it.each([
    ['monday', 'MON'],
    ['tuesday', 'TUE'],
    ['wednesday', 'WED'],
    ['thursday', 'THU'],
    ['friday', 'FRI'],
    ['saturday', 'SAT'],
    ['sunday', 'SUN'],
  ] as const)('writes %s as the scheduler does: %s', (weekday, short) => {
    const { expression } = scheduleExpression({ cadence: 'weekly', weekday, hour: 23 }, 'UTC');
    expect(expression).toBe(`cron(0 23 ? * ${short} *)`);
  });
});

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** croner's answer, which the local run fires by; of a time the clocks skip it makes another. */
const byCroner = (plan: Parameters<typeof lastDue>[0], before: Date): string | undefined => {
  const { expression, timeZone: timezone } = scheduleExpression(plan, 'UTC');
  const cron = new Cron(expression.slice('cron('.length, -' *)'.length).replaceAll('?', '*'), { timezone });
  let run = cron.previousRuns(1, new Date(before.getTime() + 1_000))[0];
  while (run && !cron.match(run)) run = cron.previousRuns(1, run)[0];
  return run?.toISOString().replace('.000Z', 'Z');
};

describe('when a digest was due last', () => {
  const plans = fc.record({
    cadence: fc.constantFrom('weekly' as const, 'monthly' as const),
    weekday: fc.constantFrom(...weekdays),
    day: fc.integer({ min: 1, max: 28 }),
    hour: fc.integer({ min: 0, max: 23 }),
    timeZone: fc.constantFrom('Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'UTC'),
  });
  const instants = fc.integer({ min: Date.parse('2025-01-01') / 1_000, max: Date.parse('2028-01-01') / 1_000 });

  it('agrees with croner on the schedule’s own expression, at any moment and in any zone', () => {
    fc.assert(
      fc.property(plans, instants, (plan, seconds) => {
        const before = new Date(seconds * 1_000);
        expect(lastDue(plan, 'UTC', before.toISOString())).toBe(byCroner(plan, before));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['its very second', '2026-03-09T07:00:00Z', '2026-03-09T07:00:00Z'],
    ['a second before', '2026-03-09T06:59:59Z', '2026-03-02T07:00:00Z'],
    // Summer time began on the 29th.
    ['the first week of summer time', '2026-03-30T06:00:00.000Z', '2026-03-30T06:00:00Z'],
  ])('is known at %s', (_, before, due) => {
    expect(lastDue({ cadence: 'weekly', weekday: 'monday', hour: 8 }, 'Europe/Madrid', before)).toBe(due);
  });

  it('leaves out a time that the clocks skip, as Scheduler does', () => {
    const plan = { cadence: 'weekly', weekday: 'sunday', hour: 2 } as const;
    expect(lastDue(plan, 'Europe/Madrid', '2026-03-29T12:00:00Z')).toBe('2026-03-22T01:00:00Z');
  });
});

describe('the first timely hour', () => {
  const monday = { cadence: 'weekly', weekday: 'monday' } as const;
  const first = { cadence: 'monthly', day: 1 } as const;

  it.each([
    ['one hour after midnight at home', monday, undefined, 'Europe/Madrid', 1],
    ['one hour after midnight on the first of a month', first, undefined, 'Europe/Madrid', 1],
    ['what is always after the close for an audience ahead', monday, 'Asia/Tokyo', 'Europe/Madrid', 9],
    ['midnight for an audience behind', monday, 'America/Los_Angeles', 'Europe/Madrid', 0],
    ['midnight on any later day', { ...monday, weekday: 'thursday' } as const, undefined, 'Europe/Madrid', 0],
    ['midnight on any later day of the month', { ...first, day: 15 } as const, 'Asia/Tokyo', 'Europe/Madrid', 0],
    ['none when the audience is more than a day ahead', monday, 'Pacific/Kiritimati', 'Pacific/Pago_Pago', undefined],
  ])('is %s', (_, plan, timeZone, organisation, hour) => {
    expect(firstTimelyHour({ ...plan, timeZone }, organisation)).toBe(hour);
  });

  it('reports the week its readers have just finished, in any year and pair of zones', () => {
    const zone = fc.constantFrom(
      'Europe/Madrid',
      'Asia/Tokyo',
      'America/New_York',
      'Asia/Kathmandu',
      'Australia/Sydney',
    );
    fc.assert(
      fc.property(zone, zone, fc.integer({ min: -52, max: 520 }), (timeZone, organisation, weeks) => {
        const hour = firstTimelyHour({ ...monday, timeZone }, organisation) ?? Number.NaN;
        const day = Temporal.PlainDate.from('2026-01-05').add({ weeks });
        const leaves = day.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(hour) }).toInstant();
        expect(closedPeriods(leaves.toString(), 'weekly', organisation).later.end).toBe(day.toString());
      }),
    );
  });
});
