/**
 * p-values adjusted so that, whatever is true, the chance to keep even one false one at 0.05 is at most 5 %.
 *
 * Stricter than {@link qValues}, which lets more false ones in the more true ones it finds.
 * Holm 1979, Scandinavian Journal of Statistics 6:65–70; R: p.adjust(p, 'holm').
 *
 * @param pValues probabilities 0–1, in any order
 * @returns adjusted values 0–1, in the order of `pValues`
 * @throws {RangeError} when a p-value is not a probability
 * @example holm([0.01, 0.5, 0.02]) // => [0.03, 0.5, 0.04]
 */
export const holm = (pValues: readonly number[]): readonly number[] => {
  for (const p of pValues) {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`holm: a p-value must lie from 0 to 1, was ${p}`);
  }
  const adjusted = new Array<number>(pValues.length);
  const smallestFirst = pValues.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  let largest = 0;
  for (const [below, { p, index }] of smallestFirst.entries()) {
    largest = Math.max(largest, Math.min(1, p * (pValues.length - below)));
    adjusted[index] = largest;
  }
  return adjusted;
};
