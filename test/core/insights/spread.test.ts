import { describe, expect, it } from 'vitest';
import type { RollupRow } from '../../../core/insights/history.ts';
import { spreadOf } from '../../../core/insights/spread.ts';
import { independent } from '../../../core/stats/clustering.ts';
import type { Tally } from '../../../core/store/tally.ts';
import { context, finding, nps, rows, week, weekByPlan } from './sample.ts';

type Plans = Readonly<Record<string, Tally>>;
const both = (earlier: Plans, later: Plans): RollupRow[] => [
  ...weekByPlan('desk', context.earlier.start, earlier),
  ...weekByPlan('desk', context.later.start, later),
];
const felt = (earlier: Plans, later: Plans, days = independent) =>
  spreadOf(finding('desk'), both(earlier, later), context, days);

/** Twenty answers a day: NPS +40, and 0. */
const [good, bad] = [nps(12, 4, 4), nps(8, 4, 8)];

describe('spread', () => {
  it('says everywhere, and where it looked, when all groups moved alike', () => {
    expect(felt({ prepaid: good, contract: good }, { prepaid: bad, contract: bad })).toEqual({
      kind: 'everywhere',
      dimension: 'plan',
      groups: ['prepaid', 'contract'],
    });
  });

  it('names the one group that moved when the others stood still', () => {
    const told = felt({ prepaid: good, contract: good, other: good }, { prepaid: good, contract: bad, other: good });
    expect(told).toEqual({ kind: 'local', dimension: 'plan', groups: ['contract'] });
  });

  it('names of two groups the one that moved the finding’s way', () => {
    const [earlier, later] = [
      { prepaid: good, contract: bad },
      { prepaid: bad, contract: good },
    ];
    const told = (difference: number) =>
      spreadOf(finding('desk', { difference }), both(earlier, later), context, independent)?.groups;
    expect(told(-10)).toEqual(['prepaid']);
    expect(told(10)).toEqual(['contract']);
  });

  it('finds the medium when it is the medium', () => {
    const onPhone = { medium: 'phone' } as const;
    const history = [
      ...both({ prepaid: good, contract: good }, { prepaid: good, contract: good }),
      ...rows('desk', context.earlier.start, week(good), onPhone),
      ...rows('desk', context.later.start, week(bad), onPhone),
    ];
    expect(spreadOf(finding('desk'), history, context, independent)).toMatchObject({
      dimension: 'medium',
      kind: 'local',
      groups: ['phone'],
    });
  });

  it('is silent when fewer than two groups have 30 answers in both weeks', () => {
    const few = nps(2, 1, 1);
    expect(felt({ prepaid: good, contract: few }, { prepaid: bad, contract: few })).toBeUndefined();
    expect(felt({ prepaid: good, contract: few }, { prepaid: bad, contract: good })).toBeUndefined();
    expect(felt({ prepaid: good }, { prepaid: bad })).toBeUndefined();
  });

  it('is silent where groups are too unlike to call it everywhere, and too alike to point at one', () => {
    // One fell by 5 points, the other by 30, and the two differ by 25 with a standard error of 14: p .07.
    const told = felt(
      { prepaid: nps(12, 4, 4), contract: nps(12, 4, 4) },
      { prepaid: nps(11, 5, 4), contract: nps(9, 4, 7) },
    );
    expect(told).toBeUndefined();
  });

  it('points at nobody when days that share incidents could make groups differ as much', () => {
    const [earlier, later] = [
      { prepaid: good, contract: good },
      { prepaid: good, contract: bad },
    ];
    expect(felt(earlier, later)?.kind).toBe('local');
    expect(felt(earlier, later, { inflation: 9, degreesOfFreedom: 12 })).toBeUndefined();
  });

  it('does not say everywhere of a group that stood still, though chance could hide its part', () => {
    // Down by 25 points and by none: p .06, which is no proof that they moved alike.
    const told = felt({ prepaid: good, contract: good }, { prepaid: nps(9, 5, 6), contract: good });
    expect(told?.kind).not.toBe('everywhere');
  });

  it('names all groups that surely moved, and none where each did, though not by the same', () => {
    const calm = { prepaid: good, contract: good, other: good };
    const [fell, far] = [nps(6, 4, 10), nps(1, 4, 15)];
    expect(felt(calm, { prepaid: fell, contract: fell, other: good })).toEqual({
      kind: 'local',
      dimension: 'plan',
      groups: ['prepaid', 'contract'],
    });
    expect(felt(calm, { prepaid: fell, contract: fell, other: far })).toBeUndefined();
  });

  it('passes over a group that is unanimous in both weeks: it has no error to weigh it by', () => {
    const glad = nps(20, 0, 0);
    const told = felt({ prepaid: good, contract: good, other: glad }, { prepaid: bad, contract: bad, other: glad });
    expect(told).toMatchObject({ kind: 'everywhere', groups: ['prepaid', 'contract'] });
  });
});
