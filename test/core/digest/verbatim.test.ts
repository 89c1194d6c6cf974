import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TouchpointLine } from '../../../core/digest/content.ts';
import { choosePlaces, chooseVerbatims, isQuotable, type VerbatimEntry } from '../../../core/digest/verbatim.ts';
import type { MetricName } from '../../../core/metrics/registry.ts';
import { activation } from './contents.ts';

const line = (touchpoint: string, value: number, metric: MetricName = 'nps'): TouchpointLine => ({
  touchpoint,
  touchpointName: touchpoint.toUpperCase(),
  stageName: 'Stage',
  isMomentOfTruth: false,
  metric,
  later: { n: 100, value, interval: { low: value, high: value } },
});
const findingAt = (touchpoint: string) => ({ ...activation, touchpoint });
const places = (touchpoints: readonly TouchpointLine[], ...found: readonly string[]) =>
  choosePlaces({ touchpoints, findings: found.map(findingAt) }).map(({ touchpoint, direction }) => [
    touchpoint,
    direction,
  ]);

describe('places to hear voices from', () => {
  it('are the lowest, the highest and the next lowest, so that a reader hears both sides', () => {
    const told = choosePlaces({
      touchpoints: [line('a', 20), line('b', -30), line('c', 60), line('d', -10), line('e', 0)],
      findings: [],
    });
    expect(told).toMatchObject([
      { touchpoint: 'b', touchpointName: 'B', direction: 'worse' },
      { touchpoint: 'c', direction: 'better' },
      { touchpoint: 'd', direction: 'worse' },
    ]);
  });

  it('are none of those a finding already speaks for', () => {
    expect(places([line('a', -90), line('b', 10), line('c', 90), line('d', 20)], 'a', 'c')).toEqual([
      ['b', 'worse'],
      ['d', 'better'],
    ]);
  });

  it('are compared by where each stands on its own scale: 4.6 stars are above NPS +20, and 30 % under it', () => {
    const mixed = [
      line('points', 20),
      line('stars', 4.6, 'rating'),
      line('share', 30, 'csat'),
      line('effort', 5.5, 'ces'),
      line('words', 0, 'netSentiment'),
    ];
    // In parts of the scale: .60, .90, .30, .75, .50.
    expect(places(mixed)).toEqual([
      ['share', 'worse'],
      ['stars', 'better'],
      ['words', 'worse'],
    ]);
  });

  it('are as many as there are, and the only one is asked what is wrong', () => {
    expect(places([])).toEqual([]);
    expect(places([line('a', 80)])).toEqual([['a', 'worse']]);
    expect(places([line('a', 80), line('b', 90)])).toEqual([
      ['a', 'worse'],
      ['b', 'better'],
    ]);
  });

  it('are three different ones at most', () => {
    const lines = fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { maxLength: 12 });
    fc.assert(
      fc.property(lines, (values) => {
        const told = places(values.map((value, index) => line(`t${index}`, value)));
        expect(told).toHaveLength(Math.min(3, values.length));
        expect(new Set(told.map(([id]) => id)).size).toBe(told.length);
      }),
    );
  });
});

describe('words for a finding', () => {
  const entry = (at: string, leaning: number, ...themes: string[]): VerbatimEntry => ({
    key: { PK: `F#survey#${at}`, SK: 'answers' },
    at,
    themes,
    sentiment: {
      label: leaning < 0 ? 'negative' : 'positive',
      scores: {
        positive: Math.max(0, leaning),
        negative: Math.max(0, -leaning),
        neutral: 1 - Math.abs(leaning),
        mixed: 0,
      },
    },
  });
  const chosen = (entries: readonly VerbatimEntry[], direction: 'worse' | 'better' = 'worse') =>
    chooseVerbatims(entries, direction, 'en').map(({ at }) => at);

  it('lean the way the score moved, the strongest first', () => {
    const entries = [entry('1', -0.3), entry('2', 0.9), entry('3', -0.8), entry('4', 0.2)];
    expect(chosen(entries)).toEqual(['3', '1']);
    expect(chosen(entries, 'better')).toEqual(['2', '4']);
  });

  it('speak of what most speak of, before they shout', () => {
    const entries = [entry('1', -0.9, 'price'), entry('2', -0.4, 'waiting'), entry('3', -0.5, 'waiting')];
    expect(chosen(entries)).toEqual(['3', '2', '1']);
  });

  it('are in the reader’s language where somebody said it in that, before they shout', () => {
    const [loud, quiet, other] = [entry('1', -0.9, 'code'), entry('2', -0.3, 'code'), entry('3', -0.8, 'price')];
    const entries = [
      { ...loud, language: 'es' },
      { ...quiet, language: 'en' },
      { ...other, language: 'en' },
    ];
    expect(chosen(entries)).toEqual(['2', '1', '3']);
  });

  it('are never those nobody could read', () => {
    const { sentiment: _sentiment, ...unread } = entry('1', -0.9);
    expect(chosen([unread])).toEqual([]);
  });

  it('are the same whatever order the table tells signals in, and not many', () => {
    const anyEntries = fc.uniqueArray(
      fc.record({
        at: fc.nat({ max: 999 }),
        tenths: fc.integer({ min: -9, max: 9 }),
        theme: fc.constantFrom('a', 'b'),
      }),
      { maxLength: 60, selector: ({ at }) => at },
    );
    fc.assert(
      fc.property(anyEntries, (drawn) => {
        const entries = drawn.map(({ at, tenths, theme }) => entry(String(at), tenths / 10, theme));
        expect(chosen(entries.toReversed())).toEqual(chosen(entries));
        expect(chosen(entries).length).toBeLessThanOrEqual(25);
      }),
    );
  });

  it('say something, and can be read', () => {
    expect(['Bad.', 'Waited two days for the code.', 'x'.repeat(401)].map(isQuotable)).toEqual([false, true, false]);
  });
});
