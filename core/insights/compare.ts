import type { Change, Metric } from '../metrics/metric.ts';
import { once } from '../once.ts';
import { type Clustering, clustering, type PeriodDays } from '../stats/clustering.ts';
import { mergeAll, type Tally } from '../store/tally.ts';
import type { Reading } from './finding.ts';

/** With fewer answers than this in either period, a change is not tested. Fixed before anyone sees an outcome. */
export const comparedAnswersMin = 30;

/** Two periods of one metric, and what days that share an incident do to their comparison. */
export interface Comparison {
  readonly earlier: Reading;
  readonly later: Reading;
  readonly change: Change;
  readonly days: Clustering;
}

/** What is missing for a comparison: answers, or days with enough of them to see how much days differ anyway. */
export type Lacking = 'answers' | 'days';

/** What one metric says of one period; `undefined` without answers. */
export const reading = (metric: Metric, tally: Tally): Reading | undefined => {
  const [value, interval] = [metric.value(tally), metric.interval(tally)];
  return value === undefined || interval === undefined ? undefined : { n: metric.size(tally), value, interval };
};

/** One tally for each day of a period. */
export type Days = readonly Tally[];

/** A period's days in one tally. */
export const wholeOf = once((days: Days): Tally => mergeAll(days));

/** A period's days as the estimate of their scatter takes them. */
export const periodDays = (metric: Metric, days: Days): PeriodDays => ({
  variance: metric.variance(wholeOf(days)) ?? 0,
  days: days.flatMap((day) => {
    const value = metric.value(day);
    return value === undefined ? [] : [{ n: metric.size(day), value }];
  }),
});

/**
 * Compares two periods by one metric, or says what is missing.
 *
 * @param before further closed periods, only asked how much days differ anyway. Two weeks alone know that badly, and the
 *   doubt costs findings: simulated, a drop of 20 NPS points among 900 answers a week is named in 51 digests of 100
 *   without, in 64 with four more weeks.
 */
export const compare = (
  metric: Metric,
  earlierDays: Days,
  laterDays: Days,
  before: readonly Days[] = [],
): Comparison | Lacking => {
  const [earlierTally, laterTally] = [wholeOf(earlierDays), wholeOf(laterDays)];
  const [earlier, later] = [reading(metric, earlierTally), reading(metric, laterTally)];
  if (!earlier || !later || Math.min(earlier.n, later.n) < comparedAnswersMin) return 'answers';
  const days = clustering([earlierDays, laterDays, ...before].map((period) => periodDays(metric, period)));
  const change = days && metric.change(earlierTally, laterTally, days);
  return change ? { earlier, later, change, days } : 'days';
};
