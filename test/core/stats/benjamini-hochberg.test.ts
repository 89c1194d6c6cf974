import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qValues } from '../../../core/stats/benjamini-hochberg.ts';

const published = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];
const expected = [
  0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182, 0.714875, 0.753231,
  0.813214, 1,
];
const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });

describe('Benjamini–Hochberg', () => {
  it('agrees with Benjamini & Hochberg 1995, §3.2, and R: p.adjust(p, "BH"): four of fifteen at .05', () => {
    const q = qValues(published);
    for (const [index, value] of expected.entries()) expect(q[index]).toBeCloseTo(value, 6);
    expect(q.filter((value) => value <= 0.05)).toHaveLength(4);
  });

  it('answers in the order of the question', () => {
    const reversed = qValues(published.toReversed());
    expect(reversed.toReversed()).toEqual(qValues(published));
  });

  it('never makes a test surer than it is alone, nor unsurer than Bonferroni, nor changes the order', () => {
    fc.assert(
      fc.property(probabilities, (pValues) => {
        const q = qValues(pValues);
        const pairs = pValues.map((p, index) => ({ p, q: q[index] ?? Number.NaN })).sort((a, b) => a.p - b.p);
        for (const [index, pair] of pairs.entries()) {
          expect(pair.q).toBeGreaterThanOrEqual(pair.p);
          expect(pair.q).toBeLessThanOrEqual(Math.min(1, pair.p * pValues.length));
          expect(pair.q).toBeGreaterThanOrEqual(pairs[index - 1]?.q ?? 0);
        }
      }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses %d as a probability', (p) => {
    expect(() => qValues([0.5, p])).toThrow(RangeError);
  });
});
