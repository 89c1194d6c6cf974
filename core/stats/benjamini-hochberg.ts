/**
 * p-values turned into q-values: keep those up to 0.05 and at most 1 in 20 of what you keep is expected to be false.
 *
 * Asking forty questions at 5 % each finds two answers in pure noise; this is the price of asking them all.
 * Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289–300; R: p.adjust(p, 'BH').
 *
 * @param pValues probabilities 0–1, in any order
 * @returns q-values 0–1, in the order of `pValues`
 * @throws {RangeError} when a p-value is not a probability
 * @example qValues([0.01, 0.5, 0.02]) // => [0.03, 0.5, 0.03]
 */
export const qValues = (pValues: readonly number[]): readonly number[] => {
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`qValues: a p-value must lie from 0 to 1, was ${p}`);
  }
  const tests = pValues.length;
  const q = new Array<number>(tests);
  const largestFirst = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  let smallest = 1;
  for (const [above, { p, index }] of largestFirst.entries()) {
    smallest = Math.min(smallest, p * (tests / (tests - above)));
    q[index] = smallest;
  }
  return q;
};
