/** Beyond this the power series needs thousands of terms; Euler's transformation makes it converge again. */
const seriesReach = 0.9;
const termsMax = 100_000;

/** Σ (a)ₖ(b)ₖ/(c)ₖ zᵏ/k!, until a term no longer changes the sum. */
const series = (a: number, b: number, c: number, z: number): number => {
  let [sum, term] = [1, 1];
  for (let k = 0; k < termsMax; k += 1) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    const next = sum + term;
    if (next === sum) return sum;
    sum = next;
  }
  throw new RangeError(`hypergeometric: no convergence at z = ${z}`);
};

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z): the closed form of expected purchases in BG/NBD and of what a
 * customer about to renew is still worth.
 * https://en.wikipedia.org/wiki/Hypergeometric_function
 *
 * @param z from 0 to below 1
 * @throws {RangeError} when z is outside, or c is zero or a negative whole number
 * @example hypergeometric(2.243, 4.426, 4.219, 39 / 82.274) // => 4.5753
 */
export const hypergeometric = (a: number, b: number, c: number, z: number): number => {
  if (!(z >= 0 && z < 1)) throw new RangeError(`hypergeometric: z must lie from 0 to below 1, was ${z}`);
  if (c <= 0 && Number.isInteger(c)) throw new RangeError(`hypergeometric: c must not be ${c}`);
  return z < seriesReach ? series(a, b, c, z) : (1 - z) ** (c - a - b) * series(c - a, c - b, c, z);
};
