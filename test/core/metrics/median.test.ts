import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { describe, expect, it } from 'vitest';
import { median } from '../../../core/metrics/median.ts';
import { binStart, logBin } from '../../../core/stats/log-bins.ts';
import { contributionOf } from '../../../core/store/contribution.ts';
import { mergeAll } from '../../../core/store/tally.ts';
import { scored } from './scored-signal.ts';

/** The row of everyone, from signals that each measure one wait. */
const tallyOf = (waits: readonly number[]) =>
  mergeAll(
    waits.map((waitSeconds) => Object.values(contributionOf(scored({ measures: { waitSeconds, other: 9 } })))[0] ?? {}),
  );

/** Of an odd number of values, the one in the middle. */
const exact = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? Number.NaN;

describe('median from bins', () => {
  it('is within a bin of the exact median of a thousand waits, long tail included', () => {
    const generator = xoroshiro128plus(11);
    for (const typical of [5, 90, 3_600]) {
      const waits = Array.from({ length: 1_001 }, () => {
        const [u, v] = [1 - uniformFloat64(generator), uniformFloat64(generator)];
        return typical * Math.exp(Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v));
      });
      const [told, truth] = [median('waitSeconds', tallyOf(waits)) ?? Number.NaN, exact(waits)];
      expect(Math.abs(told / truth - 1)).toBeLessThan(0.1);
    }
  });

  it('lies in the bin of the value in the middle, for any odd number of values', () => {
    const values = fc
      .array(fc.double({ min: 0, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 41 })
      .filter(({ length }) => length % 2 === 1);
    fc.assert(
      fc.property(values, (waits) => {
        const told = median('waitSeconds', tallyOf(waits)) ?? Number.NaN;
        const bin = logBin(exact(waits));
        expect(told).toBeGreaterThanOrEqual(binStart(bin));
        expect(told).toBeLessThanOrEqual(binStart(bin + 1));
      }),
    );
  });

  it('is not moved by one call that was forgotten', () => {
    const quick = Array.from({ length: 100 }, () => 20);
    const [before, after] = [median('waitSeconds', tallyOf(quick)), median('waitSeconds', tallyOf([...quick, 86_400]))];
    expect(Math.abs((after ?? Number.NaN) - (before ?? Number.NaN))).toBeLessThan(0.1);
  });

  it('is nothing when most waited for nothing', () => {
    expect(median('waitSeconds', tallyOf([0, 0, 0, 40]))).toBe(0);
  });

  it('orders bins as numbers, and passes over those a correction emptied and those of other measures', () => {
    const tally = { 'measure.waitSeconds.bin.9': 3, 'measure.waitSeconds.bin.27': 1, 'measure.waitSeconds.bin.30': 0 };
    expect(median('waitSeconds', tally)).toBe(median('waitSeconds', { ...tally, 'measure.waitSecondsLate.bin.2': 90 }));
    expect(median('waitSeconds', tally)).toBeLessThan(binStart(10));
  });

  it('is unknown without values', () => {
    expect(median('waitSeconds', {})).toBeUndefined();
    expect(median('waitSeconds', tallyOf([]))).toBeUndefined();
  });
});
