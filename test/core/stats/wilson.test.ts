import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../core/stats/wilson.ts';

const share = fc
  .integer({ min: 1, max: 1_000_000 })
  .chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.integer({ min: 0, max: trials }) }));

describe('Wilson interval', () => {
  it.each([
    ['Newcombe 1998, table I: 81 of 263', 81, 263, 0.25529, 0.36621],
    ['Newcombe 1998, table I: 15 of 148', 15, 148, 0.06239, 0.16049],
    ['R: prop.test(412, 560, correct = FALSE)', 412, 560, 0.69768, 0.77054],
    ['R: prop.test(371, 555, correct = FALSE)', 371, 555, 0.62826, 0.70636],
    ['R: prop.test(8, 10, correct = FALSE)', 8, 10, 0.49016, 0.94332],
  ])('agrees with %s', (_, successes, trials, low, high) => {
    const interval = wilsonInterval({ successes, trials });
    expect(interval.low).toBeCloseTo(low, 5);
    expect(interval.high).toBeCloseTo(high, 5);
  });

  it('always contains the observed share and never leaves 0–1', () => {
    fc.assert(
      fc.property(share, fc.double({ min: 0.1, max: 40, noNaN: true }), ({ successes, trials }, z) => {
        const { low, high } = wilsonInterval({ successes, trials }, z);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        expect(high).toBeLessThanOrEqual(1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads z times the root of φ as n divided by φ: four times the variance is a quarter of the answers', () => {
    const clustered = wilsonInterval({ successes: 60, trials: 100 }, 2 * 1.96);
    const fewer = wilsonInterval({ successes: 15, trials: 25 }, 1.96);
    expect(clustered.low).toBeCloseTo(fewer.low, 12);
    expect(clustered.high).toBeCloseTo(fewer.high, 12);
  });

  it.each([
    [1, 0],
    [11, 10],
    [-1, 10],
    [0.5, 10],
    [Number.NaN, 10],
  ])('refuses %d of %d', (successes, trials) => {
    expect(() => wilsonInterval({ successes, trials })).toThrow(RangeError);
  });
});
