import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Effect, heterogeneity } from '../../../core/stats/heterogeneity.ts';

const of = (difference: number, standardError: number): Effect => ({ difference, standardError });
const anyEffects = fc.array(
  fc.record({
    difference: fc.double({ min: -60, max: 60, noNaN: true }),
    standardError: fc.double({ min: 0.5, max: 20, noNaN: true }),
  }),
  { minLength: 2, maxLength: 8 },
);

describe('heterogeneity of groups', () => {
  it('agrees with statsmodels: combine_effects (fixed) of four groups that moved alike', () => {
    const result = heterogeneity([of(-9, 3), of(-7.5, 2.5), of(-8.2, 4), of(-6, 3.5)]);
    expect(result.pooled).toBeCloseTo(-7.71185, 4);
    expect(result.pooledStandardError).toBeCloseTo(1.55185, 4);
    expect(result.q).toBeCloseTo(0.44566, 4);
    expect(result.p).toBeCloseTo(0.93066, 4);
    expect(result.iSquared).toBe(0);
  });

  it('agrees with arithmetic on one group that moved alone: Q 18, I² 17/18', () => {
    const { pooled, q, iSquared, p } = heterogeneity([of(-30, 5), of(0, 5)]);
    expect([pooled, q]).toEqual([-15, 18]);
    expect(iSquared).toBeCloseTo(17 / 18, 12);
    // Two groups differ as a z test of their difference says: 30 / √50 is 4.24 standard errors.
    expect(p).toBeCloseTo(2.209e-5, 8);
  });

  it('pools between the groups, surer than any, and explains no more than all of their scatter', () => {
    fc.assert(
      fc.property(anyEffects, (effects) => {
        const { pooled, pooledStandardError, p, iSquared } = heterogeneity(effects);
        const differences = effects.map(({ difference }) => difference);
        expect(pooled).toBeGreaterThanOrEqual(Math.min(...differences) - 1e-9);
        expect(pooled).toBeLessThanOrEqual(Math.max(...differences) + 1e-9);
        expect(pooledStandardError).toBeLessThan(Math.min(...effects.map(({ standardError }) => standardError)));
        expect(p).toBeGreaterThanOrEqual(0);
        expect(p).toBeLessThanOrEqual(1);
        expect(iSquared).toBeGreaterThanOrEqual(0);
        expect(iSquared).toBeLessThan(1);
      }),
    );
  });

  it('asks only how unlike groups moved, not how far: moving all alike changes nothing but the pooled change', () => {
    fc.assert(
      fc.property(anyEffects, fc.integer({ min: -50, max: 50 }), (effects, shift) => {
        const moved = effects.map(({ difference, standardError }) => of(difference + shift, standardError));
        expect(heterogeneity(moved).q).toBeCloseTo(heterogeneity(effects).q, 6);
        expect(heterogeneity(moved).pooled).toBeCloseTo(heterogeneity(effects).pooled + shift, 9);
      }),
    );
  });

  it('finds no difference at all between equal groups', () => {
    expect(heterogeneity([of(-4, 2), of(-4, 2)])).toMatchObject({ q: 0, p: 1, iSquared: 0 });
  });

  it('refuses a single group, and one known without error', () => {
    expect(() => heterogeneity([of(1, 1)])).toThrow(RangeError);
    expect(() => heterogeneity([of(1, 1), of(1, 0)])).toThrow(RangeError);
    expect(() => heterogeneity([of(1, 1), of(1, Number.NaN)])).toThrow(RangeError);
  });
});
