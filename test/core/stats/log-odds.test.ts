import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logOddsZ } from '../../../core/stats/log-odds.ts';
import type { Share } from '../../../core/stats/wilson.ts';

const of = (successes: number, trials: number): Share => ({ successes, trials });
const anyShare = fc
  .nat({ max: 2_000 })
  .chain((trials) => fc.record({ trials: fc.constant(trials), successes: fc.nat({ max: trials }) }));

describe('log-odds with an informative prior', () => {
  it('agrees with the formula worked by hand: 9 of 20 against 1 of 30', () => {
    // Ten of fifty name it, so the prior of 50 answers adds 10 that do: 19 to 51 against 11 to 69.
    const delta = Math.log(19 / 51) - Math.log(11 / 69);
    expect(logOddsZ(of(9, 20), of(1, 30))).toBeCloseTo(delta / Math.sqrt(1 / 19 + 1 / 11), 12);
    expect(logOddsZ(of(9, 20), of(1, 30))).toBeCloseTo(2.240425, 6);
  });

  it.each([
    ['waiting time', of(138, 278), of(132, 768), 11.8287],
    ['price', of(35, 278), of(198, 768), -4.5569],
    ['website', of(34, 278), of(107, 768), -0.7117],
  ])('agrees with R on what customers just below a threshold name: %s', (_, just, others, z) => {
    expect(logOddsZ(just, others)).toBeCloseTo(z, 3);
  });

  it('tells the same backwards when the groups are swapped', () => {
    fc.assert(
      fc.property(anyShare, anyShare, (a, b) => {
        expect(logOddsZ(a, b) + logOddsZ(b, a)).toBeCloseTo(0, 9);
      }),
    );
  });

  it('points to the group whose share is larger, and never is not a number', () => {
    fc.assert(
      fc.property(anyShare, anyShare, (a, b) => {
        const z = logOddsZ(a, b);
        expect(Number.isFinite(z)).toBe(true);
        const larger = a.successes * b.trials - b.successes * a.trials;
        if (larger > 0) expect(z).toBeGreaterThanOrEqual(-1e-9);
        if (larger < 0) expect(z).toBeLessThanOrEqual(1e-9);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has nothing to tell when nobody names it, everybody does, or nobody was heard', () => {
    expect(logOddsZ(of(0, 50), of(0, 80))).toBe(0);
    expect(logOddsZ(of(50, 50), of(80, 80))).toBe(0);
    expect(logOddsZ(of(0, 0), of(0, 0))).toBe(0);
  });

  it('takes two mentions against none for a coincidence, however many could have named it', () => {
    for (const trials of [20, 200, 2_000]) expect(logOddsZ(of(2, trials), of(0, trials))).toBeLessThan(1.1);
  });
});
