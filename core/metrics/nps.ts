import { balanceMetric } from './balance.ts';
import { answersAt, countScore } from './histogram.ts';

/**
 * Net Promoter Score: the share that answered 9 or 10 minus the share that answered 0 to 6, in points.
 *
 * Reichheld 2003, The One Number You Need to Grow, Harvard Business Review 81(12).
 */
export const nps = balanceMetric(5, countScore('nps'), (tally) => ({
  positive: answersAt('nps', tally, 9, 10),
  neutral: answersAt('nps', tally, 7, 8),
  negative: answersAt('nps', tally, 0, 6),
}));
