import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../core/insights/panel.ts';
import { type Answer, recheck as recheckPanels } from '../../../core/insights/recheck.ts';
import { independent } from '../../../core/stats/clustering.ts';
import { finding } from './sample.ts';

const all = (answers: readonly Answer[]): Panel<Answer> => ({ answers, share: 1 });
/** With all that was answered. */
const recheck = (
  found: Parameters<typeof recheckPanels>[0],
  { earlier, later }: { readonly earlier: readonly Answer[]; readonly later: readonly Answer[] },
) => recheckPanels(found, { earlier: all(earlier), later: all(later) });

let clock = 0;
/** One answer after the other, each at its own instant. */
const answer = (nps: number, customer?: string): Answer => {
  clock += 1;
  return {
    at: `2025-06-10T10:00:00.000Z#${String(clock).padStart(6, '0')}`,
    scores: { nps },
    ...(customer && { customer }),
  };
};
const people = (count: number, nps: number, name: string): Answer[] =>
  Array.from({ length: count }, (_, index) => answer(nps, `${name}-${index}`));

const drop = finding('desk', { metric: 'nps', difference: -40, days: independent });
const glad = [...people(40, 9, 'a'), ...people(20, 7, 'b'), ...people(10, 3, 'c')];
const cross = [...people(20, 9, 'd'), ...people(20, 7, 'e'), ...people(30, 3, 'f')];

describe('recheck', () => {
  it('lets a change stand that many people made, and says how many', () => {
    expect(recheck(drop, { earlier: glad, later: cross })).toEqual({ customers: { earlier: 70, later: 70 } });
  });

  it('does not let one customer who answers forty times make a finding', () => {
    const busy = Array.from({ length: 40 }, () => answer(0, 'busy'));
    expect(recheck(drop, { earlier: glad, later: [...glad, ...busy] })).toBeUndefined();
    const strangers = people(40, 0, 'g');
    expect(recheck(drop, { earlier: glad, later: [...glad, ...strangers] })).toEqual({
      customers: { earlier: 70, later: 110 },
    });
  });

  it('counts each customer once, with the last answer, in whatever order answers come', () => {
    // Sixty who were glad on Monday and cross on Tuesday are cross.
    const [monday, tuesday] = [people(60, 9, 'x'), people(60, 0, 'x')];
    expect(recheck(drop, { earlier: glad, later: [...monday, ...tuesday] })).toEqual({
      customers: { earlier: 70, later: 60 },
    });
    expect(recheck(drop, { earlier: glad, later: [...tuesday, ...monday] })).toEqual({
      customers: { earlier: 70, later: 60 },
    });
    const [before, after] = [people(60, 0, 'y'), people(60, 9, 'y')];
    expect(recheck(drop, { earlier: glad, later: [...before, ...after] })).toBeUndefined();
  });

  it('counts a customer of both weeks in both', () => {
    const later = glad.map(({ customer }) => answer(2, customer));
    expect(recheck(drop, { earlier: glad, later })).toEqual({ customers: { earlier: 70, later: 70 } });
  });

  it('counts every answer of those nobody knows, and then says of no number that it is people', () => {
    const unknown = Array.from({ length: 40 }, () => answer(0));
    expect(recheck(drop, { earlier: glad, later: [...glad, ...unknown] })).toEqual({});
  });

  it('listens to answers on the finding’s metric only: a later comment takes no score back', () => {
    const sentiment = { label: 'positive', scores: { positive: 0.9, negative: 0, neutral: 0.1, mixed: 0 } } as const;
    const comments = cross.map(({ customer }): Answer => {
      const { scores: _scores, ...said } = answer(0, customer);
      return { ...said, sentiment };
    });
    expect(recheck(drop, { earlier: glad, later: [...cross, ...comments] })).toEqual({
      customers: { earlier: 70, later: 70 },
    });
    const feeling = finding('desk', { metric: 'netSentiment', difference: -40, days: independent });
    expect(recheck(feeling, { earlier: glad, later: [...cross, ...comments] })).toBeUndefined();
  });

  it('drops what turns round or could be chance once everybody is counted once', () => {
    expect(recheck(drop, { earlier: cross, later: glad })).toBeUndefined();
    expect(recheck(drop, { earlier: glad.slice(0, 4), later: cross.slice(-4) })).toBeDefined();
    expect(recheck(drop, { earlier: glad, later: [...glad, ...people(4, 0, 'z')] })).toBeUndefined();
    const days = { inflation: 30, degreesOfFreedom: 12 };
    expect(recheck({ ...drop, days }, { earlier: glad, later: cross })).toBeUndefined();
  });

  it('says of no number that it is all people when some were not read', () => {
    const part = { answers: cross, share: 0.5 };
    expect(recheckPanels(drop, { earlier: all(glad), later: part })).toEqual({});
    expect(recheckPanels(drop, { earlier: part, later: all(glad) })).toBeUndefined();
  });

  it('asks no more of a tenth of the answers than days that scatter as they do make of a tenth', () => {
    // Of 700 a week days make the variance 12 times as large, so of 70 about twice: 1 + 11 / 10.
    const doubted = (inflation: number) => ({ ...drop, days: { inflation, degreesOfFreedom: 20 } });
    const tenth = { earlier: { answers: glad, share: 0.1 }, later: { answers: cross, share: 0.1 } };
    expect(recheckPanels(doubted(12), tenth)).toEqual({});
    expect(recheck(doubted(12), { earlier: glad, later: cross })).toBeUndefined();
    expect(recheck(doubted(2.1), { earlier: glad, later: cross })).toBeDefined();
    expect(recheckPanels(doubted(120), tenth)).toBeUndefined();
  });

  it('drops what nobody can be asked about', () => {
    expect(recheck(drop, { earlier: [], later: cross })).toBeUndefined();
    expect(recheck(drop, { earlier: glad, later: [] })).toBeUndefined();
  });

  it('never counts more people than there are customers, and asks no order of them', () => {
    const anyAnswers = fc.array(
      fc.record({ nps: fc.integer({ min: 0, max: 10 }), who: fc.option(fc.nat({ max: 9 }), { nil: undefined }) }),
      { maxLength: 60 },
    );
    const seconds = (index: number) => String(index).padStart(3, '0');
    fc.assert(
      fc.property(anyAnswers, (drawn) => {
        const later = drawn.map(({ nps, who }, index): Answer => {
          return { at: seconds(index), scores: { nps }, ...(who !== undefined && { customer: `c${who}` }) };
        });
        const told = recheck(drop, { earlier: glad, later });
        expect(recheck(drop, { earlier: glad.toReversed(), later: later.toReversed() })).toEqual(told);
        const known = new Set(drawn.flatMap(({ who }) => (who === undefined ? [] : [who]))).size;
        const unknown = drawn.filter(({ who }) => who === undefined).length;
        const expected = unknown > 0 ? {} : { customers: { earlier: 70, later: known } };
        if (told) expect(told).toEqual(expected);
      }),
    );
  });
});
