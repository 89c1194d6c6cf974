import { answersAt, countScore } from './histogram.ts';
import { shareMetric } from './share.ts';

/**
 * Customer satisfaction: the percentage that answered 4 or 5 of 5.
 *
 * The top two boxes rather than the mean, because "81 % are satisfied" needs no explanation in a mail.
 */
export const csat = shareMetric(3, countScore('csat'), (tally) => ({
  successes: answersAt('csat', tally, 4, 5),
  trials: answersAt('csat', tally, 1, 5),
}));
