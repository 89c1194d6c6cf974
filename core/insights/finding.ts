import type { Interval } from '../metrics/metric.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { Clustering } from '../stats/clustering.ts';

/** What was measured in one period. */
export interface Reading {
  /** Answers, not customers. */
  readonly n: number;
  /** In the metric's unit. */
  readonly value: number;
  readonly interval: Interval;
}

/**
 * One statement an insight supports: something really changed at a touchpoint, and how sure we are.
 * Everything is in the metric's unit; the interval is 95 % and already allows for days that share an incident.
 */
export interface Finding {
  readonly insight: 'change';
  readonly touchpoint: string;
  readonly owner: string;
  readonly metric: MetricName;
  readonly direction: 'better' | 'worse';
  readonly earlier: Reading;
  readonly later: Reading;
  readonly difference: number;
  readonly interval: Interval;
  /** How much days that share an incident widened the interval. */
  readonly days: Clustering;
  /** Probability of a difference this large when nothing changed. */
  readonly p: number;
  /** Adjusted for everything this digest tested: of the touchpoint, not of the one metric. At 0.05 a digest in 20 errs. */
  readonly q: number;
  /** A randomised, B adjusted, C association. A comparison of two periods is C. */
  readonly evidence: 'A' | 'B' | 'C';
  /** Other metrics of the same touchpoint that changed beyond noise too, strongest first. */
  readonly also: readonly { readonly metric: MetricName; readonly difference: number }[];
}
