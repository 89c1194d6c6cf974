import type { Finding, Reading } from '../insights/finding.ts';
import type { Locale } from '../journey/schema.ts';
import type { Interval } from '../metrics/metric.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { Period } from '../period.ts';
import type { Medium, ScoreName } from '../signal.ts';
import type { Share } from '../stats/wilson.ts';

/** One masked sentence of a customer, to make a finding felt. */
export interface Verbatim {
  readonly text: string;
  /** The id of the signal it was said in: an erasure finds it by that. */
  readonly signal?: string;
  readonly day: string;
  readonly touchpointName: string;
  readonly medium: Medium;
  /** ISO 639-1, when known: a quote in another language than the reader's says so. */
  readonly language?: string;
  /** The score the same customer gave with these words. */
  readonly score?: { readonly name: ScoreName; readonly value: number };
}

/** The group whose share of the answers (0–1) moved most, such as Plan: Contract, where that made most of a change. */
export interface AnswerMix {
  readonly dimensionName: string;
  readonly groupName: string;
  readonly earlierShare: number;
  readonly laterShare: number;
}

/** The organisation's own line on one metric, against the period before. */
export interface Headline {
  readonly metric: MetricName;
  readonly later: Reading;
  /** Absent when the period before had too few answers to show. */
  readonly earlier?: Reading;
  /**
   * Why nothing is compared: too few answers in the period before (or none), in this one, or on too few days to know how
   * much days differ. Present exactly where `change` is absent.
   */
  readonly lacking?: 'earlier' | 'later' | 'days';
  readonly change?: {
    readonly difference: number;
    readonly interval: Interval;
    /**
     * `same`: the whole range lies inside the practical floor. `unsure`: it may or may not have moved, and
     * `answersNeeded` per period would tell a change of `floor` (in the metric's unit). `mix`: it moved because other
     * people answered, or about other touchpoints; what is left after allowing for that is no more than noise.
     */
    readonly verdict: 'better' | 'worse' | 'same' | 'unsure' | 'mix';
    /** Present exactly when the verdict is `mix`. */
    readonly mix?: AnswerMix;
    readonly answersNeeded?: number;
    readonly floor: number;
  };
}

/** The main headline metric over the last periods, oldest first, the digest's own last. */
export interface Trend {
  readonly metric: MetricName;
  /** Without a reading where too few answered to show one. */
  readonly points: readonly { readonly period: Period; readonly reading?: Reading }[];
}

/** Who a statement is about and who answers for it, in the reader's language. */
export interface Place {
  readonly touchpointName: string;
  readonly stageName: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
  /** Declared a moment of truth in the journey: starred. */
  readonly isMomentOfTruth: boolean;
}

/**
 * What customers name in their comments where something changed, more (or less) than in the period before: the reason in
 * their words, as far as comments tell one. Shares are of comments; they count signals.
 */
export interface Reason {
  readonly themeName: string;
  readonly later: Share;
  readonly earlier: Share;
}

/**
 * Where a change was felt, along one segment dimension or the medium. `everywhere`: no difference between the groups that
 * chance would not make; `local`: mainly in `groupNames`.
 */
export interface Spread {
  readonly kind: 'everywhere' | 'local';
  readonly dimensionName: string;
  /** The groups compared when `everywhere`, the ones that stand out when `local`. */
  readonly groupNames: readonly string[];
}

/** A finding with the names and words a reader needs. */
export interface DigestFinding extends Finding, Place {
  readonly reason?: Reason;
  readonly spread?: Spread;
  /** More than half of the change comes from who answered, and the rest is beyond noise all the same. */
  readonly mix?: AnswerMix;
  /** Different people who answered, one answer each; absent when some of them cannot be told apart, or were not read. */
  readonly customers?: { readonly later: number; readonly earlier: number };
  readonly verbatim?: Verbatim;
}

/**
 * A score that moved mainly because other people answered (Kitagawa): it only seems better or worse.
 * `mix` and `real` are the parts of `difference`, in the metric's unit, and add up to it.
 */
export interface Illusion extends Place, AnswerMix {
  readonly touchpoint: string;
  readonly metric: MetricName;
  readonly direction: 'better' | 'worse';
  readonly earlier: Reading;
  readonly later: Reading;
  readonly difference: number;
  readonly mix: number;
  readonly real: number;
}

/** One row of the touchpoint table, in the order of the journey. */
export interface TouchpointLine {
  readonly touchpoint: string;
  readonly touchpointName: string;
  readonly stageName: string;
  readonly isMomentOfTruth: boolean;
  readonly metric: MetricName;
  readonly later: Reading;
  /** Later minus earlier; absent when the period before had too few answers to show. */
  readonly difference?: number;
  /** Only what the digest found: everything else is not told apart from noise and stays grey. */
  readonly finding?: 'better' | 'worse';
}

/** How a touchpoint's promise was kept. */
export interface CommitmentLine {
  readonly touchpoint: string;
  readonly touchpointName: string;
  readonly ownerName: string;
  readonly ownerEmail: string;
  /** What was promised, when the journey has words for it. */
  readonly name?: string;
  /** Such as `waitSeconds`: the unit is its last word. */
  readonly measure: string;
  readonly limit: number;
  readonly targetShare: number;
  readonly kept: Share;
  readonly interval: Interval;
  readonly earlierKept?: Share;
  /** Of the measure in both periods, in its unit. */
  readonly median?: number;
  readonly earlierMedian?: number;
  /** `missed`: surely below the target; `unsure`: below it, by no more than chance explains. */
  readonly verdict: 'kept' | 'missed' | 'unsure';
}

/** A source that stopped, and should not have by its own history. */
export interface SilentSource {
  readonly source: string;
  readonly channel: string;
  /** The hour of its last signal, an ISO instant. */
  readonly lastAt: string;
  readonly silentHours: number;
  /** Signals its own history lets expect in that time. */
  readonly expected: number;
}

/** Surveys sent and answered, where the sources say how many were sent. */
export interface Responses {
  readonly later: { readonly asked: number; readonly answered: number };
  readonly earlier: { readonly asked: number; readonly answered: number };
  /** The rate surely moved by more than 5 percentage points: scores of the two periods may hear other people. */
  readonly moved: boolean;
}

/**
 * Everything a digest says, before it has a look. Pure data, so that it can be frozen in the ledger and rendered again.
 */
export interface DigestContent {
  readonly organisation: string;
  /** What its readers are called. */
  readonly audienceName: string;
  readonly locale: Locale;
  /** The organisation's, such as `Europe/Madrid`: where its days begin, which the reader is told. */
  readonly timeZone: string;
  readonly period: Period;
  readonly previous: Period;
  /** Signals counted in the period, and in the one before, within the audience's scope. */
  readonly signals: { readonly later: number; readonly earlier: number };
  readonly headlines: readonly Headline[];
  readonly trend?: Trend;
  /** The most urgent first. Empty means: nothing changed beyond noise, or nothing could be tested. */
  readonly findings: readonly DigestFinding[];
  readonly illusions: readonly Illusion[];
  readonly touchpoints: readonly TouchpointLine[];
  readonly commitments: readonly CommitmentLine[];
  readonly silent: readonly SilentSource[];
  readonly responses?: Responses;
  /** Up to three more voices of the period, from other touchpoints than the findings'. */
  readonly verbatims: readonly Verbatim[];
  /** Comparisons that had enough answers to be made. */
  readonly tested: number;
  /** Touchpoints with too few answers to compare; `n` more are needed in the period that lacks most. */
  readonly tooFew: readonly { readonly touchpointName: string; readonly n: number }[];
}
