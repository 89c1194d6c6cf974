import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { firstTimelyHour, scheduleExpression } from '../../../core/digest/schedule.ts';
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
