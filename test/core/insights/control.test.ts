import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { control, falseDigestRate } from '../../../core/insights/control.ts';
import { candidate } from './sample.ts';

const published = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];
const anyCandidates = fc.array(
  fc
    .record({
      touchpoint: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      metric: fc.constantFrom('nps' as const, 'netSentiment' as const),
      p: fc.double({ min: 0, max: 1, noNaN: true }).map((p) => p ** 4),
      difference: fc.integer({ min: -60, max: 60 }),
    })
    .map(({ touchpoint, p, ...other }) => candidate(touchpoint, p, other)),
  { maxLength: 12 },
);

describe('control of false findings', () => {
  it('agrees with Holm (R: p.adjust) when each touchpoint has one test: three of fifteen', () => {
    const findings = control(published.map((p, index) => candidate(`t${index}`, p)));
    expect(findings.map(({ touchpoint }) => touchpoint)).toEqual(['t0', 't1', 't2']);
    expect(findings[2]?.q).toBeCloseTo(13 * 0.0019, 12);
  });

  it('makes one of the tests of a touchpoint as Simes 1986 does: twice the smaller p, or the larger', () => {
    const [finding] = control([
      candidate('a', 0.01),
      candidate('a', 0.04, { metric: 'netSentiment' }),
      candidate('b', 1),
    ]);
    expect(finding?.q).toBeCloseTo(2 * (2 * 0.01), 12);
  });

  it('says one thing of a touchpoint, led by the surest metric, and keeps the other beside it', () => {
    const other = candidate('a', 0.0001, { metric: 'netSentiment', difference: -12 });
    const findings = control([candidate('a', 0.001), other, candidate('b', 0.6)]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ metric: 'netSentiment', also: [{ metric: 'nps', difference: -20 }] });
  });

  it('keeps beside it only what changed beyond chance itself', () => {
    const other = candidate('a', 0.3, { metric: 'netSentiment' });
    expect(control([candidate('a', 0.0001), other])[0]?.also).toEqual([]);
  });

  it('passes over changes smaller than the floor, however sure, and lets the other metric lead', () => {
    const small = candidate('a', 0.00001, { difference: -4.9 });
    expect(control([small])).toEqual([]);
    expect(control([small, candidate('a', 0.001, { metric: 'netSentiment' })])[0]).toMatchObject({
      metric: 'netSentiment',
      also: [],
    });
  });

  it('is harder to please the more a digest asks', () => {
    const alone = [candidate('a', 0.02)];
    const crowd = Array.from({ length: 20 }, (_, index) => candidate(`b${index}`, 0.5));
    expect(control(alone)).toHaveLength(1);
    expect(control([...alone, ...crowd])).toEqual([]);
  });

  it('finds nothing where nothing was tested', () => {
    expect(control([])).toEqual([]);
  });

  it('names a touchpoint once at most, under the rate, over the floor, and at p .05 or less', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const findings = control(candidates);
        expect(new Set(findings.map(({ touchpoint }) => touchpoint)).size).toBe(findings.length);
        for (const { p, q, difference } of findings) {
          expect(q).toBeLessThanOrEqual(falseDigestRate);
          expect(p).toBeLessThanOrEqual(0.05);
          expect(Math.abs(difference)).toBeGreaterThanOrEqual(5);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
