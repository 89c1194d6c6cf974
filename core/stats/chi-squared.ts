import jStat from 'jstat';

/**
 * How likely chance alone makes a χ² statistic this large.
 *
 * https://en.wikipedia.org/wiki/Chi-squared_distribution
 *
 * @param degreesOfFreedom above 0
 * @returns a probability 0–1
 * @throws {RangeError} when the degrees of freedom are not above 0
 * @example chiSquaredP(13.955499, 5) // => 0.0159
 */
export const chiSquaredP = (chiSquared: number, degreesOfFreedom: number): number => {
  if (!(degreesOfFreedom > 0)) {
    throw new RangeError(`chiSquaredP: degreesOfFreedom must be above 0, was ${degreesOfFreedom}`);
  }
  if (chiSquared === Infinity) return 0;
  return 1 - jStat.chisquare.cdf(Math.max(0, chiSquared), degreesOfFreedom);
};
