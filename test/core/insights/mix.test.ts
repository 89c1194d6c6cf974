import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RollupRow } from '../../../core/insights/history.ts';
import { illusoryOf, mixOf } from '../../../core/insights/mix.ts';
import { metrics } from '../../../core/metrics/registry.ts';
import { mergeAll, type Tally } from '../../../core/store/tally.ts';
import { candidate, context, finding, nps, rows, week, weekByPlan } from './sample.ts';

type Plans = Readonly<Record<string, Tally>>;
const both = (earlier: Plans, later: Plans): RollupRow[] => [
  ...weekByPlan('desk', context.earlier.start, earlier),
  ...weekByPlan('desk', context.later.start, later),
];

/** What a digest would have found in such weeks: the raw difference of the whole. */
const differenceOf = (earlier: Plans, later: Plans): number => {
  const value = (plans: Plans) => metrics.nps.value(mergeAll(Object.values(plans))) ?? Number.NaN;
  return value(later) - value(earlier);
};
const judge = (earlier: Plans, later: Plans) => {
  const difference = differenceOf(earlier, later);
  const direction = difference < 0 ? 'worse' : 'better';
  return mixOf(finding('desk', { difference, direction }), both(earlier, later), context);
};

/** Ten glad customers, NPS +60, and ten cross ones, −40. */
const [glad, cross] = [nps(7, 2, 1), nps(2, 2, 6)];
const times = (n: number, day: Tally): Tally => mergeAll(Array.from({ length: n }, () => day));

describe('mix', () => {
  it('calls a pure change of who answered by its name, with the group that came to answer more', () => {
    const better = judge({ prepaid: glad, contract: times(3, cross) }, { prepaid: times(3, glad), contract: cross });
    expect(better).toMatchObject({ dimension: 'plan', group: 'prepaid', earlierShare: 0.25, laterShare: 0.75 });
    expect(better?.mix).toBeCloseTo(50, 9);
    expect(better?.real).toBeCloseTo(0, 9);
    const worse = judge({ prepaid: times(3, glad), contract: cross }, { prepaid: glad, contract: times(3, cross) });
    expect(worse).toMatchObject({ group: 'contract', earlierShare: 0.25, laterShare: 0.75 });
    expect(worse?.mix).toBeCloseTo(-50, 9);
  });

  it('does not call a drop of everybody’s score so', () => {
    expect(judge({ prepaid: glad, contract: glad }, { prepaid: cross, contract: cross })).toBeUndefined();
  });

  it('does not call a change so that is mainly real, though other people answered too', () => {
    // From +60 and −40 to 0 and −40: of the change, more is the prepaid’s drop than their smaller part.
    const earlier = { prepaid: times(5, glad), contract: times(5, cross) };
    const later = { prepaid: times(4, nps(4, 2, 4)), contract: times(6, cross) };
    expect(differenceOf(earlier, later)).toBeCloseTo(-34, 9);
    expect(judge(earlier, later)).toBeUndefined();
  });

  it('counts customers of no named plan as a group of their own', () => {
    const told = judge({ prepaid: times(3, glad), other: cross }, { prepaid: glad, other: times(3, cross) });
    expect(told).toMatchObject({ dimension: 'plan', group: 'other' });
  });

  it('names a group that only came to answer now', () => {
    const told = judge({ prepaid: times(3, glad) }, { prepaid: times(3, glad), contract: times(3, cross) });
    expect(told).toMatchObject({ group: 'contract', earlierShare: 0, laterShare: 0.5 });
    expect(told?.real).toBeCloseTo(0, 9);
  });

  it('puts nothing down to the medium: that more people had to call may be the very trouble', () => {
    const onMedia = (start: string, web: Tally, phone: Tally) => [
      ...rows('desk', start, week(web)),
      ...rows('desk', start, week(phone), { medium: 'phone' }),
    ];
    const history = [
      ...onMedia(context.earlier.start, times(3, glad), cross),
      ...onMedia(context.later.start, glad, times(3, cross)),
    ];
    expect(mixOf(finding('desk', { difference: -50 }), history, context)).toBeUndefined();
  });

  it('tells whether what is left of the change is beyond chance by itself', () => {
    // Both plans fell from +60 and −40 by as much as three times as many of the cross made of it.
    const [lessGlad, lessCross] = [nps(6, 2, 2), nps(1, 2, 7)];
    const earlier = { prepaid: times(9, glad), contract: times(3, cross) };
    const later = { prepaid: times(3, lessGlad), contract: times(9, lessCross) };
    expect(judge(earlier, later)).toMatchObject({ group: 'contract', isReal: true });
    const pure = { prepaid: times(3, glad), contract: times(9, cross) };
    expect(judge(earlier, pure)).toMatchObject({ group: 'contract', isReal: false });
  });

  it('puts nothing down to a group whose share moved by no more than chance', () => {
    // From 14 of 28 with a contract to 21 of 35: all of the change is mix, and the share means nothing.
    const one = nps(1, 0, 0);
    const other = nps(0, 0, 1);
    const earlier = { prepaid: times(2, one), contract: times(2, other) };
    const later = { prepaid: times(2, one), contract: times(3, other) };
    expect(judge(earlier, later)).toBeUndefined();
    const many = (plans: Plans) => Object.fromEntries(Object.entries(plans).map(([id, day]) => [id, times(50, day)]));
    expect(judge(many(earlier), many(later))).toMatchObject({ group: 'contract' });
  });

  it('looks at the finding’s own touchpoint, metric and periods only', () => {
    const calm = both({ prepaid: glad, contract: cross }, { prepaid: glad, contract: cross });
    const elsewhere = both({ prepaid: times(9, glad) }, { contract: times(9, cross) }).map((row) => ({
      ...row,
      touchpoint: 'shop',
    }));
    expect(mixOf(finding('desk'), [...calm, ...elsewhere], context)).toBeUndefined();
    expect(mixOf(finding('desk', { metric: 'csat' }), calm, context)).toBeUndefined();
  });

  it('splits the change without a rest, and tells it only when more than half of it is mix', () => {
    const anyDay = fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 }), fc.nat({ max: 9 })).map((day) => nps(...day));
    const anyPlans = fc.record({ prepaid: anyDay, contract: anyDay, other: anyDay });
    fc.assert(
      fc.property(anyPlans, anyPlans, (earlier, later) => {
        const difference = differenceOf(earlier, later);
        if (!(Math.abs(difference) > 1e-9)) return;
        const told = judge(earlier, later);
        if (told === undefined) return;
        expect(told.mix + told.real).toBeCloseTo(difference, 9);
        expect(told.mix / difference).toBeGreaterThan(0.5);
      }),
      { numRuns: 300 },
    );
  });
});

