import type { Share } from './wilson.ts';

/** Answers the prior is worth: enough to keep a theme named twice from looking like a landslide. */
const priorAnswers = 50;

/**
 * How surely one group names something more often than another, in standard deviations.
 *
 * The log-odds ratio with an informative Dirichlet prior, taken from both groups together: rare themes are pulled towards
 * "no difference", so that what comes out on top is frequent as well as different.
 * Monroe, Colaresi & Quinn 2008, Fightin' Words, Political Analysis 16:372–403.
 *
 * @returns above 0 when the first names it more often; 0 when nobody names it, or everybody does
 * @example logOddsZ({ successes: 68, trials: 151 }, { successes: 14, trials: 160 }) // => 6.8
 */
export const logOddsZ = (first: Share, second: Share): number => {
  const named = first.successes + second.successes;
  const all = first.trials + second.trials;
  if (named === 0 || named === all) return 0;
  const prior = (priorAnswers * named) / all;
  const logOdds = ({ successes, trials }: Share) =>
    Math.log((successes + prior) / (trials + priorAnswers - successes - prior));
  const variance = 1 / (first.successes + prior) + 1 / (second.successes + prior);
  return (logOdds(first) - logOdds(second)) / Math.sqrt(variance);
};
