import { describe, expect, it } from 'vitest';
import { type Heartbeat, silentSources } from '../../../core/insights/silent.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { context } from './sample.ts';

const [survey] = context.journey.sources;
const sources = (...ids: readonly string[]) => ({ sources: ids.map((id): Source => ({ ...(survey as Source), id })) });

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** What a source brought on each of some days, half of it at 9:xx and the rest at 16:xx UTC; nothing on days of 0. */
const beats = (first: string, counts: readonly number[], source = 'calls'): Heartbeat[] =>
  counts.flatMap((n, index) => {
    if (n === 0) return [];
    return [
      { source, day: dayAfter(first, index), tally: { n, 'hour.09': Math.floor(n / 2), 'hour.16': Math.ceil(n / 2) } },
    ];
  });
const daily = (days: number, n: number): number[] => Array.from({ length: days }, () => n);

/** Monday 16 June 2025, 0:00 in Madrid: still Sunday in UTC. */
const until = '2025-06-15T22:00:00.000Z';
/** Five Mondays before the last whole day. */
const monday = '2025-05-12';
const told = (heartbeats: readonly Heartbeat[], untilIso = until) =>
  silentSources(heartbeats, sources('calls'), untilIso);

describe('silent sources', () => {
  it('are told when nothing came for days from a source that brings something every day', () => {
    // The last day was Thursday the 12th; Friday and Saturday were whole and quiet.
    const [silent, ...more] = told(beats(monday, daily(32, 10)));
    expect(more).toEqual([]);
    expect(silent).toMatchObject({
      source: 'calls',
      lastAt: '2025-06-12T17:00:00.000Z',
      silentHours: 77,
      expected: 20,
    });
    // Poisson: e to the −20.
    expect(silent?.p).toBeCloseTo(2.061e-9, 12);
  });

  it('are left in peace for two days', () => {
    const heartbeats = beats(monday, daily(32, 100));
    expect(told(heartbeats, '2025-06-14T16:59:00.000Z')).toEqual([]);
    // Of whole days only Friday was silent, and of a source this busy that is enough.
    expect(told(heartbeats, '2025-06-14T17:00:00.000Z')).toMatchObject([{ silentHours: 48, expected: 100 }]);
  });

  it('do not include one that has weekends off, on Monday', () => {
    const week = [20, 20, 20, 20, 20, 0, 0];
    const office = beats(monday, [...week, ...week, ...week, ...week, ...week]);
    expect(office.at(-1)?.day).toBe('2025-06-13');
    expect(told(office)).toEqual([]);
    // When nothing came on Thursday and Friday either, it did stop.
    expect(told(office.slice(0, -2))).toMatchObject([{ source: 'calls', expected: 40 }]);
  });

  it('do not include one too young to know its habits by', () => {
    expect(told(beats('2025-05-16', daily(28, 50)))).toEqual([]);
    expect(told(beats('2025-05-15', daily(29, 50)))).toHaveLength(1);
  });

  it('do not include one that brings so little that some quiet days are chance', () => {
    expect(told(beats(monday, daily(32, 3)))).toEqual([]);
    expect(told(beats(monday, daily(32, 4)))).toHaveLength(1);
  });

  it('do not include one that comes and goes: e to the −20 is Poisson’s word, not that of its days', () => {
    const rough = Array.from({ length: 31 }, (_, day) => [0, 40, 1, 3, 6][day % 5] ?? 0);
    expect(told(beats(monday, [...rough, 10]))).toEqual([]);
  });

  it('were last heard in the last hour that still counts', () => {
    const corrected: Heartbeat[] = [
      ...beats(monday, daily(31, 10)),
      { source: 'calls', day: '2025-06-12', tally: { n: 3, 'hour.04': 1, 'hour.11': 2, 'hour.20': 0 } },
      // All that came on Friday was moved elsewhere by a correction, which leaves a row of nothing.
      { source: 'calls', day: '2025-06-13', tally: { n: 0, 'hour.10': 0 } },
    ];
    expect(told(corrected)).toMatchObject([{ lastAt: '2025-06-12T12:00:00.000Z', silentHours: 82 }]);
    const lastHour = [...corrected.slice(0, 31), { source: 'calls', day: '2025-06-12', tally: { n: 1, 'hour.23': 1 } }];
    expect(told(lastHour)).toMatchObject([{ lastAt: '2025-06-13T00:00:00.000Z', silentHours: 70 }]);
  });

  it('stay silent when they came back after the period, and are not judged by what came then', () => {
    const back = [...beats(monday, daily(32, 10)), ...beats('2025-06-16', [500, 500])];
    expect(told(back)).toEqual(told(beats(monday, daily(32, 10))));
  });

  it('are of the audience’s sources, each judged by its own history', () => {
    const history = [...beats(monday, daily(32, 10)), ...beats(monday, daily(34, 10), 'chats')];
    expect(silentSources(history, sources('calls', 'chats', 'never-heard'), until)).toHaveLength(1);
    expect(silentSources(history, sources('chats'), until)).toEqual([]);
  });

  it('are found in whatever order the table tells days', () => {
    const history = beats(monday, daily(32, 10));
    expect(told(history.toReversed())).toEqual(told(history));
  });
});
