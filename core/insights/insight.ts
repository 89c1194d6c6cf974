import type { MetricName } from '../metrics/registry.ts';
import type { Lacking } from './compare.ts';
import type { Finding } from './finding.ts';
import type { Context, History } from './history.ts';

/** A statement with its evidence, before it is decided, over all that was tested, whether it becomes a finding. */
export type Candidate = Omit<Finding, 'q' | 'also'>;

/** A touchpoint nothing could be tested at, with the metric that came nearest. */
export interface TooFew {
  readonly touchpoint: string;
  readonly metric: MetricName;
  /** Answers to that metric in each period. */
  readonly answers: { readonly earlier: number; readonly later: number };
  readonly lacking: Lacking;
}

/** All an insight tested, whatever came out: leaving the dull tests out would make the rest look more certain. */
export interface Examination {
  readonly candidates: readonly Candidate[];
  readonly tooFew: readonly TooFew[];
}

/** One question asked of the history. A newcomer adds an insight by one file, one test and one line in `registry.ts`. */
export interface Insight {
  find(history: History, context: Context): Examination;
}
