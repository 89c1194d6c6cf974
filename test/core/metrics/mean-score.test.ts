import { describe, expect, it } from 'vitest';
import { ces } from '../../../core/metrics/ces.ts';
import { rating } from '../../../core/metrics/rating.ts';
import { fromHistogram, scored } from './scored-signal.ts';

const effort = (histogram: readonly number[]) => fromHistogram('ces', histogram);
const stars = (histogram: readonly number[]) => fromHistogram('rating', histogram);

describe('ces and rating', () => {
  it('count one answer under its level', () => {
    expect(ces.count(scored({ scores: { ces: 7 } }))).toEqual({ 'ces.7': 1 });
    expect(rating.count(scored({ scores: { rating: 1 } }))).toEqual({ 'rating.1': 1 });
  });

  it('agree with SciPy: mean and t.interval of ten effort scores 2 3 4 5 5 6 6 6 7 7', () => {
    const tally = effort([0, 1, 1, 1, 2, 3, 2]);
    expect(ces.value(tally)).toBeCloseTo(5.1, 12);
    expect(ces.variance(tally)).toBeCloseTo(2.766667, 6);
    expect(ces.interval(tally)?.low).toBeCloseTo(3.910125, 5);
    expect(ces.interval(tally)?.high).toBeCloseTo(6.289875, 5);
  });

  it('agree with SciPy: ttest_ind(equal_var=False) of two weeks of stars', () => {
    const change = rating.change(stars([2, 3, 5, 10, 20]), stars([8, 6, 6, 7, 8]));
    expect(change?.difference).toBeCloseTo(-1.0464286, 6);
    expect(change?.p).toBeCloseTo(0.00151958, 7);
    expect(change?.interval.low).toBeCloseTo(-1.677442, 5);
    expect(change?.interval.high).toBeCloseTo(-0.415416, 5);
  });

  it('rule nothing of the scale out after one answer, and never reach past its ends', () => {
    expect(ces.interval(effort([0, 0, 0, 1, 0, 0, 0]))).toEqual({ low: 1, high: 7 });
    expect(rating.interval(stars([1, 0, 0, 0, 1]))).toEqual({ low: 1, high: 5 });
  });

  it('do not test a change against a single answer, whose spread is unknown', () => {
    expect(rating.variance(stars([0, 0, 1, 0, 0]))).toBeUndefined();
    expect(rating.change(stars([0, 0, 1, 0, 0]), stars([3, 3, 3, 3, 3]))).toBeUndefined();
  });
});
