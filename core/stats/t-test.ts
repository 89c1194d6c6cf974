import { type Clustering, independent } from './clustering.ts';
import type { Interval } from './interval.ts';
import { studentTCdf, studentTQuantile } from './student-t.ts';

/** Standard errors on either side that make a 95 % range when days share incidents. */
export const reach95 = ({ inflation, degreesOfFreedom }: Clustering): number =>
  studentTQuantile(0.975, degreesOfFreedom) * Math.sqrt(inflation);

/**
 * How likely chance alone makes a difference this large, in either direction.
 *
 * Student's t, because the scatter between days is estimated from a few days; with {@link independent} answers this is
 * the usual z test.
 * https://en.wikipedia.org/wiki/Student%27s_t-test
 *
 * @param standardError of the difference for independent answers, in its unit
 * @returns a probability 0–1
 * @throws {RangeError} when the standard error is negative
 * @example twoSidedP(-9.71, 2.31, { inflation: 6.93, degreesOfFreedom: 6 }) // => 0.16
 */
export const twoSidedP = (difference: number, standardError: number, days: Clustering = independent): number => {
  if (!(standardError >= 0)) throw new RangeError(`twoSidedP: standardError must be at least 0, was ${standardError}`);
  if (difference === 0) return 1;
  // Unanimous answers that differ: nothing random is left to explain it.
  if (standardError === 0) return 0;
  const t = Math.abs(difference) / (standardError * Math.sqrt(days.inflation));
  return Math.min(1, 2 * studentTCdf(-t, days.degreesOfFreedom));
};

/**
 * The 95 % range of a difference; see {@link twoSidedP}.
 *
 * @example differenceInterval(-9.71, 2.31, { inflation: 6.93, degreesOfFreedom: 6 }) // => { low: -24.6, high: 5.2 }
 */
export const differenceInterval = (
  difference: number,
  standardError: number,
  days: Clustering = independent,
): Interval => {
  const half = standardError * reach95(days);
  return { low: difference - half, high: difference + half };
};
