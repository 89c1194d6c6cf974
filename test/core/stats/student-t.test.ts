import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf, z95 } from '../../../core/stats/normal.ts';
import { studentTCdf, studentTQuantile } from '../../../core/stats/student-t.ts';

describe('Student t distribution', () => {
  it('agrees with SciPy for fractional degrees of freedom: t.ppf(0.975, 7.3)', () => {
    expect(studentTQuantile(0.975, 7.3) / 2.345066736).toBeCloseTo(1, 7);
  });

  it('agrees with SciPy: t.cdf(-1.8074, 6)', () => {
    expect(studentTCdf(-1.8074, 6)).toBeCloseTo(0.060354462420803924, 8);
  });

  it('agrees with SciPy far out in the tail: t.cdf(-30, 12)', () => {
    expect(studentTCdf(-30, 12) / 5.886590953509468e-13).toBeCloseTo(1, 7);
  });

  it('is the normal distribution when the spread is known, that is with infinite degrees of freedom', () => {
    expect(studentTCdf(-2, Infinity)).toBe(normalCdf(-2));
    expect(studentTQuantile(0.975, Infinity)).toBe(z95);
  });

  it('finds its way back from every probability', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 1 - 1e-4, noNaN: true }),
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        (probability, degreesOfFreedom) => {
          const back = studentTCdf(studentTQuantile(probability, degreesOfFreedom), degreesOfFreedom);
          expect(back).toBeCloseTo(probability, 6);
        },
      ),
    );
  });

  it('refuses degrees of freedom that are not above 0, and impossible probabilities', () => {
    expect(() => studentTCdf(1, 0)).toThrow(RangeError);
    expect(() => studentTQuantile(0.975, -1)).toThrow(RangeError);
    expect(() => studentTQuantile(1, 5)).toThrow(RangeError);
  });
});
