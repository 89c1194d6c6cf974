import { describe, expect, it } from 'vitest';
import { nps } from '../../../core/metrics/nps.ts';
import { fromHistogram, scored } from './scored-signal.ts';

const answers = (histogram: readonly number[]) => fromHistogram('nps', histogram);

describe('nps', () => {
  it('counts one answer under its level', () => {
    expect(nps.count(scored({ scores: { nps: 0 } }))).toEqual({ 'nps.0': 1 });
    expect(nps.count(scored({ scores: { csat: 5 } }))).toEqual({});
  });

  it.each([
    ['a thousand answers', [74, 10, 22, 35, 40, 140, 41, 57, 119, 227, 235], 10, 4.38967, 15.55051],
    ['the NAM region', [40, 4, 12, 14, 18, 73, 23, 30, 53, 122, 118], 11.0454, 3.1105, 18.8502],
    ['the EMEA region', [22, 3, 6, 9, 15, 37, 7, 12, 38, 56, 54], 4.2471, -6.6432, 15.0401],
    ['the APAC region', [9, 1, 1, 4, 6, 14, 7, 5, 18, 29, 45], 23.0216, 8.04, 37.0304],
    ['the LATAM region', [3, 2, 3, 8, 1, 16, 4, 10, 10, 20, 18], 1.0526, -16.471, 18.5118],
    ['twenty answers', [0, 0, 0, 1, 0, 1, 1, 2, 4, 5, 6], 40, 4.3934, 65.1718],
    ['thirty answers', [1, 0, 1, 0, 1, 2, 2, 4, 6, 6, 7], 20, -8.6497, 45.0134],
  ])('agrees with R (package NPS, adjusted Wald) on %s', (_, histogram, value, low, high) => {
    const interval = nps.interval(answers(histogram));
    expect(nps.value(answers(histogram))).toBeCloseTo(value, 3);
    expect(interval?.low).toBeCloseTo(low, 3);
    expect(interval?.high).toBeCloseTo(high, 3);
  });

  it('agrees with R: nps.var of those thousand answers', () => {
    const tally = answers([74, 10, 22, 35, 40, 140, 41, 57, 119, 227, 235]);
    expect(nps.size(tally)).toBe(1_000);
    expect(nps.variance(tally)).toBeCloseTo(8_140, 8);
  });

  it('agrees with R on the change between two halves of a survey', () => {
    const earlier = answers([38, 6, 9, 16, 21, 63, 23, 31, 61, 121, 111]);
    const later = answers([36, 4, 13, 19, 19, 77, 18, 26, 58, 106, 124]);
    const change = nps.change(earlier, later);
    expect(change?.difference).toBeCloseTo(-2.4, 9);
    expect(change?.interval.low).toBeCloseTo(-13.5527, 3);
    expect(change?.interval.high).toBeCloseTo(8.767, 3);
    expect(change?.p).toBeCloseTo(0.67431, 4);
  });
});
