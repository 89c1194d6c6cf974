import type { Interval } from './interval.ts';
import { z95 } from './normal.ts';
import { type Share, wilsonInterval } from './wilson.ts';

/**
 * The range of a difference of two shares, `a − b`, each from its own answers.
 *
 * Newcombe's hybrid of two Wilson intervals: it cannot leave −1…+1 and holds its 95 % for small groups and shares near
 * 0 or 1, where the usual formula fails.
 * Newcombe 1998, Statistics in Medicine 17:873–890, method 10.
 *
 * @param z standard errors on either side; see {@link wilsonInterval} for days that share an incident
 * @returns proportions −1…+1
 * @throws {RangeError} when the counts are impossible
 * @example newcombeInterval({ successes: 56, trials: 70 }, { successes: 48, trials: 80 }) // => { low: 0.052, high: 0.334 }
 */
export const newcombeInterval = (a: Share, b: Share, z = z95): Interval => {
  const [rangeA, rangeB] = [wilsonInterval(a, z), wilsonInterval(b, z)];
  const [shareA, shareB] = [a.successes / a.trials, b.successes / b.trials];
  const difference = shareA - shareB;
  return {
    low: difference - Math.hypot(shareA - rangeA.low, rangeB.high - shareB),
    high: difference + Math.hypot(rangeA.high - shareA, shareB - rangeB.low),
  };
};
