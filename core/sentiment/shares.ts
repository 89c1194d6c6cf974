import type { Sentiment } from '../signal.ts';

type Shares = Sentiment['scores'];
type Label = Sentiment['label'];

// The order in which ties are settled: the label that claims least comes first.
const labels: readonly Label[] = ['neutral', 'mixed', 'negative', 'positive'];

/**
 * A sentiment from how much speaks for each label.
 *
 * @param evidence finite, 0 or above, in any unit, not all zero
 * @returns the shares, which add up to 1, and the label of the largest; of equal ones neutral before mixed before
 *   negative before positive, because a claim needs more than a tie
 * @example sentimentOf({ positive: 3, negative: 0, neutral: 1, mixed: 0 }).scores.positive // => 0.75
 */
export const sentimentOf = (evidence: Shares): Sentiment => {
  const sum = evidence.positive + evidence.negative + evidence.neutral + evidence.mixed;
  const scores = {
    positive: evidence.positive / sum,
    negative: evidence.negative / sum,
    neutral: evidence.neutral / sum,
    mixed: evidence.mixed / sum,
  };
  const label = labels.reduce((best, each) => (scores[each] > scores[best] ? each : best));
  return { label, scores };
};
