import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws of one seeded generator. */
export interface Chance {
  /** From 0 to below 1. */
  unit(): number;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  happens(share: number): boolean;
  of<T>(choices: readonly T[]): T;
  /** An index, each as likely as its weight. */
  index(weights: readonly number[]): number;
  /** Of the standard normal distribution. */
  normal(): number;
}

/** FNV-1a, so that neighbouring topics begin far apart: http://www.isthe.com/chongo/tech/comp/fnv/ */
const hash = (text: string): number => {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value | 0;
};

/**
 * A generator for one topic. Topics share no draws: a phrase more in one place, or another survey, leaves every other
 * number of the sample as it was.
 */
export const chance = (seed: number, topic: string): Chance => {
  const generator = xoroshiro128plus(hash(`${seed}/${topic}`));
  const unit = (): number => uniformFloat64(generator);
  const below = (count: number): number => Math.floor(unit() * count);
  return {
    unit,
    below,
    happens: (share) => unit() < share,
    of: <T>(choices: readonly T[]): T => choices[below(choices.length)] as T,
    index: (weights) => {
      let rest = unit() * weights.reduce((sum, weight) => sum + weight, 0);
      for (const [index, weight] of weights.entries()) {
        rest -= weight;
        if (rest < 0) return index;
      }
      return weights.length - 1;
    },
    // Box and Muller 1958; 1 − u keeps the logarithm away from zero.
    normal: () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit()),
  };
};

/** A waiting time: log-normal, as waits are, with `share` of all at or under `limit`. */
export const wait = (draw: Chance, { limit, z, spread }: { limit: number; z: number; spread: number }): number =>
  limit * Math.exp(spread * (draw.normal() - z));
