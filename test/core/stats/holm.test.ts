import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qValues } from '../../../core/stats/benjamini-hochberg.ts';
import { holm } from '../../../core/stats/holm.ts';

const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });

describe('Holm', () => {
  it('agrees with R: p.adjust(c(.01, .02, .03, .04, .05), "holm")', () => {
    const expected = [0.05, 0.08, 0.09, 0.09, 0.09];
    const adjusted = holm([0.01, 0.02, 0.03, 0.04, 0.05]);
    for (const [index, value] of expected.entries()) expect(adjusted[index]).toBeCloseTo(value, 12);
  });

  it('answers in the order of the question', () => {
    expect(holm([0.5, 0.01, 0.02])).toEqual([0.5, 0.03, 0.04]);
  });

  it('is never laxer than Benjamini–Hochberg, nor stricter than Bonferroni, and keeps the order', () => {
    fc.assert(
      fc.property(probabilities, (pValues) => {
        const [adjusted, q] = [holm(pValues), qValues(pValues)];
        const sorted = pValues.map((p, index) => ({ p, adjusted: adjusted[index] ?? Number.NaN }));
        for (const [index, { p, adjusted: each }] of sorted.entries()) {
          // A rounding error apart: p · m / 1 and p · m are two ways to the same number.
          expect(each).toBeGreaterThanOrEqual((q[index] ?? Number.NaN) - 1e-12);
          expect(each).toBeLessThanOrEqual(Math.min(1, p * pValues.length) + 1e-12);
        }
        const inOrder = sorted.toSorted((a, b) => a.p - b.p).map((each) => each.adjusted);
        expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves a single test alone, and asks nothing of none', () => {
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([])).toEqual([]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses %d as a probability', (p) => {
    expect(() => holm([0.5, p])).toThrow(RangeError);
  });
});
