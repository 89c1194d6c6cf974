import type { Finding, Period, Reading } from '../insights/finding.ts';
import type { Locale } from '../journey/schema.ts';
import type { Interval } from '../metrics/metric.ts';
import type { MetricName } from '../metrics/registry.ts';

/** One masked sentence of a customer, to make a finding felt. */
export interface Verbatim {
  readonly text: string;
  readonly day: string;
}

/** The organisation's own line on one metric, against the period before. */
export interface Headline {
  readonly metric: MetricName;
  readonly later: Reading;
  /** Absent when the period before had too few answers to compare. */
  readonly change?: {
    readonly difference: number;
    readonly interval: Interval;
    /**
     * `same`: the whole range lies inside the practical floor. `unsure`: it may or may not have moved, and
     * `answersNeeded` per period would tell.
     */
    readonly verdict: 'better' | 'worse' | 'same' | 'unsure';
    readonly answersNeeded?: number;
  };
}

/** A finding with the names and words a reader needs. */
export interface DigestFinding extends Finding {
  readonly touchpointName: string;
  readonly stageName: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
  readonly verbatim?: Verbatim;
}

/**
 * Everything a digest says, before it has a look. Pure data, so that it can be frozen in the ledger and rendered again.
 */
export interface DigestContent {
  readonly organisation: string;
  readonly audience: string;
  readonly locale: Locale;
  /** The organisation's, such as `Europe/Madrid`: where its days begin, which the reader is told. */
  readonly timeZone: string;
  readonly period: Period;
  readonly previous: Period;
  /** Signals counted in the period, and in the one before, within the audience's scope. */
  readonly signals: { readonly later: number; readonly earlier: number };
  readonly headlines: readonly Headline[];
  /** At most five, the most certain first. Empty means: nothing changed beyond noise, or nothing could be tested. */
  readonly findings: readonly DigestFinding[];
  /** Findings beyond the five shown. */
  readonly more: number;
  /** Comparisons that had enough answers to be made. */
  readonly tested: number;
  /** Touchpoints with too few answers to compare; `n` more are needed in the period that lacks most. */
  readonly tooFew: readonly { readonly touchpointName: string; readonly n: number }[];
}
