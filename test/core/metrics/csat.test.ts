import { describe, expect, it } from 'vitest';
import { csat } from '../../../core/metrics/csat.ts';
import { fromHistogram, scored } from './scored-signal.ts';

const answers = (histogram: readonly number[]) => fromHistogram('csat', histogram);

describe('csat', () => {
  it('is the percentage in the top two boxes, with the range of R: prop.test(8, 10, correct = FALSE)', () => {
    const tally = answers([1, 0, 1, 5, 3]);
    expect(csat.count(scored({ scores: { csat: 4 } }))).toEqual({ 'csat.4': 1 });
    expect(csat.value(tally)).toBe(80);
    expect(csat.variance(tally)).toBeCloseTo(1_600, 9);
    expect(csat.interval(tally)?.low).toBeCloseTo(49.016, 3);
    expect(csat.interval(tally)?.high).toBeCloseTo(94.332, 3);
  });

  it('agrees with Newcombe 1998, method 10: 56/70 − 48/80, and with R: prop.test on p', () => {
    const change = csat.change(answers([10, 10, 12, 24, 24]), answers([4, 4, 6, 26, 30]));
    expect(change?.difference).toBeCloseTo(20, 9);
    expect(change?.interval.low).toBeCloseTo(5.243, 3);
    expect(change?.interval.high).toBeCloseTo(33.387, 3);
    expect(change?.p).toBeCloseTo(0.008045, 6);
  });

  it('keeps a change inside −100…+100 percentage points, however much days differ', () => {
    const change = csat.change(answers([9, 0, 0, 0, 0]), answers([0, 0, 0, 0, 9]), {
      inflation: 9,
      degreesOfFreedom: 4,
    });
    expect(change?.difference).toBe(100);
    expect(change?.interval.high).toBe(100);
    expect(change?.interval.low).toBeGreaterThanOrEqual(-100);
  });
});
