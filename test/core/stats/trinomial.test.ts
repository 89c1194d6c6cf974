import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceInterval, twoSidedP } from '../../../core/stats/t-test.ts';
import { balance, balanceDifference, balanceInterval, balanceVariance } from '../../../core/stats/trinomial.ts';

const of = (positive: number, neutral: number, negative: number) => ({ positive, neutral, negative });
const count = fc.nat({ max: 5_000 });
const answers = fc
  .record({ positive: count, neutral: count, negative: count })
  .filter(({ positive, neutral, negative }) => positive + neutral + negative > 0);

describe('balance of a trinomial', () => {
  it('agrees with the R package NPS: nps, nps.var and nps.se of 462 promoters, 176 passives, 362 detractors', () => {
    const counts = of(462, 176, 362);
    expect(balance(counts)).toBeCloseTo(0.1, 12);
    expect(balanceVariance(counts)).toBeCloseTo(0.814, 12);
    const standardError = 100 * Math.sqrt(balanceVariance(counts) / 1_000);
    expect(standardError).toBeCloseTo(2.85307, 5);
    expect(differenceInterval(10, standardError).high - 10).toBeCloseTo(5.59191, 5);
  });

  it('agrees with R on the adjusted Wald range of those thousand answers', () => {
    const { low, high } = balanceInterval(of(462, 176, 362));
    expect(100 * low).toBeCloseTo(4.38967, 4);
    expect(100 * high).toBeCloseTo(15.55051, 4);
  });

  it.each([
    ['United', of(492, 697, 2633), -56.0178, -58.2239, -53.7239],
    ['US Airways', of(269, 381, 2263), -68.4518, -70.6804, -66.0823],
    ['American', of(336, 463, 1960), -58.8619, -61.3981, -56.1978],
  ])('agrees with SciPy on public tweets about %s', (_, counts, value, low, high) => {
    const interval = balanceInterval(counts);
    expect(100 * balance(counts)).toBeCloseTo(value, 3);
    expect(100 * interval.low).toBeCloseTo(low, 3);
    expect(100 * interval.high).toBeCloseTo(high, 3);
  });

  it('always lies inside its range, and the range inside −1…+1', () => {
    fc.assert(
      fc.property(answers, (counts) => {
        const { low, high } = balanceInterval(counts);
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(low).toBeLessThanOrEqual(balance(counts));
        expect(high).toBeGreaterThanOrEqual(balance(counts));
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps its range open when all answers agree, for that is not certainty', () => {
    const { low, high } = balanceInterval(of(30, 0, 0));
    expect(high).toBe(1);
    expect(low).toBeLessThan(0.9);
  });

  it.each([of(0, 0, 0), of(-1, 2, 3), of(0.5, 2, 3), of(Number.NaN, 2, 3)])('refuses %o', (counts) => {
    expect(() => balance(counts)).toThrow(RangeError);
    expect(() => balanceInterval(counts)).toThrow(RangeError);
  });
});

describe('difference of two balances', () => {
  it('agrees with R on two halves of a survey: −2.4 raw, −2.3928 adjusted, p .674', () => {
    const earlier = of(232, 92, 176);
    const later = of(230, 84, 186);
    const { difference, standardError } = balanceDifference(earlier, later);
    expect(100 * (balance(later) - balance(earlier))).toBeCloseTo(-2.4, 10);
    expect(100 * difference).toBeCloseTo(-2.3928, 3);
    expect(100 * standardError).toBeCloseTo(5.6939, 3);
    expect(difference / standardError).toBeCloseTo(-0.42024, 4);
    const { low, high } = differenceInterval(100 * difference, 100 * standardError);
    expect(low).toBeCloseTo(-13.5527, 3);
    expect(high).toBeCloseTo(8.767, 3);
    expect(twoSidedP(difference, standardError)).toBeCloseTo(0.67431, 4);
    // The textbook test, nps.test in R, has no pseudo-answers and gives .67402.
    const plain = Math.sqrt((balanceVariance(earlier) + balanceVariance(later)) / 500);
    expect(twoSidedP(balance(later) - balance(earlier), plain)).toBeCloseTo(0.67402, 5);
  });
});