describe('illusions', () => {
  const history = both({ prepaid: glad, contract: times(3, cross) }, { prepaid: times(3, glad), contract: cross });
  const seeming = (p: number, other: Parameters<typeof candidate>[2] = {}) =>
    candidate('desk', p, { direction: 'better', difference: 50, ...other });

  it('are looked for among all that was tested: a table shows what no correction would flag', () => {
    expect(illusoryOf([seeming(0.05)], history, context)).toMatchObject([
      { touchpoint: 'desk', metric: 'nps', p: 0.05, mixed: { dimension: 'plan', group: 'prepaid' } },
    ]);
  });

  it('are none that nobody would believe: too small to be worth a word, or well within chance', () => {
    expect(illusoryOf([seeming(0.051)], history, context)).toEqual([]);
    expect(illusoryOf([seeming(0.001, { difference: 4.9 })], history, context)).toEqual([]);
    expect(illusoryOf([seeming(0.001, { difference: 5 })], history, context)).toHaveLength(1);
  });

  it('are none of what really changed', () => {
    const real = both({ prepaid: glad, contract: glad }, { prepaid: cross, contract: cross });
    expect(illusoryOf([candidate('desk', 1e-6, { difference: -100 })], real, context)).toEqual([]);
  });

  it('are none where what is left of the change is real: that is a finding with a remark', () => {
    const [lessGlad, lessCross] = [nps(6, 2, 2), nps(1, 2, 7)];
    const fallen = both(
      { prepaid: times(9, glad), contract: times(3, cross) },
      { prepaid: times(3, lessGlad), contract: times(9, lessCross) },
    );
    expect(illusoryOf([candidate('desk', 1e-6, { difference: -70 })], fallen, context)).toEqual([]);
  });

  it('are told the surest first', () => {
    const candidates = [seeming(0.04), seeming(0.01, { difference: 40 })];
    expect(illusoryOf(candidates, history, context).map(({ p }) => p)).toEqual([0.01, 0.04]);
  });
});
