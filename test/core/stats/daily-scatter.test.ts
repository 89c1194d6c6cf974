import { describe, expect, it } from 'vitest';
import { clustering } from '../../../core/stats/clustering.ts';
import { twoSidedP } from '../../../core/stats/t-test.ts';
import { balance, balanceDifference, balanceVariance, type Trinomial } from '../../../core/stats/trinomial.ts';

type Day = readonly [positive: number, neutral: number, negative: number];
const of = ([positive, neutral, negative]: Day): Trinomial => ({ positive, neutral, negative });
const total = (days: readonly Day[]): Trinomial =>
  of([0, 1, 2].map((part) => days.reduce((sum, day) => sum + (day[part] ?? 0), 0)) as unknown as Day);
const period = (days: readonly Day[]) => ({
  variance: balanceVariance(total(days)),
  days: days.map((day) => ({ n: day[0] + day[1] + day[2], value: balance(of(day)) })),
});

/** Public posts about two airlines, counted by day: 17–21 and 22–24 February 2015. */
const united: readonly Day[] = [
  [49, 75, 272],
  [59, 90, 257],
  [69, 85, 272],
  [85, 99, 342],
  [53, 88, 365],
  [69, 102, 532],
  [83, 109, 449],
  [25, 49, 142],
];
const usAirways: readonly Day[] = [
  [48, 30, 233],
  [41, 32, 244],
  [32, 54, 193],
  [33, 52, 248],
  [30, 39, 291],
  [27, 60, 561],
  [42, 74, 372],
  [16, 40, 121],
];

describe('days that share incidents, in public data', () => {
  it.each([
    ['United', united, 3.5283, -7.8534, 0.1207],
    ['US Airways', usAirways, 6.9306, -9.738, 0.1614],
  ])('agree with SciPy on %s: a certain change is none', (_, days, inflation, change, p) => {
    const [before, after] = [days.slice(0, 5), days.slice(5)];
    const scatter = clustering([period(before), period(after)]);
    expect(scatter?.inflation).toBeCloseTo(inflation, 3);
    const { difference, standardError } = balanceDifference(total(before), total(after));
    expect(100 * difference).toBeCloseTo(change, 1);
    expect(twoSidedP(difference, standardError)).toBeLessThan(0.001);
    expect(twoSidedP(difference, standardError, scatter)).toBeCloseTo(p, 2);
  });
});
