import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contributionOf, personRows } from '../../../core/store/contribution.ts';
import { heartbeatName } from '../../../core/store/keys.ts';
import { scored } from '../metrics/scored-signal.ts';
import { recount, recountLife } from './recount.ts';
import { anyScored } from './signals.ts';

const runs = { numRuns: 1_000 };
const rowOf = (signal: Parameters<typeof scored>[0]) => Object.values(contributionOf(scored(signal)))[0];

describe('contributionOf', () => {
  it('agrees with a second count that shares no code with it', () => {
    fc.assert(
      fc.property(anyScored, (signal) => {
        expect(contributionOf(signal)).toEqual(recount(signal));
      }),
      runs,
    );
  });

  it('agrees with it about a day of a customer’s month, too', () => {
    fc.assert(
      fc.property(anyScored, (signal) => {
        const rows = personRows(signal, { customer: 'c', rivals: [] });
        expect(rows).toEqual({ [`C#c#${signal.day.slice(0, 7)}`]: recountLife(signal) });
      }),
      runs,
    );
  });

  it('adds safe integers and no zeros, so that a subtraction undoes it to the last digit', () => {
    fc.assert(
      fc.property(anyScored, (signal) => {
        const counts = Object.values(contributionOf(signal)).flatMap((tally) => Object.values(tally));
        expect(counts.filter((count) => !Number.isSafeInteger(count) || count === 0)).toEqual([]);
      }),
      runs,
    );
  });

  it('has a row for everyone, one for each segment dimension, never crossed, and one for its source’s day', () => {
    const signal = scored({ segments: { plan: 'gold', region: 'south' } });
    expect(Object.keys(contributionOf(signal))).toEqual([
      '2025-03-04#store-visit#web#all',
      '2025-03-04#store-visit#web#plan=gold',
      '2025-03-04#store-visit#web#region=south',
      'H#survey#2025-03-04',
    ]);
  });

  it('has no row for `other`: it is everyone less the named', () => {
    const rows = Object.keys(contributionOf(scored({ segments: { plan: 'other', region: 'south' } })));
    expect(rows.filter((name) => name.includes('other'))).toEqual([]);
    expect(rows).toHaveLength(3);
  });

  it('tells its source’s heartbeat by the UTC hour, whatever day the organisation calls it', () => {
    // Half past midnight in Madrid.
    const signal = scored({ occurredAt: '2025-03-04T23:30:00.000Z', day: '2025-03-05', source: 'calls' });
    const { 'H#calls#2025-03-04': heartbeat, ...cells } = contributionOf(signal);
    expect(heartbeat).toEqual({ n: 1, 'hour.23': 1 });
    expect(Object.keys(cells)).toEqual(['2025-03-05#store-visit#web#all']);
  });

  it('beats the same whatever was said, but for texts nobody could read', () => {
    fc.assert(
      fc.property(anyScored, (signal) => {
        const { source, occurredAt, day, unscored } = signal;
        const plain = contributionOf(
          scored({ source, occurredAt, day, kind: 'operational', ...(unscored && { unscored }) }),
        );
        expect(contributionOf(signal)[heartbeatName(signal)]).toEqual(plain[heartbeatName(signal)]);
      }),
    );
  });

  it('counts an answered survey with everything a manager may ask about it', () => {
    const sentiment = {
      label: 'negative',
      scores: { positive: 0.05, negative: 0.85, neutral: 0.1, mixed: 0 },
    } as const;
    const said = { text: 'waited', sentiment, themes: ['queue'], measures: { waitSeconds: 120 } };
    const told = {
      scores: { nps: 3 },
      solicited: true,
      attributes: { oneIn: 4 },
      commitments: { waitSeconds: 'missed' },
    };
    expect(rowOf({ ...said, ...told } as Parameters<typeof scored>[0])).toEqual({
      n: 1,
      'kind.perceptive': 1,
      solicited: 1,
      answered: 1,
      'nps.3': 1,
      'sentiment.negative.1': 1,
      'sentiment.sum': -800,
      'sentiment.squares': 640_000,
      'sentiment.extreme': 1,
      'weighted.n': 4,
      'weighted.squares': 16,
      'weighted.detractors': 4,
      'measure.waitSeconds.n': 1,
      'measure.waitSeconds.sum': 120_000,
      'measure.waitSeconds.squares': 14_400_000,
      'measure.waitSeconds.bin.27': 1,
      'commitment.waitSeconds.missed': 1,
      'theme.queue.negative.detractor': 1,
      'theme.queue.wait.27': 1,
    });
  });

  it('takes a score that a ticket or a payment carries by accident for no answer and no weight', () => {
    const row = rowOf({ kind: 'operational', scores: { nps: 2 }, attributes: { oneIn: 4 }, themes: ['queue'] });
    expect(row).toEqual({ n: 1, 'kind.operational': 1, 'theme.queue.unscored.other': 1 });
  });
});
