import { requireCount } from './counts.ts';
import type { Share } from './wilson.ts';

/**
 * The standard error of a difference of two shares if both groups were one: the error a test of "nothing changed" uses.
 *
 * https://en.wikipedia.org/wiki/Two-proportion_Z-test
 *
 * @returns a proportion; 0 when all answers of both groups agree
 * @throws {RangeError} when the counts are impossible
 * @example pooledStandardError({ successes: 9, trials: 10 }, { successes: 3, trials: 10 }) // => 0.219
 */
export const pooledStandardError = (a: Share, b: Share): number => {
  for (const { successes, trials } of [a, b]) {
    requireCount('pooledStandardError: trials', trials, 1);
    requireCount('pooledStandardError: successes', successes, 0, trials);
  }
  const share = (a.successes + b.successes) / (a.trials + b.trials);
  return Math.sqrt(share * (1 - share) * (1 / a.trials + 1 / b.trials));
};
