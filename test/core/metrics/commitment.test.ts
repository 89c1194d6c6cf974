import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitmentMetric } from '../../../core/metrics/commitment.ts';
import { contributionOf } from '../../../core/store/contribution.ts';
import { merge, mergeAll, type Tally } from '../../../core/store/tally.ts';
import { anySignal, scored } from './scored-signal.ts';

const metric = commitmentMetric('waitSeconds');
const tallyOf = (kept: number, missed: number): Tally => ({
  'commitment.waitSeconds.kept': kept,
  'commitment.waitSeconds.missed': missed,
});

const anyResult = fc.constantFrom('kept' as const, 'missed' as const);
/** Any signal, with promises about waiting or about something else, or none. */
const anyPromise = fc
  .record({ signal: anySignal, waitSeconds: fc.option(anyResult), resolutionHours: fc.option(anyResult) })
  .map(({ signal, waitSeconds, resolutionHours }) => ({
    ...signal,
    commitments: { ...(waitSeconds && { waitSeconds }), ...(resolutionHours && { resolutionHours }) },
  }));
const anyTally = fc.array(anyPromise, { maxLength: 40 }).map((signals) => mergeAll(signals.map(metric.count)));

describe('promises kept', () => {
  it('agree with R: prop.test(412, 560, correct = FALSE), in percent', () => {
    expect(metric.value(tallyOf(412, 148))).toBeCloseTo(73.571, 3);
    expect(metric.interval(tallyOf(412, 148))?.low).toBeCloseTo(69.768, 3);
    expect(metric.interval(tallyOf(412, 148))?.high).toBeCloseTo(77.054, 3);
  });

  it('agree with R on a change: 412/560 against 371/555 is +6.7 points, 1.4 to 12.0', () => {
    const change = metric.change(tallyOf(371, 184), tallyOf(412, 148));
    expect(change?.difference).toBeCloseTo(6.7246, 3);
    expect(change?.interval.low).toBeCloseTo(1.3557, 3);
    expect(change?.interval.high).toBeCloseTo(12.0438, 3);
  });

  it('are counted whoever tells them: a ticket’s clock keeps a promise as well as a customer’s words', () => {
    const commitments = { waitSeconds: 'missed' } as const;
    expect(metric.count(scored({ kind: 'operational', commitments }))).toEqual({ 'commitment.waitSeconds.missed': 1 });
  });

  it('read the fields rollups have, and no other promise’s', () => {
    fc.assert(
      fc.property(anyPromise, (signal) => {
        const [row = {}] = Object.values(contributionOf(signal));
        expect(row).toMatchObject(metric.count(signal));
        const kept = signal.commitments.waitSeconds;
        expect(metric.size(row)).toBe(kept === undefined ? 0 : 1);
        expect(metric.value(row)).toBe(kept && (kept === 'kept' ? 100 : 0));
      }),
    );
  });

  it('add up, stay in their range, and tell the same change backwards', () => {
    fc.assert(
      fc.property(anyTally, anyTally, (a, b) => {
        expect(metric.size(merge(a, b))).toBe(metric.size(a) + metric.size(b));
        const [there, back] = [metric.change(a, b), metric.change(b, a)];
        expect(there === undefined).toBe(metric.size(a) === 0 || metric.size(b) === 0);
        if (!there || !back) return;
        const [value, range] = [metric.value(a) ?? Number.NaN, metric.interval(a)];
        expect(range?.low).toBeLessThanOrEqual(value);
        expect(range?.high).toBeGreaterThanOrEqual(value);
        expect(there.difference + back.difference).toBeCloseTo(0, 9);
        expect(there.interval.low + back.interval.high).toBeCloseTo(0, 9);
        expect(there.p).toBeCloseTo(back.p, 12);
      }),
    );
  });

  it('say nothing of no cases', () => {
    const none = [metric.size({}), metric.value({}), metric.variance({}), metric.interval({})];
    expect(none).toEqual([0, undefined, undefined, undefined]);
  });
});
