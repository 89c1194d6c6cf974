import type { Locale } from '../journey/schema.ts';
import type { Interval } from '../metrics/metric.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { Period } from '../period.ts';
import { type Say, sayIn } from './messages.ts';

/** How each metric is written, and the ends of its scale for the bars. */
const scales = {
  nps: { unit: 'points', low: -100, high: 100 },
  csat: { unit: 'percent', low: 0, high: 100 },
  ces: { unit: 'scale', low: 1, high: 7 },
  rating: { unit: 'scale', low: 1, high: 5 },
  netSentiment: { unit: 'points', low: -100, high: 100 },
} as const satisfies Record<MetricName, { unit: 'points' | 'percent' | 'scale'; low: number; high: number }>;

const dayMilliseconds = 86_400_000;
const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** What a reader calls the period: two Mondays make a week, the same date of two months a month. */
const spanOf = ({ start, end }: Period): 'week' | 'month' | 'period' => {
  const days = (midnight(end) - midnight(start)) / dayMilliseconds;
  if (days === 7) return 'week';
  return days >= 28 && days <= 31 && start.slice(8) === end.slice(8) ? 'month' : 'period';
};

const write = (locale: Locale, options: Intl.NumberFormatOptions) => {
  const format = new Intl.NumberFormat(locale, options);
  // Intl writes a hyphen, which is shorter than a plus sign and may be torn from its number at a line end.
  return (x: number): string => format.format(x).replace('-', '−');
};

/** Numbers and dates as one language writes them. */
export interface Figures {
  /** `+20`, `62 %`, `5.1` */
  value(metric: MetricName, x: number): string;
  range(metric: MetricName, interval: Interval): string;
  /** `14 points lower` */
  size(metric: MetricName, difference: number): string;
  /** `−9 percentage points` */
  signedChange(metric: MetricName, difference: number): string;
  changeRange(metric: MetricName, interval: Interval): string;
  /** The interval on the metric's scale, in percent of its length, and the names of the two ends. */
  band(metric: MetricName, value: number, interval: Interval): Band;
  day(day: string): string;
  period(period: Period, month: 'short' | 'long'): string;
  span(period: Period): 'week' | 'month' | 'period';
  list(items: readonly string[]): string;
}

export interface Band {
  readonly low: number;
  readonly at: number;
  readonly high: number;
  readonly ends: readonly [string, string];
}

const numbersIn = (locale: Locale, say: Say) => {
  const whole = write(locale, { maximumFractionDigits: 0, signDisplay: 'negative' });
  const tenths = write(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' });
  const signedWhole = write(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const signedTenths = write(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  });
  const value = (metric: MetricName, x: number): string => {
    const { unit } = scales[metric];
    if (unit === 'points') return signedWhole(x);
    return unit === 'percent' ? say('percent', { number: whole(x) }) : tenths(x);
  };
  const signed = (metric: MetricName, x: number): string =>
    scales[metric].unit === 'scale' ? signedTenths(x) : signedWhole(x);
  return { value, signed, tenths };
};

/** @see Figures */
export const figuresIn = (locale: Locale): Figures => {
  const say = sayIn(locale);
  const { value, signed, tenths } = numbersIn(locale, say);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', ...options });
  return {
    value,
    range: (metric, { low, high }) => say('range', { low: value(metric, low), high: value(metric, high) }),
    size: (metric, difference) =>
      say('change.size', {
        unit: scales[metric].unit,
        n: Math.round(Math.abs(difference)),
        number: tenths(Math.abs(difference)),
        direction: difference < 0 ? 'worse' : 'better',
      }),
    signedChange: (metric, difference) =>
      say('change.signed', {
        unit: scales[metric].unit,
        n: Math.round(Math.abs(difference)),
        number: signed(metric, difference),
      }),
    changeRange: (metric, { low, high }) =>
      say('change.range', { unit: scales[metric].unit, low: signed(metric, low), high: signed(metric, high) }),
    band: (metric, x, interval) => {
      const { low, high } = scales[metric];
      const place = (y: number) => Math.round((Math.min(Math.max(y, low), high) - low) * (100 / (high - low)));
      // The published range leans towards the middle, so for a perfect score it may stop short of the value itself.
      const at = Math.max(place(x), 1);
      const [left, right] = [Math.min(place(interval.low), at - 1), Math.max(place(interval.high), at)];
      const ends = [value(metric, low), value(metric, high)] as const;
      return { low: left, at, high: right, ends };
    },
    day: (day) => dates({ month: 'short' }).format(midnight(day)).replaceAll(' ', '\u00a0'),
    period: ({ start, end }, month) =>
      dates(month === 'long' ? { month, year: 'numeric' } : { month }).formatRange(
        midnight(start),
        midnight(end) - dayMilliseconds,
      ),
    span: spanOf,
    list: (items) => new Intl.ListFormat(locale).format(items),
  };
};
