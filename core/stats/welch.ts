import { type Sums, sampleVariance } from './mean.ts';

/**
 * How far a mean moved between two groups whose spreads may differ.
 *
 * Welch rather than Student's pooled test: a bad week is also a more scattered one.
 * https://en.wikipedia.org/wiki/Welch%27s_t-test
 *
 * @returns later minus earlier and its standard error in the unit of the values. The degrees of freedom are infinite
 *   when neither group has any scatter, because then nothing is estimated.
 * @throws {RangeError} when a group has fewer than 2 values, or its sums cannot come from n values
 * @example welch({ n: 240, sum: 14.4, squares: 70.08 }, { n: 180, sum: -21.6, squares: 57.24 }).difference // => -0.18
 */
export const welch = (earlier: Sums, later: Sums) => {
  const [before, after] = [sampleVariance(earlier) / earlier.n, sampleVariance(later) / later.n];
  const variance = before + after;
  return {
    difference: later.sum / later.n - earlier.sum / earlier.n,
    standardError: Math.sqrt(variance),
    degreesOfFreedom:
      variance === 0 ? Infinity : variance ** 2 / (before ** 2 / (earlier.n - 1) + after ** 2 / (later.n - 1)),
  };
};
