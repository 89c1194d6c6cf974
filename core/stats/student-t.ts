import jStat from 'jstat';
import { normalCdf, normalQuantile } from './normal.ts';

const requireDegrees = (where: string, degreesOfFreedom: number): void => {
  if (!(degreesOfFreedom > 0)) {
    throw new RangeError(`${where}: degreesOfFreedom must be above 0, was ${degreesOfFreedom}`);
  }
};

/**
 * The share of Student's t distribution below `t`.
 *
 * Right to seven digits, also far out in the tail. Infinite degrees of freedom are allowed and mean the normal
 * distribution, so that callers need not tell a known spread from an estimated one.
 * https://en.wikipedia.org/wiki/Student%27s_t-distribution
 *
 * @param degreesOfFreedom above 0, fractions and Infinity included
 * @returns a proportion 0–1
 * @throws {RangeError} when the degrees of freedom are not above 0
 * @example studentTCdf(-1.8074, 6) // => 0.0604
 */
export const studentTCdf = (t: number, degreesOfFreedom: number): number => {
  requireDegrees('studentTCdf', degreesOfFreedom);
  return degreesOfFreedom === Infinity ? normalCdf(t) : jStat.studentt.cdf(t, degreesOfFreedom);
};

/**
 * The value a given share of Student's t distribution lies below: the inverse of {@link studentTCdf}.
 *
 * @param probability a proportion between 0 and 1
 * @param degreesOfFreedom above 0, fractions and Infinity included
 * @throws {RangeError} when the probability or the degrees of freedom are impossible
 * @example studentTQuantile(0.975, 7.3) // => 2.345
 */
export const studentTQuantile = (probability: number, degreesOfFreedom: number): number => {
  requireDegrees('studentTQuantile', degreesOfFreedom);
  if (degreesOfFreedom === Infinity) return normalQuantile(probability);
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`studentTQuantile: probability must lie between 0 and 1, was ${probability}`);
  }
  return jStat.studentt.inv(probability, degreesOfFreedom);
};
