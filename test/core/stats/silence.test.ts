import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { type DayCount, silence } from '../../../core/stats/silence.ts';

/** Weeks from Monday on, each day bringing what `n` says of its weekday and week. */
const weeks = (count: number, n: (weekday: number, week: number) => number): DayCount[] =>
  Array.from({ length: 7 * count }, (_, day) => ({ weekday: day % 7, n: n(day % 7, Math.floor(day / 7)) }));

/** Days of 1 and of 7 around a mean of 4: χ² 28 · 9/4 over 28 − 7 is φ = 3. */
const uneven = weeks(4, (_, week) => (week % 2 === 0 ? 1 : 7));

describe('silence', () => {
  it('agrees with Poisson, R: dpois(0, 3), when days vary no more than chance lets them', () => {
    const judged = silence(
      weeks(4, () => 3),
      [2],
    );
    expect(judged?.expected).toBe(3);
    expect(judged?.p).toBeCloseTo(0.04978707, 8);
  });

  it('agrees with the negative binomial, R: dnbinom(0, size = 2, mu = 4), when they vary more', () => {
    expect(silence(uneven, [0])?.p).toBeCloseTo(1 / 9, 12);
    expect(silence(uneven, [0, 1, 2])?.p).toBeCloseTo(1 / 9 ** 3, 12);
  });

  it('agrees with a simulation: days whose rate is itself drawn, mean 4 and variance 12, bring nothing as often', () => {
    const generator = xoroshiro128plus(7);
    const next = () => 1 - uniformFloat64(generator);
    const days = 100_000;
    let silent = 0;
    for (let day = 0; day < days; day += 1) {
      // A gamma rate of shape 2 and scale 2 is two exponential waits; events at that rate, within one day.
      const rate = -2 * Math.log(next() * next());
      if (-Math.log(next()) > rate) silent += 1;
    }
    // Four standard errors of the simulation.
    expect(Math.abs(silent / days - (silence(uneven, [0])?.p ?? Number.NaN))).toBeLessThan(0.004);
  });

  it('expects of each day what its weekday brings, and nothing of a weekday that is always quiet', () => {
    const worksOnWeekdays = weeks(5, (weekday) => (weekday < 5 ? 10 + weekday : 0));
    expect(silence(worksOnWeekdays, [5, 6])).toEqual({ expected: 0, p: 1 });
    expect(silence(worksOnWeekdays, [4, 5, 6, 0])?.expected).toBe(24);
  });

  it('is less sure of a source that always came and went', () => {
    const steady = weeks(4, () => 4);
    const [calm, rough] = [silence(steady, [1]), silence(uneven, [1])];
    expect(calm?.expected).toBe(rough?.expected);
    expect(rough?.p).toBeGreaterThan(4 * (calm?.p ?? Number.NaN));
  });

  it('judges nobody by less than four weeks', () => {
    const month = weeks(4, () => 100);
    expect(silence(month.slice(1), [0, 1])).toBeUndefined();
    expect(silence(month, [0, 1])).toBeDefined();
  });

  it('is harder to believe with every further silent day, and always a probability', () => {
    const history = fc
      .array(fc.nat({ max: 60 }), { minLength: 28, maxLength: 84 })
      .map((days) => days.map((n, day): DayCount => ({ weekday: day % 7, n })));
    const silentDays = fc.array(fc.nat({ max: 6 }), { maxLength: 10 });
    fc.assert(
      fc.property(history, silentDays, fc.nat({ max: 6 }), (days, silent, further) => {
        const [before, after] = [silence(days, silent), silence(days, [...silent, further])];
        const p = after?.p ?? Number.NaN;
        expect(p).toBeGreaterThanOrEqual(0);
        expect(before?.p).toBeLessThanOrEqual(1);
        expect(p).toBeLessThanOrEqual(before?.p ?? Number.NaN);
        const isHeard = days.some(({ weekday, n }) => weekday === further && n > 0);
        if (isHeard && p > 0) expect(p).toBeLessThan(before?.p ?? Number.NaN);
      }),
    );
  });
});
