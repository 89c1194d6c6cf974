import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustering } from '../../../core/stats/clustering.ts';
import { twoSidedP } from '../../../core/stats/t-test.ts';
import { balance, balanceDifference, balanceVariance, type Trinomial } from '../../../core/stats/trinomial.ts';

const of = (positive: number, neutral: number, negative: number): Trinomial => ({ positive, neutral, negative });
const total = (days: readonly Trinomial[]) =>
  days.reduce((a, b) => of(a.positive + b.positive, a.neutral + b.neutral, a.negative + b.negative));
const period = (days: readonly Trinomial[]) => ({
  variance: balanceVariance(total(days)),
  days: days.map((day) => ({ n: day.positive + day.neutral + day.negative, value: balance(day) })),
});

// Twenty answers a day: balances .5, .2, −.1 around .2, then 0, .1, .2 around .1.
const earlier = [of(12, 6, 2), of(8, 8, 4), of(5, 8, 7)];
const later = [of(7, 6, 7), of(8, 6, 6), of(9, 6, 5)];

describe('clustering of days', () => {
  it('agrees with arithmetic: χ² of the days within each period over days less periods', () => {
    const varianceEarlier = 38 / 60 - 0.2 ** 2;
    const varianceLater = 42 / 60 - 0.1 ** 2;
    const chiSquared =
      (20 * (0.3 ** 2 + 0 + 0.3 ** 2)) / varianceEarlier + (20 * (0.1 ** 2 + 0 + 0.1 ** 2)) / varianceLater;
    const days = clustering([period(earlier), period(later)]);
    expect(days?.inflation).toBeCloseTo(chiSquared / 4, 12);
    expect(days?.inflation).toBeCloseTo(1.661781, 6);
    expect(days?.degreesOfFreedom).toBe(4);
  });

  it('makes of a change that looks sure for independent answers one that is not', () => {
    const calm = [of(12, 2, 6), of(4, 2, 14), of(13, 2, 5)];
    const rough = [of(3, 2, 15), of(11, 2, 7), of(2, 2, 16)];
    const { difference, standardError } = balanceDifference(total(calm), total(rough));
    expect(twoSidedP(difference, standardError)).toBeLessThan(0.05);
    expect(twoSidedP(difference, standardError, clustering([period(calm), period(rough)]))).toBeGreaterThan(0.2);
  });

  it('does not take the change between the periods for scatter between days', () => {
    const good = Array.from({ length: 7 }, () => of(30, 5, 5));
    const bad = Array.from({ length: 7 }, () => of(5, 5, 30));
    expect(clustering([period(good), period(bad)])).toEqual({ inflation: 1, degreesOfFreedom: 12 });
  });

  it('leaves out days with fewer than 5 answers', () => {
    const thin = of(4, 0, 0);
    expect(clustering([period(earlier), period([...later, thin])])?.degreesOfFreedom).toBe(4);
  });

  it('cannot tell from fewer than six days', () => {
    expect(clustering([period(earlier), period(later.slice(1))])).toBeUndefined();
    expect(clustering([])).toBeUndefined();
  });

  it('learns from further periods as much as from the two compared, and nothing from an empty one', () => {
    const further = [period(earlier), period(later), period(earlier), { variance: 0, days: [] }];
    expect(clustering(further)?.degreesOfFreedom).toBe(6);
  });

  it('never shrinks an error and never is not a number, unanimous days included', () => {
    const count = fc.nat({ max: 40 });
    const day = fc
      .record({ positive: count, neutral: count, negative: count })
      .filter((c) => total([c]).positive + c.neutral + c.negative > 0);
    const days = fc.array(day, { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(days, days, (a, b) => {
        const result = clustering([period(a), period(b)]);
        if (result) expect(result.inflation).toBeGreaterThanOrEqual(1);
      }),
    );
    const unanimous = period(Array.from({ length: 7 }, () => of(9, 0, 0)));
    expect(clustering([unanimous, unanimous])?.inflation).toBe(1);
  });

  it('refuses a negative variance', () => {
    expect(() => clustering([{ variance: -1, days: [] }])).toThrow(RangeError);
  });
});
