import { meanScoreMetric } from './mean-score.ts';

/** Stars: the mean of 1 to 5. The floor is the same part of the scale as that of the effort score, rounded up. */
export const rating = meanScoreMetric('rating', 0.15);
