import { describe, expect, it } from 'vitest';
import { responses, standings, trend } from '../../../core/insights/overview.ts';
import type { Tally } from '../../../core/store/tally.ts';
import { context, nps, rows, texts, week } from './sample.ts';

const { earlier, later, scope } = context;

describe('trend', () => {
  const before = { start: '2025-05-26', end: '2025-06-02' };
  const history = [
    ...rows('desk', before.start, [nps(5, 2, 2)]),
    ...rows('desk', earlier.start, [nps(6, 2, 2)]),
    ...rows('shop', later.start, week(nps(2, 1, 1))),
  ];

  it('has a point for every period, and a gap where fewer than ten answered', () => {
    const { metric, points } = trend(history, 'nps', [before, earlier, later], scope);
    expect(metric).toBe('nps');
    expect(points).toMatchObject([
      { period: before },
      { reading: { n: 10, value: 40 } },
      { reading: { n: 28, value: 25 } },
    ]);
    expect(points[0]).not.toHaveProperty('reading');
  });

  it('speaks for the scope alone', () => {
    const { points } = trend(history, 'nps', [earlier, later], new Set(['desk']));
    expect(points.map(({ reading }) => reading?.n)).toEqual([10, undefined]);
  });
});

describe('standings', () => {
  it('are in the order of the journey, each with its main score in both weeks', () => {
    const history = [
      ...rows('desk', later.start, week(nps(5, 0, 5))),
      ...rows('desk', earlier.start, week(nps(10, 0, 0))),
      ...rows('shop', later.start, week({ 'csat.5': 8, 'csat.1': 2, ...nps(1, 1, 1) })),
    ];
    expect(standings(history, context)).toMatchObject([
      { touchpoint: 'shop', metric: 'csat', later: { n: 70, value: 80 } },
      { touchpoint: 'desk', metric: 'nps', later: { n: 70, value: 0 }, earlier: { n: 70, value: 100 } },
    ]);
  });

  it('fall back on what people wrote where no score has ten answers', () => {
    const history = rows('desk', later.start, [{ ...nps(3, 3, 3), ...texts(9, 2, 1) }]);
    expect(standings(history, context)).toMatchObject([{ metric: 'netSentiment', later: { n: 12 } }]);
  });

  it('leave out who has not ten of either, and the week before where that has not', () => {
    expect(standings(rows('desk', later.start, [{ ...nps(3, 3, 3), ...texts(3, 3, 3) }]), context)).toEqual([]);
    const history = [...rows('desk', earlier.start, [nps(3, 3, 3)]), ...rows('desk', later.start, [nps(4, 3, 3)])];
    expect(standings(history, context)).toHaveLength(1);
    expect(standings(history, context)[0]).not.toHaveProperty('earlier');
    expect(standings(history, { ...context, scope: new Set(['shop']) })).toEqual([]);
  });
});

describe('responses', () => {
  const sent = (asked: number, answered: number): Tally => ({
    ...(asked > 0 && { 'measure.asked.n': 1, 'measure.asked.sum': asked * 1_000 }),
    answered,
  });
  const rate = (was: Tally, is: Tally) =>
    responses([...rows('desk', earlier.start, [was]), ...rows('desk', later.start, [is])], context);

  it('are those who answered of those who were asked, in both weeks', () => {
    expect(rate(sent(1_000, 300), sent(800, 220))).toEqual({
      earlier: { asked: 1_000, answered: 300 },
      later: { asked: 800, answered: 220 },
      moved: false,
    });
  });

  it('moved when the rate surely did by more than five points, up or down', () => {
    expect(rate(sent(100, 30), sent(100, 40))?.moved).toBe(false);
    expect(rate(sent(1_000, 300), sent(1_000, 350))?.moved).toBe(false);
    expect(rate(sent(1_000, 300), sent(1_000, 400))?.moved).toBe(true);
    expect(rate(sent(1_000, 400), sent(1_000, 300))?.moved).toBe(true);
  });

  it('are not told where more answered than were asked: somebody else asks there too', () => {
    expect(rate(sent(100, 30), sent(100, 130))).toBeUndefined();
  });

  it('count only touchpoints that say how many they asked', () => {
    const silent = rows('shop', later.start, week({ answered: 500 }));
    const history = [
      ...rows('desk', earlier.start, [sent(100, 30)]),
      ...rows('desk', later.start, [sent(100, 30)]),
      ...silent,
    ];
    expect(responses(history, context)?.later).toEqual({ asked: 100, answered: 30 });
  });

  it('are not told when a week does not say', () => {
    expect(rate(sent(0, 30), sent(100, 30))).toBeUndefined();
    expect(rate(sent(100, 30), {})).toBeUndefined();
    expect(responses([], context)).toBeUndefined();
  });
});
