import type { ScoredSignal, Sentiment } from '../signal.ts';
import { merge, type Tally } from '../store/tally.ts';
import { balanceMetric } from './balance.ts';

const bands = 10;

/** From here on a text is called extreme, in thousandths: such moments are remembered. */
const extremeFrom = 600;

/**
 * A text adds its label with the tenth of −1…+1 its value lies in, and its value in thousandths for means and spreads.
 * The value is the share of positive minus the share of negative feeling. All is decided on the rounded thousandths,
 * because 0.8 − 0.2 is not 0.6 in floating point and a recount must land in the same band.
 */
const count = ({ kind, sentiment }: ScoredSignal): Tally => {
  if (kind !== 'perceptive' || !sentiment) return {};
  const thousandths = Math.round((sentiment.scores.positive - sentiment.scores.negative) * 1_000);
  const band = Math.min(bands - 1, Math.max(0, Math.floor(((thousandths + 1_000) * bands) / 2_000)));
  const fields = {
    [`sentiment.${sentiment.label}.${band}`]: 1,
    'sentiment.sum': thousandths,
    'sentiment.squares': thousandths ** 2,
    'sentiment.extreme': Math.abs(thousandths) >= extremeFrom ? 1 : 0,
  };
  // Merging drops the zeros, which a rollup row need not carry.
  return merge({}, fields);
};

const labelled = (label: Sentiment['label'], tally: Tally): number => {
  let answers = 0;
  for (let band = 0; band < bands; band += 1) answers += tally[`sentiment.${label}.${band}`] ?? 0;
  return answers;
};

/**
 * Net sentiment: the share of texts labelled positive minus the share labelled negative, in points.
 *
 * Labels rather than the mean value, because a manager can check them by reading. A mixed text is neither: it has been
 * heard and it counts, but it pulls to neither side.
 */
export const netSentiment = balanceMetric(5, count, (tally) => ({
  positive: labelled('positive', tally),
  neutral: labelled('neutral', tally) + labelled('mixed', tally),
  negative: labelled('negative', tally),
}));
