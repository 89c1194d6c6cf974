import { requireCount } from './counts.ts';
import type { Interval } from './interval.ts';
import { z95 } from './normal.ts';

/** Some of several answers: 8 of 10 were satisfied. */
export interface Share {
  readonly successes: number;
  readonly trials: number;
}

/**
 * The share we may honestly claim after seeing `successes` of `trials`.
 *
 * Wilson's interval: unlike p ± z·se it stays inside 0–1 and keeps its 95 % for ten reviews, or for none satisfied.
 * https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval#Wilson_score_interval
 *
 * @param z standard errors on either side; a larger one answers for days that share an incident, because z·√φ here is
 *   the same as n/φ independent answers
 * @returns proportions 0–1
 * @throws {RangeError} when the counts are impossible
 * @example wilsonInterval({ successes: 8, trials: 10 }) // => { low: 0.490, high: 0.943 }
 */
export const wilsonInterval = ({ successes, trials }: Share, z = z95): Interval => {
  requireCount('wilsonInterval: trials', trials, 1);
  requireCount('wilsonInterval: successes', successes, 0, trials);
  const share = successes / trials;
  const pull = (z * z) / trials;
  const centre = (share + pull / 2) / (1 + pull);
  const half = (z * Math.sqrt((share * (1 - share)) / trials + pull / (4 * trials))) / (1 + pull);
  // The ends below are exact in algebra and a rounding error off in floating point.
  return { low: successes === 0 ? 0 : centre - half, high: successes === trials ? 1 : centre + half };
};
