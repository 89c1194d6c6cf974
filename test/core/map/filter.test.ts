import { describe, expect, it } from 'vitest';
import { rowsWithin } from '../../../core/insights/history.ts';
import { segmentFrom, withinFilter } from '../../../core/map/filter.ts';
import { context, nps, rows, weekByPlan } from '../insights/sample.ts';

const { start } = context.later;
const history = [
  ...weekByPlan('shop', start, { prepaid: nps(1, 0, 0), contract: nps(0, 2, 0), other: nps(0, 0, 3) }),
  ...rows('shop', start, [nps(5, 0, 0)], { medium: 'chat' }),
];
const standing = (filter: Parameters<typeof withinFilter>[1]) =>
  rowsWithin(withinFilter(history, filter), context.later, context.scope).map(({ medium, tally }) => [medium, tally]);

describe('a filter', () => {
  it('lets the rows of a segment stand for everyone, and nobody else’s', () => {
    const days = standing({ segment: 'plan=contract' });
    expect(days).toHaveLength(7);
    for (const day of days) expect(day).toEqual(['web', nps(0, 2, 0)]);
  });

  it('leaves the rows of one medium as they are, those of segments included', () => {
    expect(standing({ medium: 'chat' })).toEqual([['chat', nps(5, 0, 0)]]);
    expect(withinFilter(history, { medium: 'web' })).toEqual(history.filter(({ medium }) => medium === 'web'));
  });

  it('knows both at once, and changes nothing when it asks for nothing', () => {
    expect(standing({ segment: 'plan=contract', medium: 'chat' })).toEqual([]);
    expect(withinFilter(history, {})).toEqual(history);
  });

  it('asks for segments the journey has, and for none that has no rows', () => {
    expect(segmentFrom('plan:contract', context.journey)).toBe('plan=contract');
    for (const unknown of ['plan:gold', 'colour:red', 'plan:other', 'plan=contract', 'plan', ''])
      expect(segmentFrom(unknown, context.journey), unknown).toBeUndefined();
  });
});
