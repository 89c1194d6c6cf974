import { describe, expect, it } from 'vitest';
import { control } from '../../../core/insights/control.ts';
import { rank } from '../../../core/insights/rank.ts';
import { findAll } from '../../../core/insights/registry.ts';
import { merge } from '../../../core/store/tally.ts';
import { candidate, context, nps, rows, texts, week } from './sample.ts';

describe('insight registry', () => {
  it('finds the one touchpoint that dropped among three, and says what it tested and what it could not', () => {
    const good = merge(nps(24, 8, 8), texts(16, 4, 4));
    const bad = merge(nps(20, 8, 12), texts(11, 4, 9));
    const history = [
      ...rows('shop', '2025-06-02', week(good)),
      ...rows('shop', '2025-06-09', week(good)),
      ...rows('delivery', '2025-06-02', week(good)),
      ...rows('delivery', '2025-06-09', week(bad)),
      ...rows('desk', '2025-06-02', week(nps(1, 0, 1))),
    ];
    const { findings, candidates, tooFew } = findAll(history, context);
    expect(findings.map(({ touchpoint, owner, direction }) => [touchpoint, owner, direction])).toEqual([
      ['delivery', 'sales', 'worse'],
    ]);
    expect(candidates).toHaveLength(4);
    expect(tooFew.map(({ touchpoint }) => touchpoint)).toEqual(['desk']);
  });

  it('is silent about an empty history', () => {
    expect(findAll([], context).findings).toEqual([]);
    expect(findAll([], context).tooFew).toHaveLength(3);
  });
});

describe('rank', () => {
  it('puts what got worse before what got better, then the larger and farther-reaching first', () => {
    const later = (n: number) => ({ n, value: 10, interval: { low: 0, high: 20 } });
    const findings = control([
      candidate('better', 1e-6, { direction: 'better', difference: 60, later: later(900) }),
      candidate('small', 1e-6, { difference: -10, later: later(100) }),
      candidate('far', 1e-6, { difference: -10, later: later(500) }),
      candidate('large', 1e-6, { difference: -30, later: later(100) }),
    ]);
    expect(rank(findings).map(({ touchpoint }) => touchpoint)).toEqual(['far', 'large', 'small', 'better']);
  });

  it('weighs stars and points alike, by their floors', () => {
    const findings = control([
      candidate('points', 1e-6, { difference: -10 }),
      candidate('stars', 1e-6, { metric: 'rating', difference: -0.6 }),
    ]);
    expect(rank(findings)[0]?.touchpoint).toBe('stars');
  });
});
