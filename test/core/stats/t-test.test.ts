import { describe, expect, it } from 'vitest';
import { differenceInterval, twoSidedP } from '../../../core/stats/t-test.ts';

describe('t test', () => {
  it('agrees with SciPy: 2 * norm.sf(1.959963985) is one in twenty for independent answers', () => {
    expect(twoSidedP(1.959963985, 1)).toBeCloseTo(0.05, 9);
    expect(twoSidedP(-1.959963985, 1)).toBeCloseTo(0.05, 9);
  });

  it('agrees with SciPy on days that share incidents: z −3.3949 with φ 3.5283 is p(t₆) .1207', () => {
    expect(twoSidedP(-3.3949, 1, { inflation: 3.5283, degreesOfFreedom: 6 })).toBeCloseTo(0.1207, 4);
    expect(twoSidedP(-4.2041, 1, { inflation: 6.9306, degreesOfFreedom: 6 })).toBeCloseTo(0.1614, 4);
  });

  it('excludes nought from the 95 % range exactly when p is under .05', () => {
    const days = { inflation: 2, degreesOfFreedom: 12 };
    for (const difference of [3.08, 3.09]) {
      const { low } = differenceInterval(difference, 1, days);
      expect(low > 0).toBe(twoSidedP(difference, 1, days) < 0.05);
    }
  });

  it('has an answer for unanimous groups', () => {
    expect(twoSidedP(0, 0)).toBe(1);
    expect(twoSidedP(1, 0)).toBe(0);
  });

  it('refuses a negative standard error', () => {
    expect(() => twoSidedP(1, -1)).toThrow(RangeError);
  });
});
