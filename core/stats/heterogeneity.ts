import { chiSquaredP } from './chi-squared.ts';

/** One group's change and how well it is known, in one unit. */
export interface Effect {
  readonly difference: number;
  /** Above 0. */
  readonly standardError: number;
}

/** What several groups say together, and whether they say the same. */
export interface Heterogeneity {
  readonly pooled: number;
  readonly pooledStandardError: number;
  readonly q: number;
  /** Of groups that differ this much by chance alone. */
  readonly p: number;
  /** The share of the scatter between groups that chance does not explain, 0–1. */
  readonly iSquared: number;
}

/**
 * Did all groups move alike?
 *
 * Tells a trouble everybody has from one of a single plan or region, where it has to be mended.
 * Cochran 1954, Biometrics 10:101–129 (Q); Higgins & Thompson 2002, Statistics in Medicine 21:1539–1558 (I²).
 *
 * @param effects of at least two groups that share no customers
 * @throws {RangeError} with fewer than two, or a standard error that is not above 0
 * @example heterogeneity([{ difference: -9, standardError: 3 }, { difference: -7.5, standardError: 2.5 }]).p // => 0.70
 */
export const heterogeneity = (effects: readonly Effect[]): Heterogeneity => {
  if (effects.length < 2) throw new RangeError(`heterogeneity: needs at least 2 groups, had ${effects.length}`);
  for (const { standardError } of effects) {
    if (!(standardError > 0))
      throw new RangeError(`heterogeneity: standardError must be above 0, was ${standardError}`);
  }
  const weights = effects.map(({ standardError }) => 1 / standardError ** 2);
  const weight = weights.reduce((sum, each) => sum + each, 0);
  const pooled = effects.reduce((sum, { difference }, index) => sum + difference * (weights[index] ?? 0), 0) / weight;
  const q = effects.reduce(
    (sum, { difference, standardError }) => sum + ((difference - pooled) / standardError) ** 2,
    0,
  );
  const degreesOfFreedom = effects.length - 1;
  return {
    pooled,
    pooledStandardError: Math.sqrt(1 / weight),
    q,
    p: chiSquaredP(q, degreesOfFreedom),
    iSquared: q === 0 ? 0 : Math.max(0, (q - degreesOfFreedom) / q),
  };
};
