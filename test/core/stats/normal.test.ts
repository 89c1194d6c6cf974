import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, z95 } from '../../../core/stats/normal.ts';

describe('normal distribution', () => {
  it('agrees with SciPy far out in the tail: norm.cdf(-5)', () => {
    expect(normalCdf(-5) / 2.866516e-7).toBeCloseTo(1, 6);
  });

  it('agrees with SciPy: norm.cdf(1.23456)', () => {
    expect(normalCdf(1.23456)).toBeCloseTo(0.8915028482, 10);
  });

  it('agrees with R: qnorm(0.975) and qnorm(0.8)', () => {
    expect(z95).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 12);
  });

  it('finds its way back from every probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (probability) => {
        expect(normalCdf(normalQuantile(probability))).toBeCloseTo(probability, 8);
      }),
    );
  });

  it.each([0, 1, -0.1, 1.1, Number.NaN])('refuses %d as a probability between 0 and 1', (probability) => {
    expect(() => normalQuantile(probability)).toThrow(RangeError);
  });
});
