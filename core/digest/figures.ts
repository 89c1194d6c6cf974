import type { Locale } from '../journey/schema.ts';
import type { Interval } from '../metrics/metric.ts';
import type { MetricName } from '../metrics/registry.ts';
import { type Dates, datesIn } from './figures-dates.ts';
import { measureName, numberIn, quantityIn } from './figures-numbers.ts';
import { type Say, sayIn } from './messages.ts';

/** How each metric is written, and the ends of its scale for the bars. */
export const scales = {
  nps: { unit: 'points', low: -100, high: 100 },
  csat: { unit: 'percent', low: 0, high: 100 },
  ces: { unit: 'scale', low: 1, high: 7 },
  rating: { unit: 'scale', low: 1, high: 5 },
  netSentiment: { unit: 'points', low: -100, high: 100 },
} as const satisfies Record<MetricName, { unit: 'points' | 'percent' | 'scale'; low: number; high: number }>;

/** Numbers and dates as one language writes them. */
export interface Figures extends Dates {
  /** `+20`, `62 %`, `5.1` */
  value(metric: MetricName, x: number): string;
  range(metric: MetricName, interval: Interval): string;
  /** Of two values as printed: a reader who subtracts gets this number. */
  difference(metric: MetricName, earlier: number, later: number): number;
  /** `−9`, for where a column says what it is of. */
  signed(metric: MetricName, difference: number): string;
  /** `5 percentage points`, or `+5 …` with its sign. */
  amount(metric: MetricName, difference: number, sign?: 'signed'): string;
  /** `14 points lower` */
  size(metric: MetricName, difference: number): string;
  changeRange(metric: MetricName, interval: Interval): string;
  /** The interval on the metric's scale, in percent of its length, and the names of the two ends. */
  band(metric: MetricName, value: number, interval: Interval): Band;
  /** A proportion 0–1 as `61 %`. */
  share(proportion: number): string;
  /** `2 minutes` of `waitSeconds`; a measured amount is rounded. */
  quantity(measure: string, amount: number, precision?: 'measured'): string;
  /** What is measured. */
  measure(measure: string): string;
  /** The name of a language by its code, when there is such a language. */
  language(code: string): string | undefined;
  list(items: readonly string[]): string;
}

export interface Band {
  readonly low: number;
  readonly at: number;
  readonly high: number;
  readonly ends: readonly [string, string];
}

const numbersIn = (locale: Locale, say: Say) => {
  const tenth = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  const whole = numberIn(locale, { maximumFractionDigits: 0, signDisplay: 'negative' });
  const tenths = numberIn(locale, { ...tenth, signDisplay: 'negative' });
  const signedWhole = numberIn(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const signedTenths = numberIn(locale, { ...tenth, signDisplay: 'exceptZero' });
  const percent = (x: number): string => say('percent', { number: whole(x) });
  const isScale = (metric: MetricName): boolean => scales[metric].unit === 'scale';
  return {
    percent,
    value: (metric: MetricName, x: number): string =>
      isScale(metric) ? tenths(x) : scales[metric].unit === 'percent' ? percent(x) : signedWhole(x),
    signed: (metric: MetricName, x: number): string => (isScale(metric) ? signedTenths(x) : signedWhole(x)),
    unsigned: (metric: MetricName, x: number): string => (isScale(metric) ? tenths : whole)(Math.abs(x)),
  };
};

/** Rounds halves away from zero, as Intl does. */
const printed = (x: number): number => Math.sign(x) * Math.round(Math.abs(x));

const bandOn = (metric: MetricName, x: number, interval: Interval): Omit<Band, 'ends'> => {
  const { low, high } = scales[metric];
  const place = (y: number) => Math.round((Math.min(Math.max(y, low), high) - low) * (100 / (high - low)));
  // The published range leans towards the middle, so for a perfect score it may stop short of the value itself.
  const at = Math.max(place(x), 1);
  return { low: Math.min(place(interval.low), at - 1), at, high: Math.max(place(interval.high), at) };
};

/** @see Figures */
export const figuresIn = (locale: Locale): Figures => {
  const say = sayIn(locale);
  const { value, signed, unsigned, percent } = numbersIn(locale, say);
  const amount: Figures['amount'] = (metric, difference, sign) =>
    say('change.amount', {
      unit: scales[metric].unit,
      n: Math.round(Math.abs(difference)),
      number: (sign === 'signed' ? signed : unsigned)(metric, difference),
    });
  return {
    ...datesIn(locale),
    value,
    signed,
    amount,
    difference: (metric, earlier, later) => {
      const steps = scales[metric].unit === 'scale' ? 10 : 1;
      return (printed(later * steps) - printed(earlier * steps)) / steps;
    },
    range: (metric, { low, high }) => say('range', { low: value(metric, low), high: value(metric, high) }),
    size: (metric, difference) =>
      say('change.size', { amount: amount(metric, difference), direction: difference < 0 ? 'worse' : 'better' }),
    changeRange: (metric, { low, high }) =>
      say('change.range', { unit: scales[metric].unit, low: signed(metric, low), high: signed(metric, high) }),
    band: (metric, x, interval) => {
      const { low, high } = scales[metric];
      return { ...bandOn(metric, x, interval), ends: [value(metric, low), value(metric, high)] };
    },
    share: (proportion) => percent(100 * proportion),
    quantity: (measure, x, precision) => quantityIn(locale, measure, x, precision),
    measure: (measure) => measureName(locale, measure),
    // Tools send all kinds of codes, and Intl throws at what cannot be one.
    language: (code) =>
      /^[a-z]{2,3}$/.test(code)
        ? new Intl.DisplayNames(locale, { type: 'language', fallback: 'none' }).of(code)
        : undefined,
    list: (items) => new Intl.ListFormat(locale).format(items),
  };
};
