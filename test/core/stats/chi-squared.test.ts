import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquaredP } from '../../../core/stats/chi-squared.ts';
import { normalCdf } from '../../../core/stats/normal.ts';

describe('χ² distribution', () => {
  it('agrees with SciPy: chi2.sf(13.955499, 5) is .0158945778', () => {
    expect(Math.abs(chiSquaredP(13.955499, 5) / 0.0158945778 - 1)).toBeLessThan(1e-7);
  });

  it('agrees with SciPy for many degrees of freedom: chi2.sf(500, 400)', () => {
    expect(chiSquaredP(500, 400) / 0.00048221275959343273).toBeCloseTo(1, 7);
  });

  it('is the two-sided normal test squared when one thing is free', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 5, noNaN: true }), (z) => {
        expect(chiSquaredP(z ** 2, 1)).toBeCloseTo(2 * normalCdf(-z), 9);
      }),
    );
  });

  it('is 1 where nothing differs, and falls as the statistic grows, within 0–1', () => {
    const statistic = fc.double({ min: 0, max: 2_000, noNaN: true });
    fc.assert(
      fc.property(statistic, statistic, fc.integer({ min: 1, max: 60 }), (a, b, degreesOfFreedom) => {
        const [more, less] = [
          chiSquaredP(Math.min(a, b), degreesOfFreedom),
          chiSquaredP(Math.max(a, b), degreesOfFreedom),
        ];
        expect(chiSquaredP(0, degreesOfFreedom)).toBe(1);
        expect(more).toBeLessThanOrEqual(1);
        expect(less).toBeLessThanOrEqual(more + 1e-12);
        expect(less).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it.each([0, -1, Number.NaN])('refuses %d degrees of freedom', (degreesOfFreedom) => {
    expect(() => chiSquaredP(1, degreesOfFreedom)).toThrow(RangeError);
  });
});
