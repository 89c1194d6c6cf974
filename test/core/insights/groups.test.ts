import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dimensionsOf, groupsOf } from '../../../core/insights/groups.ts';
import { merge, mergeAll } from '../../../core/store/tally.ts';
import { context, nps, rows, week, weekByPlan } from './sample.ts';

const monday = context.later.start;
const anyDay = fc
  .tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat({ max: 9 }))
  .map((day) => merge({}, nps(...day)));

describe('groups', () => {
  it('are told apart by the journey’s segments first, then by the medium', () => {
    expect(dimensionsOf(context.journey)).toEqual(['plan', 'medium']);
  });

  it('of a segment are its named values, and `other` for everyone less those', () => {
    const plans = { prepaid: nps(3, 1, 1), contract: nps(1, 1, 2), other: nps(2, 0, 1) };
    expect([...groupsOf(weekByPlan('desk', monday, plans), 'plan')]).toEqual([
      ['prepaid', { 'nps.9': 21, 'nps.7': 7, 'nps.3': 7 }],
      ['contract', { 'nps.9': 7, 'nps.7': 7, 'nps.3': 14 }],
      ['other', { 'nps.9': 14, 'nps.3': 7 }],
    ]);
  });

  it('have no `other` where everyone is in a named value, and nothing else where no source knows the segment', () => {
    const named = weekByPlan('desk', monday, { prepaid: nps(3, 1, 1), contract: nps(1, 1, 2) });
    expect([...groupsOf(named, 'plan').keys()]).toEqual(['prepaid', 'contract']);
    const unknown = rows('desk', monday, week(nps(3, 1, 1)));
    expect([...groupsOf(unknown, 'plan').keys()]).toEqual(['other']);
    expect(groupsOf([], 'plan').size).toBe(0);
  });

  it('of the medium are counted once, whatever segments repeat of them', () => {
    const phone = weekByPlan('desk', monday, { prepaid: nps(1, 0, 0) }).map((row) => ({
      ...row,
      medium: 'phone' as const,
    }));
    const history = [...weekByPlan('desk', monday, { prepaid: nps(0, 2, 1), other: nps(1, 0, 0) }), ...phone];
    expect(Object.fromEntries(groupsOf(history, 'medium'))).toEqual({
      web: { 'nps.9': 7, 'nps.7': 14, 'nps.3': 7 },
      phone: { 'nps.9': 7 },
    });
  });

  it('share no answer and leave none out: together they are everyone', () => {
    fc.assert(
      fc.property(fc.record({ prepaid: anyDay, contract: anyDay, other: anyDay }), (plans) => {
        const history = weekByPlan('desk', monday, plans);
        const everyone = mergeAll(rows('desk', monday, week(mergeAll(Object.values(plans)))).map(({ tally }) => tally));
        for (const dimension of ['plan', 'medium']) {
          expect(mergeAll(groupsOf(history, dimension).values())).toEqual(everyone);
        }
      }),
    );
  });
});
