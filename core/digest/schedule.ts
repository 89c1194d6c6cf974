import { Temporal } from 'temporal-polyfill';
import type { DigestPlan } from '../journey/schema.ts';
import { closedPeriods, startOfPeriod } from '../period.ts';

/** What of a digest decides when it leaves. */
export type Departure = Pick<DigestPlan, 'cadence' | 'weekday' | 'day' | 'hour' | 'timeZone'>;

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

/** Any one year stands for all: what matters is how two zones' daylight saving lie to each other. */
const sampleYear = 2026;

/** The days of the sample year on which a digest leaves. */
const departureDays = ({ cadence, weekday = 'monday', day = 1 }: Departure): Temporal.PlainDate[] => {
  if (cadence === 'monthly')
    return Array.from({ length: 12 }, (_, index) => new Temporal.PlainDate(sampleYear, index + 1, day));
  const firstMonday = startOfPeriod(new Temporal.PlainDate(sampleYear, 1, 4), 'weekly');
  const first = firstMonday.add({ days: weekdays.indexOf(weekday) });
  return Array.from({ length: 53 }, (_, weeks) => first.add({ weeks }));
};

/**
 * The first hour, from 0 to 23 on the digest's own weekday or day, at which it can always report the period its readers
 * expect: the one before the week or month they are in. Earlier, that period may not have closed yet where the
 * organisation is, and the digest would repeat the one before: Monday 01:00 in Tokyo is still Sunday in Madrid.
 *
 * All departures of a year are asked, because two zones change their clocks on different days.
 *
 * @returns undefined when even 23:00 is too early
 * @throws {RangeError} when a zone is unknown
 * @example firstTimelyHour({ cadence: 'weekly', weekday: 'monday', … }, 'Europe/Madrid') // => 1
 */
export const firstTimelyHour = (plan: Omit<Departure, 'hour'>, organisationTimeZone: string): number | undefined => {
  const timeZone = plan.timeZone ?? organisationTimeZone;
  const days = departureDays({ ...plan, hour: 0 });
  const isTimely = (hour: number) =>
    days.every((day) => {
      const now = day.toZonedDateTime({ timeZone, plainTime: new Temporal.PlainTime(hour) }).toInstant();
      const { later } = closedPeriods(now.toString(), plan.cadence, organisationTimeZone);
      return later.end >= startOfPeriod(day, plan.cadence).toString();
    });
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  return hours.find(isTimely);
};
