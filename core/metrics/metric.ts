import type { ScoredSignal } from '../signal.ts';
import type { Tally } from '../store/tally.ts';

/** The ends of a 95 % range, in the metric's unit. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What moved between two periods, in the metric's unit. `standardError` knows nothing of days yet: see clustering. */
export interface Change {
  readonly difference: number;
  readonly standardError: number;
}

/**
 * One metric: what a signal adds to a rollup row, and what a sum of rows means.
 *
 * `count` gives integers, so that rows add up and subtract exactly (the algebra is `tally.ts`, the same for all).
 * A newcomer adds a metric by one file, one test and one line in `registry.ts`.
 */
export interface Metric {
  /** `points` run −100…+100, `percent` 0…100, `scale` in the question's own steps. */
  readonly unit: 'points' | 'percent' | 'scale';
  /** The least change worth a manager's minute, in the unit. METHODS: NPS ±5, CSAT ±3, CES ±0.2, net sentiment ±5. */
  readonly floor: number;
  /** Fields this signal adds; `{}` when it says nothing about this metric. */
  count(signal: ScoredSignal): Tally;
  /** How many answers the tally holds. */
  size(tally: Tally): number;
  /** The point estimate, in the unit; `undefined` without answers. */
  value(tally: Tally): number | undefined;
  /** Variance of one answer, in the unit squared; `undefined` without answers. */
  variance(tally: Tally): number | undefined;
  /** The range to publish beside `value`; `undefined` without answers. */
  interval(tally: Tally): Interval | undefined;
  /** Later minus earlier; `undefined` when either side has no answers. */
  change(earlier: Tally, later: Tally): Change | undefined;
}
