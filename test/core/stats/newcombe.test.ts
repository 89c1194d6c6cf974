import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newcombeInterval } from '../../../core/stats/newcombe.ts';
import { pooledStandardError } from '../../../core/stats/pooled-error.ts';
import { twoSidedP } from '../../../core/stats/t-test.ts';
import type { Share } from '../../../core/stats/wilson.ts';

const of = (successes: number, trials: number): Share => ({ successes, trials });
const share = fc
  .integer({ min: 1, max: 10_000 })
  .chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }));

describe('Newcombe interval', () => {
  it.each([
    ['Newcombe 1998, method 10: 56/70 − 48/80', of(56, 70), of(48, 80), 0.2, 0.05243, 0.33387],
    ['Newcombe 1998, method 10: 9/10 − 3/10', of(9, 10), of(3, 10), 0.6, 0.17052, 0.80902],
    ['R: 412/560 − 371/555, contacted against hold-out', of(412, 560), of(371, 555), 0.067246, 0.013557, 0.120438],
  ])('agrees with %s', (_, a, b, difference, low, high) => {
    const interval = newcombeInterval(a, b);
    expect(a.successes / a.trials - b.successes / b.trials).toBeCloseTo(difference, 5);
    expect(interval.low).toBeCloseTo(low, 5);
    expect(interval.high).toBeCloseTo(high, 5);
  });

  it('always contains the observed difference and never leaves −1…+1', () => {
    fc.assert(
      fc.property(share, share, (a, b) => {
        const difference = a.successes / a.trials - b.successes / b.trials;
        const { low, high } = newcombeInterval(a, b);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(low).toBeLessThanOrEqual(difference);
        expect(high).toBeGreaterThanOrEqual(difference);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('pooled standard error', () => {
  it.each([
    ['R: prop.test(c(56, 48), c(70, 80), correct = FALSE)', of(56, 70), of(48, 80), 0.2, 0.008045],
    ['R: prop.test(c(9, 3), c(10, 10), correct = FALSE)', of(9, 10), of(3, 10), 0.6, 0.00617],
  ])('makes the z test that agrees with %s', (_, a, b, difference, p) => {
    expect(twoSidedP(difference, pooledStandardError(a, b))).toBeCloseTo(p, 6);
  });

  it('refuses more successes than trials', () => {
    expect(() => pooledStandardError(of(2, 1), of(1, 1))).toThrow(RangeError);
  });
});
