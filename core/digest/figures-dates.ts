import type { Locale } from '../journey/schema.ts';
import type { Period } from '../period.ts';

const dayMilliseconds = 86_400_000;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** What a reader calls the period: two Mondays make a week, the same date of two months a month. */
const spanOf = ({ start, end }: Period): 'week' | 'month' | 'period' => {
  const days = (midnight(end) - midnight(start)) / dayMilliseconds;
  if (days === 7) return 'week';
  return days >= 28 && days <= 31 && start.slice(8) === end.slice(8) ? 'month' : 'period';
};

/** Days and hours as one language writes them. */
export interface Dates {
  day(day: string): string;
  /** When a period began, as short as an axis needs: `Nov 16`, or `Oct 2025` of a month. */
  start(period: Period): string;
  /** The first and last day of a period, its end being the day after. */
  period(period: Period, month: 'short' | 'long'): string;
  span(period: Period): 'week' | 'month' | 'period';
  /** A day and hour on the clocks of a time zone. */
  hour(instantIso: string, timeZone: string): string;
}

/** @see Dates */
export const datesIn = (locale: Locale): Dates => {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', ...options });
  const months = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' });
  const day: Dates['day'] = (of) => dates({ month: 'short' }).format(midnight(of)).replaceAll(' ', '\u00a0');
  const hours = { month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return {
    day,
    start: (period) =>
      spanOf(period) === 'month' ? months.format(midnight(period.start)).replaceAll(' ', '\u00a0') : day(period.start),
    period: ({ start, end }, month) =>
      dates(month === 'long' ? { month, year: 'numeric' } : { month }).formatRange(
        midnight(start),
        midnight(end) - dayMilliseconds,
      ),
    span: spanOf,
    hour: (instantIso, timeZone) => dates({ ...hours, timeZone }).format(Date.parse(instantIso)),
  };
};
