import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binStart, logBin } from '../../../core/stats/log-bins.ts';
import { binOf } from '../store/recount.ts';

describe('logBin', () => {
  it('puts two minutes into the bin of 107 to 127', () => {
    expect([106, 107, 120, 126, 127].map(logBin)).toEqual([26, 27, 27, 27, 28]);
  });

  it('is 0 for nothing, and for less', () => expect([0, -5].map(logBin)).toEqual([0, 0]));

  it('climbs a quarter of an octave at a time', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (value) => {
        expect(logBin(value)).toBe(binOf(value));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('binStart', () => {
  it('is the inverse of logBin: the least value of its bin', () => {
    for (let bin = 1; bin <= 80; bin += 1) {
      expect(logBin(binStart(bin))).toBe(bin);
      expect(logBin(binStart(bin) * (1 - 1e-6) - 1e-6)).toBe(bin - 1);
    }
    expect(binStart(0)).toBe(0);
  });

  it('holds every value between the start of its bin and that of the next', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (value) => {
        const bin = logBin(value);
        expect(binStart(bin)).toBeLessThanOrEqual(value + 1e-9 * (1 + value));
        expect(binStart(bin + 1)).toBeGreaterThan(value);
      }),
    );
  });
});
