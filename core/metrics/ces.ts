import { meanScoreMetric } from './mean-score.ts';

/**
 * Customer Effort Score: the mean of 1 (very hard) to 7 (very easy). More is better; a tool that asks the other way
 * round is turned in its channel adapter.
 *
 * Dixon, Freeman & Toman 2010, Stop Trying to Delight Your Customers, Harvard Business Review 88(7–8).
 */
export const ces = meanScoreMetric('ces', 0.2);
