import { requireCount } from './counts.ts';
import type { Interval } from './interval.ts';
import { studentTQuantile } from './student-t.ts';

/** What a rollup keeps of a measure: how many values, their sum and the sum of their squares. */
export interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/**
 * The spread of values known by their sums only, with n − 1 below the line.
 *
 * `n·Σx² − (Σx)²` cancels badly for real numbers, and is exact for the integers rollups keep as long as it stays under
 * 2⁵³: that is 13 million answers on a 1–7 scale.
 *
 * @returns the unit squared
 * @throws {RangeError} when n is below 2, or the sums cannot come from n values
 * @example sampleVariance({ n: 3, sum: 6, squares: 14 }) // 1, 2, 3 => 1
 */
export const sampleVariance = ({ n, sum, squares }: Sums): number => {
  requireCount('sampleVariance: n', n, 2);
  const scatter = squares - (sum * sum) / n;
  // A scatter below zero by more than rounding means that sum and squares tell of different values.
  if (!(scatter >= -1e-9 * squares)) throw new RangeError(`sampleVariance: squares ${squares} are too few for ${sum}`);
  return Math.max(0, n * squares - sum * sum) / (n * (n - 1));
};

/**
 * The 95 % range of a mean.
 *
 * Student's t rather than z, because the spread is estimated from the same few answers.
 * https://en.wikipedia.org/wiki/Student%27s_t-distribution#Confidence_intervals
 *
 * @returns both ends in the unit of the values
 * @throws {RangeError} when n is below 2, or the sums cannot come from n values
 * @example meanInterval({ n: 180, sum: -21.6, squares: 57.24 }) // => { low: -0.2013, high: -0.0387 }
 */
export const meanInterval = (sums: Sums): Interval => {
  const standardError = Math.sqrt(sampleVariance(sums) / sums.n);
  const mean = sums.sum / sums.n;
  const half = studentTQuantile(0.975, sums.n - 1) * standardError;
  return { low: mean - half, high: mean + half };
};
