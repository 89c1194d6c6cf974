import { describe, expect, it } from 'vitest';
import { headlines } from '../../../core/insights/headline.ts';
import type { Tally } from '../../../core/store/tally.ts';
import { context, nps, rows, texts, week } from './sample.ts';

const twoWeeks = (earlier: Tally, later: Tally) => [
  ...rows('desk', '2025-06-02', week(earlier)),
  ...rows('desk', '2025-06-09', week(later)),
];
const line = (earlier: Tally, later: Tally) => headlines(twoWeeks(earlier, later), context)[0];

describe('headlines', () => {
  it('calls a score better or worse when the range excludes zero and the change reaches the floor', () => {
    expect(line(nps(60, 20, 20), nps(50, 20, 30))?.change).toMatchObject({ difference: -20, verdict: 'worse' });
    expect(line(nps(50, 20, 30), nps(60, 20, 20))?.change).toMatchObject({ difference: 20, verdict: 'better' });
  });

  it('calls it the same only when the whole range lies inside the floor', () => {
    const { change } = line(nps(600, 200, 200), nps(605, 195, 200)) ?? {};
    expect(change?.verdict).toBe('same');
    expect(change?.interval.low).toBeGreaterThanOrEqual(-5);
    expect(change?.interval.high).toBeLessThanOrEqual(5);
  });

  it('is unsure otherwise, and says how many answers a period would tell ±5 points', () => {
    // Variance .64 in both periods: 2 · .64 · (1.959964 + .841621)² / .05², rounded up.
    expect(line(nps(12, 4, 4), nps(12, 4, 4))?.change).toMatchObject({ verdict: 'unsure', answersNeeded: 4_019 });
  });

  it('promises no certainty from more answers when the change is about as large as the floor', () => {
    const { change } = line(nps(600, 200, 200), nps(582, 196, 222)) ?? {};
    expect(change?.interval.high).toBeLessThan(0);
    expect(change?.verdict).toBe('unsure');
    expect(change).not.toHaveProperty('answersNeeded');
  });

  it('shows a score from 10 answers on, and compares it from 30 in both periods', () => {
    const ten = (later: Tally) => headlines(rows('desk', '2025-06-09', [later]), context);
    expect(ten(nps(5, 2, 2))).toEqual([]);
    expect(ten(nps(6, 2, 2))).toMatchObject([{ metric: 'nps', later: { n: 10, value: 40 } }]);
    expect(ten(nps(6, 2, 2))[0]).not.toHaveProperty('change');
  });

  it('speaks for the scope as a whole, the score with most answers first and net sentiment last', () => {
    const history = [
      ...rows('desk', '2025-06-09', week({ 'csat.5': 2, 'csat.1': 2 })),
      ...rows('shop', '2025-06-09', week({ 'csat.5': 2, ...nps(3, 0, 0), ...texts(9, 0, 0) })),
      ...rows('delivery', '2025-06-09', week(nps(50, 0, 0))),
    ];
    const scope = new Set(['desk', 'shop']);
    const lines = headlines(history, { ...context, scope });
    expect(lines.map(({ metric, later }) => [metric, later.n])).toEqual([
      ['csat', 42],
      ['nps', 21],
      ['netSentiment', 63],
    ]);
  });
});
