import { costOfBatch } from '../cost/batch.ts';
import type { ScoredSignal, Sentiment, Unscored } from '../signal.ts';
import type { Measured } from './gauges.ts';

/** A signal of a batch, with what the sentiment service made of its text. */
export interface ScoredText {
  readonly signal: Pick<ScoredSignal, 'sentiment' | 'unscored'>;
  readonly parts: readonly string[];
  /** One per part, in order. */
  readonly detections: readonly (Sentiment | Unscored)[];
}

const share = (some: readonly ScoredText['signal'][], why: Unscored): number[] =>
  some.map(({ unscored }) => (unscored === why ? 1 : 0));

/**
 * What score measures of a batch: what somebody could mend, and what was paid for.
 *
 * Texts in a language that Comprehend does not read are in neither share. They are no fault, so they must not ring; and
 * counted as 0 they would hide one, where most customers write in such a language and the others' texts are rejected.
 * A text that waits is judged when it is read, else a long outage would drown what is rejected in its tries.
 *
 * @param handedBack messages that go back to the queue
 */
export const gaugesOfBatch = (scored: readonly ScoredText[], handedBack: number): Measured => {
  const asked = scored
    .map(({ signal }) => signal)
    .filter(({ sentiment, unscored }) => sentiment !== undefined || unscored === 'pending' || unscored === 'rejected');
  const answered = asked.filter(({ unscored }) => unscored !== 'pending');
  // A long text is paid part by part, also when another part of it has to wait and all are read again.
  const read = scored.flatMap(({ parts, detections }) =>
    parts.filter((_, index) => typeof detections[index] === 'object'),
  );
  return {
    Unscored: share(answered, 'rejected'),
    Pending: share(asked, 'pending'),
    HandedBack: [handedBack],
    EstimatedCost: [costOfBatch(read, scored.length)],
  };
};
