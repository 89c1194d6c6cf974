import type { StoredSignal } from '../signal.ts';
import type { Clustering } from '../stats/clustering.ts';
import type { Interval } from '../stats/interval.ts';
import type { Tally } from '../store/tally.ts';

export type { Interval };

/** What moved between two periods, in the metric's unit. */
export interface Change {
  /** Later value minus earlier value, as a reader with both numbers would work it out. */
  readonly difference: number;
  /** 95 %, always holding `difference`. */
  readonly interval: Interval;
  /** Probability of a difference this large when nothing changed. */
  readonly p: number;
}

/**
 * One metric: what a signal adds to a rollup row, and what a sum of rows means.
 *
 * `count` gives integers, so that rows add up and subtract exactly (the algebra is `tally.ts`, the same for all).
 * A newcomer adds a metric by one file, one test and one line in `registry.ts`.
 */
export interface Metric {
  /** `points` run −100…+100, `percent` 0…100, `scale` in the question's own steps. More is better in all of them. */
  readonly unit: 'points' | 'percent' | 'scale';
  /** The least change worth a manager's minute, in the unit. */
  readonly floor: number;
  /** Fields this signal adds; `{}` when it says nothing about this metric. */
  count(signal: StoredSignal): Tally;
  /** How many answers the tally holds. */
  size(tally: Tally): number;
  /** The point estimate, in the unit; `undefined` without answers. */
  value(tally: Tally): number | undefined;
  /** Variance of one answer, in the unit squared; `undefined` with too few answers to tell. */
  variance(tally: Tally): number | undefined;
  /** The 95 % range to publish beside `value`, always holding it; `undefined` without answers. */
  interval(tally: Tally): Interval | undefined;
  /**
   * Later against earlier; `undefined` when either side has too few answers to tell.
   *
   * @param days what shared incidents do to the errors; answers count as independent without it
   */
  change(earlier: Tally, later: Tally, days?: Clustering): Change | undefined;
}
