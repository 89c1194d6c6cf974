import { describe, expect, it } from 'vitest';
import { change } from '../../../core/insights/change.ts';
import { merge } from '../../../core/store/tally.ts';
import { context, nps, rows, texts, week } from './sample.ts';

const good = merge(nps(12, 4, 4), texts(8, 2, 2));
const bad = merge(nps(8, 4, 8), texts(5, 2, 5));
const calm = [...rows('desk', '2025-06-02', week(good)), ...rows('desk', '2025-06-09', week(good))];
const dropped = [...rows('desk', '2025-06-02', week(good)), ...rows('desk', '2025-06-09', week(bad))];

describe('change', () => {
  it('tests the main score and net sentiment of a touchpoint, and names its owner', () => {
    const { candidates } = change.find(dropped, context);
    expect(candidates).toHaveLength(2);
    expect(candidates[0]).toMatchObject({
      touchpoint: 'desk',
      owner: 'care',
      metric: 'nps',
      direction: 'worse',
      earlier: { n: 140, value: 40 },
      later: { n: 140, value: 0 },
      difference: -40,
      evidence: 'C',
    });
    expect(candidates[1]).toMatchObject({ metric: 'netSentiment', direction: 'worse', later: { n: 84, value: 0 } });
  });

  it('reports tests that came to nothing, because false-discovery control needs them', () => {
    expect(change.find(calm, context).candidates.map(({ metric, p }) => [metric, p])).toEqual([
      ['nps', 1],
      ['netSentiment', 1],
    ]);
  });

  it('looks at rows of all segments, in the two periods and in the scope only', () => {
    const others = [
      ...rows('desk', '2025-06-09', week(bad), { segment: 'plan:prepaid' }),
      ...rows('desk', '2025-05-26', week(bad)),
      ...rows('desk', '2025-06-16', week(bad)),
      ...rows('gone', '2025-06-09', week(bad)),
    ];
    expect(change.find([...calm, ...others], context)).toEqual(change.find(calm, context));
    expect(change.find(calm, { ...context, scope: new Set(['shop']) }).candidates).toEqual([]);
  });

  it('adds the media of a day up before it looks at days', () => {
    const half = merge(nps(6, 2, 2), texts(4, 1, 1));
    const split = (['web', 'phone'] as const).flatMap((medium) => [
      ...rows('desk', '2025-06-02', week(half), { medium }),
      ...rows('desk', '2025-06-09', week(half), { medium }),
    ]);
    expect(change.find(split, context)).toEqual(change.find(calm, context));
  });

  it('takes the score with most answers in the later period as the main one', () => {
    const csat = { 'csat.5': 15, 'csat.2': 6 };
    const asked = [...rows('desk', '2025-06-02', week(csat)), ...rows('desk', '2025-06-09', week(csat))];
    expect(change.find([...calm, ...asked], context).candidates[0]?.metric).toBe('csat');
  });

  it('does not test a period with fewer than 30 answers, and says how many there were', () => {
    const few = [...rows('desk', '2025-06-02', week(good)), ...rows('desk', '2025-06-09', week(nps(2, 1, 1)))];
    const { candidates, tooFew } = change.find(few, context);
    expect(candidates).toEqual([]);
    expect(tooFew).toEqual([
      { touchpoint: 'shop', metric: 'nps', answers: { earlier: 0, later: 0 }, lacking: 'answers' },
      { touchpoint: 'delivery', metric: 'nps', answers: { earlier: 0, later: 0 }, lacking: 'answers' },
      { touchpoint: 'desk', metric: 'nps', answers: { earlier: 140, later: 28 }, lacking: 'answers' },
    ]);
  });

  it('does not test what came on too few days to see how much days differ', () => {
    const crowded = nps(30, 10, 10);
    const twice = [
      ...rows('desk', '2025-06-02', [crowded, crowded]),
      ...rows('desk', '2025-06-09', [crowded, crowded]),
    ];
    const { candidates, tooFew } = change.find(twice, context);
    expect(candidates).toEqual([]);
    expect(tooFew.at(-1)).toMatchObject({ touchpoint: 'desk', lacking: 'days', answers: { earlier: 100, later: 100 } });
  });

  it('is less sure of the same change when the days of a week disagree', () => {
    const mixed = (up: number, down: number) =>
      [up, down, up, down, up, down, up].map((promoters) => nps(promoters, 4, 16 - promoters));
    const rough = [...rows('desk', '2025-06-02', mixed(16, 4)), ...rows('desk', '2025-06-09', mixed(12, 0))];
    const even = [
      ...rows('desk', '2025-06-02', week(nps(11, 4, 5))),
      ...rows('desk', '2025-06-09', week(nps(7, 4, 9))),
    ];
    const p = (history: typeof rough) => change.find(history, context).candidates[0]?.p;
    expect(p(even)).toBeLessThan(0.005);
    expect(p(rough)).toBeGreaterThan(0.1);
  });

  it('learns from earlier weeks how much days differ anyway, without comparing them', () => {
    const before = [{ start: '2025-05-26', end: '2025-06-02' }];
    const history = [...rows('desk', '2025-05-26', week(bad)), ...dropped];
    const [alone] = change.find(history, context).candidates;
    const [informed] = change.find(history, { ...context, before }).candidates;
    expect(informed?.difference).toBe(alone?.difference);
    expect(informed?.interval.high).toBeLessThan(alone?.interval.high ?? Number.NaN);
  });
});
