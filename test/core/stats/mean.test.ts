import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanInterval, sampleVariance } from '../../../core/stats/mean.ts';
import { differenceInterval, twoSidedP } from '../../../core/stats/t-test.ts';
import { welch } from '../../../core/stats/welch.ts';

const sumsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value ** 2, 0),
});
const sentiment = { n: 180, sum: -21.6, squares: 57.24 };

describe('mean from sums', () => {
  it('agrees with SciPy on 180 sentiment scores: sd .552536, 95 % −.201268 to −.038732', () => {
    expect(Math.sqrt(sampleVariance(sentiment))).toBeCloseTo(0.552536, 6);
    const { low, high } = meanInterval(sentiment);
    expect(low).toBeCloseTo(-0.201268, 5);
    expect(high).toBeCloseTo(-0.038732, 5);
  });

  it('has the variance of the values the sums came from, exactly nought when all are equal', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 200 }), (values) => {
        const mean = sumsOf(values).sum / values.length;
        const twoPass = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
        expect(sampleVariance(sumsOf(values))).toBeCloseTo(twoPass, 10);
        if (new Set(values).size === 1) expect(sampleVariance(sumsOf(values))).toBe(0);
      }),
    );
  });

  it('refuses a single value, and sums no values can have', () => {
    expect(() => meanInterval({ n: 1, sum: 3, squares: 9 })).toThrow(RangeError);
    expect(() => meanInterval({ n: 2, sum: 10, squares: 3 })).toThrow(RangeError);
    expect(() => sampleVariance({ n: 2, sum: 0, squares: -1 })).toThrow(RangeError);
  });
});

describe('Welch test from sums', () => {
  it('agrees with SciPy: ttest_ind(equal_var=False) of 180 against 240 sentiment scores', () => {
    const { difference, standardError, degreesOfFreedom } = welch({ n: 240, sum: 14.4, squares: 70.08 }, sentiment);
    const days = { inflation: 1, degreesOfFreedom };
    expect(difference).toBeCloseTo(-0.18, 10);
    expect(difference / standardError).toBeCloseTo(-3.34091, 5);
    expect(degreesOfFreedom).toBeCloseTo(380.18, 2);
    expect(twoSidedP(difference, standardError, days)).toBeCloseTo(0.00091775, 7);
    const { low, high } = differenceInterval(difference, standardError, days);
    expect(low).toBeCloseTo(-0.285935, 5);
    expect(high).toBeCloseTo(-0.074065, 5);
  });

  it('estimates nothing when neither group has any scatter', () => {
    const unanimous = sumsOf([5, 5, 5]);
    expect(welch(unanimous, unanimous)).toEqual({ difference: 0, standardError: 0, degreesOfFreedom: Infinity });
  });
});
