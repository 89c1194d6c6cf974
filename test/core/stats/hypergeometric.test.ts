import jStat from 'jstat';
import { describe, expect, it } from 'vitest';
import { hypergeometric } from '../../../core/stats/hypergeometric.ts';

describe('hypergeometric', () => {
  it('agrees with SciPy: hyp2f1(2.243, 4.426, 4.219, 39 / 82.274)', () => {
    expect(hypergeometric(2.243, 4.426, 4.219, 39 / 82.274) / 4.575315898).toBeCloseTo(1, 7);
  });

  it.each([0.1, 0.5, 0.89, 0.9, 0.99])('is −ln(1−z)/z for a = b = 1 and c = 2, at z = %d', (z) => {
    expect(hypergeometric(1, 1, 2, z)).toBeCloseTo(-Math.log(1 - z) / z, 9);
  });

  it('is (1−z)^−a when b = c, on both sides of the switch', () => {
    for (const z of [0.3, 0.95]) expect(hypergeometric(1.7, 2.3, 2.3, z)).toBeCloseTo((1 - z) ** -1.7, 6);
  });

  it('refuses where the series means nothing', () => {
    expect(() => hypergeometric(1, 1, 2, 1)).toThrow(RangeError);
    expect(() => hypergeometric(1, 1, -2, 0.5)).toThrow(RangeError);
  });
});

describe('the logarithm of the gamma function', () => {
  it('agrees with SciPy: gammaln(5.5)', () => {
    expect(jStat.gammaln(5.5) / 3.957813968).toBeCloseTo(1, 7);
  });
});
