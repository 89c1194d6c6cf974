import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metrics } from '../../../core/metrics/registry.ts';
import type { Clustering } from '../../../core/stats/clustering.ts';
import { merge, mergeAll, subtract } from '../../../core/store/tally.ts';
import { anySignal, scored } from './scored-signal.ts';

const entries = Object.entries(metrics);
const countAll = (signal: Parameters<typeof metrics.nps.count>[0]) =>
  mergeAll(entries.map(([, metric]) => metric.count(signal)));

/** What a rollup row holds when all metrics count the same signals. */
const anyTally = fc.array(anySignal, { maxLength: 40 }).map((signals) => mergeAll(signals.map(countAll)));
const anyDays: fc.Arbitrary<Clustering | undefined> = fc.option(
  fc.record({
    inflation: fc.double({ min: 1, max: 50, noNaN: true }),
    degreesOfFreedom: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constant(Infinity)),
  }),
  { nil: undefined },
);
const runs = { numRuns: 1_000 };

describe.each(entries)('%s', (_, metric) => {
  it('counts in integers, at most one answer a signal, and only what customers say', () => {
    fc.assert(
      fc.property(anySignal, (signal) => {
        const tally = metric.count(signal);
        for (const count of Object.values(tally)) expect(Number.isSafeInteger(count)).toBe(true);
        expect(metric.size(tally)).toBeLessThanOrEqual(signal.kind === 'perceptive' ? 1 : 0);
        if (signal.kind !== 'perceptive') expect(tally).toEqual({});
      }),
      runs,
    );
  });

  it('gives each answer one field, so that sizes add up', () => {
    fc.assert(
      fc.property(anyTally, anyTally, (a, b) => {
        expect(metric.size(merge(a, b))).toBe(metric.size(a) + metric.size(b));
      }),
    );
  });

  it('says nothing of no answers', () => {
    const [value, interval] = [metric.value({}), metric.interval({})];
    expect([metric.size({}), value, metric.variance({}), interval]).toEqual([0, undefined, undefined, undefined]);
    expect(metric.change({}, {})).toBeUndefined();
  });

  it('publishes a value inside its interval, and both are numbers', () => {
    fc.assert(
      fc.property(anyTally, (tally) => {
        const [value, interval, variance] = [metric.value(tally), metric.interval(tally), metric.variance(tally)];
        if (metric.size(tally) === 0) return;
        expect(Number.isFinite(value)).toBe(true);
        expect(interval?.low).toBeLessThanOrEqual(value ?? Number.NaN);
        expect(interval?.high).toBeGreaterThanOrEqual(value ?? Number.NaN);
        if (variance !== undefined) expect(variance).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  it('tells a change as the later value less the earlier, inside its interval, with a probability', () => {
    fc.assert(
      fc.property(anyTally, anyTally, anyDays, (earlier, later, days) => {
        const change = metric.change(earlier, later, days);
        if (!change) return;
        const values = (metric.value(later) ?? Number.NaN) - (metric.value(earlier) ?? Number.NaN);
        expect(change.difference).toBeCloseTo(values, 9);
        expect(change.interval.low).toBeLessThanOrEqual(change.difference);
        expect(change.interval.high).toBeGreaterThanOrEqual(change.difference);
        expect(change.p).toBeGreaterThanOrEqual(0);
        expect(change.p).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  it('tells the same change backwards when the periods are swapped', () => {
    fc.assert(
      fc.property(anyTally, anyTally, anyDays, (a, b, days) => {
        const [there, back] = [metric.change(a, b, days), metric.change(b, a, days)];
        expect(there === undefined).toBe(back === undefined);
        if (!there || !back) return;
        expect(there.difference + back.difference).toBeCloseTo(0, 9);
        expect(there.interval.low + back.interval.high).toBeCloseTo(0, 9);
        expect(there.p).toBeCloseTo(back.p, 12);
      }),
      runs,
    );
  });

  it('is never surer of a change when days share incidents', () => {
    fc.assert(
      fc.property(anyTally, anyTally, (earlier, later) => {
        const alone = metric.change(earlier, later);
        const clustered = metric.change(earlier, later, { inflation: 4, degreesOfFreedom: 12 });
        if (alone && clustered) expect(clustered.p).toBeGreaterThanOrEqual(alone.p);
      }),
    );
  });
});

describe('tallies of all metrics together', () => {
  it('merge in any order, in any grouping, and a subtraction undoes an addition', () => {
    fc.assert(
      fc.property(anyTally, anyTally, anyTally, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
        expect(subtract(merge(a, b), b)).toEqual(a);
      }),
      runs,
    );
  });

  it('share no field between metrics, or one answer would count twice', () => {
    const sentiment = { label: 'mixed' as const, scores: { positive: 0.4, negative: 0.3, neutral: 0.1, mixed: 0.2 } };
    const signal = scored({ scores: { nps: 9, csat: 4, ces: 5, rating: 3 }, sentiment });
    const fields = entries.flatMap(([, metric]) => Object.keys(metric.count(signal)));
    expect(new Set(fields).size).toBe(fields.length);
  });
});
