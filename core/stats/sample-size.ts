import { normalQuantile, z95 } from './normal.ts';

/** The chance of seeing a change that is really there. */
const power = 0.8;

/**
 * How many answers each of two periods needs so that a change of this size is seen four times in five.
 *
 * It lets a digest say "cannot tell yet, about 1,100 answers would" where silence reads as "nothing changed".
 * https://en.wikipedia.org/wiki/Power_of_a_test
 *
 * @param variance of one answer, in the unit of the difference squared, times the inflation when days share incidents
 * @param difference the least change worth seeing, above 0
 * @returns answers per period, rounded up
 * @throws {RangeError} when the variance is negative or the difference is not above 0
 * @example answersNeeded(0.7, 0.1) // NPS ±10 points => 1099
 */
export const answersNeeded = (variance: number, difference: number): number => {
  if (!(variance >= 0)) throw new RangeError(`answersNeeded: variance must be at least 0, was ${variance}`);
  if (!(difference > 0)) throw new RangeError(`answersNeeded: difference must be above 0, was ${difference}`);
  return Math.ceil((2 * variance * (z95 + normalQuantile(power)) ** 2) / difference ** 2);
};
