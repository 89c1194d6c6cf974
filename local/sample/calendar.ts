import { Temporal } from 'temporal-polyfill';
import { closedPeriods, daysOf, periodsBefore } from '../../core/period.ts';
import { timeZone, weekCount } from './truth.ts';

/** One day of the sample. */
export interface SampleDay {
  /** `yyyy-mm-dd`, in the organisation's time zone. */
  readonly date: string;
  /** Days since the oldest of them, so that the same things happen whatever the date. */
  readonly index: number;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly isNewestWeek: boolean;
  /** Milliseconds since 1970 that the clock on the wall would show midnight, counted back from noon. */
  readonly midnightMs: number;
}

export interface SampleTime {
  /** The closed weeks, the oldest first; each has seven days. */
  readonly weeks: readonly (readonly SampleDay[])[];
  /** Milliseconds since 1970 at which the newest week ends. Nothing is delivered after it. */
  readonly endMs: number;
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const zoned = (date: string, hour: number): number =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;

/** The closed weeks before an instant. Noon is never skipped or doubled when the clocks change, so days count from it. */
export const sampleTime = (now: string): SampleTime => {
  const { later } = closedPeriods(now, 'weekly', timeZone);
  const periods = [...periodsBefore(later, 'weekly', weekCount - 1).toReversed(), later];
  const weeks = periods.map((period, week) =>
    daysOf(period).map((date, weekday) => ({
      date,
      index: week * 7 + weekday,
      weekday,
      isNewestWeek: period === later,
      midnightMs: zoned(date, 12) - dayMs / 2,
    })),
  );
  return { weeks, endMs: zoned(later.end, 0) };
};

export const hourMs = 60 * minuteMs;

/** @param hour of the day on the wall, fractions included, from 4 to below 24: nobody is asked while clocks change */
export const atHour = ({ midnightMs }: SampleDay, hour: number): number => Math.floor(midnightMs + hour * hourMs);

export const iso = (ms: number): string => new Date(ms).toISOString();
