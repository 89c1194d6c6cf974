import { Temporal } from 'temporal-polyfill';
import type { DigestPlan } from '../journey/schema.ts';
import { closedPeriods, startOfPeriod } from '../period.ts';

/** What of a digest decides when it leaves. */
type Departure = Pick<DigestPlan, 'cadence' | 'weekday' | 'day' | 'hour' | 'timeZone'>;

/**
 * When a digest leaves, as an EventBridge Scheduler expression in the audience's own time zone.
 *
 * @param organisationTimeZone used when the audience names none
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 * @example scheduleExpression({ cadence: 'weekly', weekday: 'monday', hour: 8, … }, 'Europe/Madrid')
 * // => { expression: 'cron(0 8 ? * MON *)', timeZone: 'Europe/Madrid' }
 */
export const scheduleExpression = (
  plan: Departure,
  organisationTimeZone: string,
): { expression: string; timeZone: string } => ({
  expression:
    plan.cadence === 'weekly'
      ? `cron(0 ${plan.hour} ? * ${(plan.weekday ?? 'monday').slice(0, 3).toUpperCase()} *)`
      : `cron(0 ${plan.hour} ${plan.day ?? 1} * ? *)`,
  timeZone: plan.timeZone ?? organisationTimeZone,
});

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/**
 * When a digest was due last, as Scheduler names the time. Where clocks are put forward over its hour it was not due that
 * day: Scheduler leaves such a run out. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * @param beforeIso an instant; a digest that is due at it counts
 * @throws {RangeError} when the time zone is unknown
 */
export const lastDue = (plan: Departure, organisationTimeZone: string, beforeIso: string): string => {
  const { cadence, weekday = 'monday', day = 1, hour, timeZone = organisationTimeZone } = plan;
  const before = Temporal.Instant.from(beforeIso);
  const today = before.toZonedDateTimeISO(timeZone).toPlainDate();
  const into = { days: cadence === 'weekly' ? weekdays.indexOf(weekday) : day - 1 };
  for (let start = startOfPeriod(today, cadence); ; start = startOfPeriod(start.subtract({ days: 1 }), cadence)) {
    const due = start.add(into).toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(hour) });
    if (due.hour !== hour || Temporal.Instant.compare(due.toInstant(), before) > 0) continue;
    return due.toInstant().toString({ smallestUnit: 'second' });
  }
};

/** Eleven years: by then the first of every month has been every weekday, and clocks change on Sundays. */
const sampled = { start: new Temporal.PlainDate(2026, 1, 1), weeks: 53, months: 11 * 12 };

/** The days of the sampled time on which a digest leaves; one year has every Monday that two zones can differ on. */
const departureDays = ({ cadence, weekday = 'monday', day = 1 }: Omit<Departure, 'hour'>): Temporal.PlainDate[] => {
  const { start } = sampled;
  if (cadence === 'monthly')
    return Array.from({ length: sampled.months }, (_, months) => start.add({ months, days: day - 1 }));
  const first = startOfPeriod(start, 'weekly').add({ days: weekdays.indexOf(weekday) });
  return Array.from({ length: sampled.weeks }, (_, weeks) => first.add({ weeks }));
};

/**
 * The first hour, from 0 to 23 on the digest's own weekday or day, at which it can always report the period its readers
 * expect: the one before the week or month they are in. Earlier, that period may not have closed yet where the
 * organisation is, and the digest would repeat the one before: Monday 01:00 in Tokyo is still Sunday in Madrid.
 *
 * Many departures are asked, because two zones change their clocks on different days.
 *
 * @returns undefined when even 23:00 is too early
 * @throws {RangeError} when a zone is unknown
 * @example firstTimelyHour({ cadence: 'weekly', weekday: 'monday', … }, 'Europe/Madrid') // => 1
 */
export const firstTimelyHour = (plan: Omit<Departure, 'hour'>, organisationTimeZone: string): number | undefined => {
  const timeZone = plan.timeZone ?? organisationTimeZone;
  const days = departureDays(plan);
  const isTimely = (hour: number) =>
    days.every((day) => {
      const now = day.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(hour) }).toInstant();
      const { later } = closedPeriods(now.toString(), plan.cadence, organisationTimeZone);
      return later.end >= startOfPeriod(day, plan.cadence).toString();
    });
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return hours.find(isTimely);
};
