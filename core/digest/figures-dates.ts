import type { Locale } from '../journey/schema.ts';
import type { Period } from '../period.ts';

const dayMilliseconds = 86_400_000;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export type Span = 'week' | 'month' | 'quarter' | 'period';

/** What a reader calls the period: two Mondays make a week, the same date of two months a month. */
const spanOf = ({ start, end }: Period): Span => {
  const days = (midnight(end) - midnight(start)) / dayMilliseconds;
  if (days === 7) return 'week';
  if (start.slice(8) !== end.slice(8)) return 'period';
  if (days >= 28 && days <= 31) return 'month';
  return days >= 90 && days <= 92 ? 'quarter' : 'period';
};

/** Days and hours as one language writes them. */
export interface Dates {
  day(day: string): string;
  /** When a period began, as short as an axis needs: `Nov 16`, or `Oct 2025` of a month. */
  start(period: Period, beside?: Period): string;
  /** The first and last day of a period, its end being the day after. */
  period(period: Period, month: 'short' | 'long'): string;
  span(period: Period): Span;
  /** A day and hour on the clocks of a time zone. */
  hour(instantIso: string, timeZone: string): string;
}

/** @see Dates */
export const datesIn = (locale: Locale): Dates => {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', ...options });
  const months = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' });
  const day: Dates['day'] = (of) => dates({ month: 'short' }).format(midnight(of)).replaceAll(' ', '\u00a0');
  const dated = dates({ month: 'short', year: 'numeric' });
  const hours = { month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return {
    day,
    start: (period, beside = period) => {
      if (['month', 'quarter'].includes(spanOf(period)))
        return months.format(midnight(period.start)).replaceAll(' ', '\u00a0');
      const isOfSameYear = period.start.slice(0, 4) === beside.start.slice(0, 4);
      return isOfSameYear ? day(period.start) : dated.format(midnight(period.start)).replaceAll(' ', '\u00a0');
    },
    period: ({ start, end }, month) =>
      dates(month === 'long' ? { month, year: 'numeric' } : { month }).formatRange(
        midnight(start),
        midnight(end) - dayMilliseconds,
      ),
    span: spanOf,
    hour: (instantIso, timeZone) => dates({ ...hours, timeZone }).format(Date.parse(instantIso)),
  };
};
