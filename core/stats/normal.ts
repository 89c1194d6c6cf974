import jStat from 'jstat';

/**
 * The share of a standard normal population below `z`.
 *
 * jstat, because popular alternatives look the value up in a table and return 0.001 at −5. It is exact to 1e-16, hence
 * to nine digits at −5; below −8 nothing is left but zero, which is all a p-value needs.
 * https://en.wikipedia.org/wiki/Normal_distribution#Cumulative_distribution_function
 *
 * @param z standard deviations from the mean
 * @returns a proportion 0–1
 * @example normalCdf(1.96) // => 0.975
 */
export const normalCdf = (z: number): number => jStat.normal.cdf(z, 0, 1);

/**
 * The value a given share of a standard normal population lies below: the inverse of {@link normalCdf}.
 *
 * @param probability a proportion between 0 and 1
 * @returns standard deviations from the mean, right to eight digits
 * @throws {RangeError} when the probability is not between 0 and 1
 * @example normalQuantile(0.975) // => 1.96
 */
export const normalQuantile = (probability: number): number => {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`normalQuantile: probability must lie between 0 and 1, was ${probability}`);
  }
  return jStat.normal.inv(probability, 0, 1);
};

/** Standard errors on either side of an estimate that make a 95 % range. */
export const z95 = normalQuantile(0.975);
