import { describe, expect, it } from 'vitest';
import { compose } from '../../../core/digest/compose.ts';
import type { RollupRow } from '../../../core/insights/history.ts';
import { compileMap } from '../../../core/journey/map.ts';
import { type Filter, withinFilter } from '../../../core/map/filter.ts';
import { shownOf, withhold } from '../../../core/map/withhold.ts';
import { context, nps, rows, weekByPlan } from '../insights/sample.ts';

const { journey, earlier, later } = context;
const map = compileMap(journey);

/** Three plans a day; fewer than ten in a week are in none of those with a name when `others` is one. */
const week = (start: string, others: number, glad: number): RollupRow[] =>
  weekByPlan('shop', start, { prepaid: nps(9, 3, 3), contract: nps(glad, 1, 9 - glad), other: nps(others, 0, 0) });

const told = (whole: readonly RollupRow[], filter: Filter, touchpoints: readonly string[] = []) => {
  const history = withinFilter(whole, filter);
  const scope = touchpoints.length > 0 ? { touchpoints: [...touchpoints] } : {};
  const input = {
    journey,
    map,
    plan: { audience: 'all', scope },
    history,
    whole,
    filter,
    heartbeats: [],
    later,
    earlier,
    before: [],
  };
  const composed = compose(input);
  return { composed, withheld: withhold(composed, input, shownOf(input, composed)) };
};
const contract = { segment: 'plan=contract' };

describe('the digest of some', () => {
  it('says all of it where nobody else could be told from it', () => {
    const { composed, withheld } = told([...week(earlier.start, 3, 8), ...week(later.start, 3, 1)], contract);
    expect(composed.findings.map(({ direction }) => direction)).toEqual(['worse']);
    expect(withheld.headlines).toEqual(composed.headlines);
    expect(withheld.findings).toEqual(composed.findings);
    expect(withheld.touchpoints).toEqual(composed.touchpoints);
  });

  it('compares with nothing where the period before must not be shown', () => {
    const { composed, withheld } = told([...week(earlier.start, 1, 8), ...week(later.start, 3, 1)], contract);
    expect(composed.headlines[0]).toMatchObject({ earlier: { n: 70 }, change: { verdict: 'worse' } });
    expect(withheld.headlines).toEqual([{ metric: 'nps', later: composed.headlines[0]?.later, lacking: 'earlier' }]);
    expect(withheld.findings).toEqual([]);
    expect(withheld.touchpoints.map(({ later: { n }, difference }) => [n, difference])).toEqual([[70, undefined]]);
  });

  it('says nothing where this period must not be shown', () => {
    const { composed, withheld } = told([...week(earlier.start, 3, 8), ...week(later.start, 1, 1)], contract);
    expect(composed.findings).toHaveLength(1);
    expect([withheld.headlines, withheld.findings, withheld.touchpoints]).toEqual([[], [], []]);
    expect(withheld.signals).toEqual(composed.signals);
  });

  it('is the mail’s, word for word, where it is of everyone', () => {
    const { composed, withheld } = told([...week(earlier.start, 1, 8), ...week(later.start, 1, 1)], {});
    expect(withheld).toEqual(composed);
    expect(withheld.headlines[0]?.change).toBeDefined();
  });

  it('has no overall score of touchpoints that are no audience’s where it would tell on another one', () => {
    const heard = (few: number) => [
      ...rows('shop', later.start, [nps(40, 0, 0)]),
      ...['delivery', 'desk'].flatMap((id) => rows(id, later.start, [nps(few, 0, 0)])),
    ];
    const scores = (few: number) => {
      const { composed, withheld } = told(heard(few), {}, ['shop', 'desk']);
      expect(composed.headlines).toHaveLength(1);
      return withheld.headlines;
    };
    expect(scores(6)).toEqual([]);
    expect(scores(16)).toMatchObject([{ metric: 'nps', later: { n: 56 } }]);
  });
});
