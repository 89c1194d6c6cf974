import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RollupRow } from '../../../core/insights/history.ts';
import { protectionOf } from '../../../core/map/protect.ts';
import { nps, rows } from '../insights/sample.ts';
import { channels, journey, map, months } from './views.ts';

/** Whether each of some figures is shown when a month brought these rows. */
const shownOf = (history: readonly RollupRow[], count = 1) =>
  protectionOf({ journey, map, whole: history, periods: months.slice(0, count) });
const heard = (n: number, row: Partial<RollupRow> = {}, month = 0) =>
  rows(row.touchpoint ?? 'shop', months[month]?.start ?? '', [nps(n, 0, 0)], row);

describe('what may be shown of a period', () => {
  it('leaves out the smallest of a touchpoint’s cells where its total would tell on a smaller one', () => {
    const { isShown } = shownOf([...heard(40), ...heard(12, { medium: 'app' }), ...heard(3, { medium: 'chat' })]);
    expect(channels.map((medium) => isShown('nps', ['shop'], { medium }))).toEqual([true, false, false]);
    expect(isShown('nps', ['shop'])).toBe(true);
  });

  it('leaves out nothing where nothing is small, or as much as may be shown is small together', () => {
    const one = shownOf([...heard(40), ...heard(12, { medium: 'app' })]);
    const two = shownOf([...heard(40), ...heard(5, { medium: 'app' }), ...heard(5, { medium: 'chat' })]);
    expect(one.isShown('nps', ['shop'], { medium: 'app' })).toBe(true);
    expect(two.isShown('nps', ['shop'], { medium: 'web' })).toBe(true);
  });

  it('keeps a segment back when who is in none would be few', () => {
    const split = (contract: number) =>
      shownOf([
        ...heard(40),
        ...heard(20, { segment: 'plan=prepaid' }),
        ...heard(contract, { segment: 'plan=contract' }),
      ]);
    const isShown = (contract: number, segment: string) => split(contract).isShown('nps', ['shop'], { segment });
    expect([isShown(14, 'plan=prepaid'), isShown(14, 'plan=contract')]).toEqual([true, false]);
    expect([isShown(10, 'plan=prepaid'), isShown(10, 'plan=contract')]).toEqual([true, true]);
  });

  it('keeps a quarter back when two of its months are shown and the third is small', () => {
    const quarter = (third: number) => shownOf([...heard(20), ...heard(20, {}, 1), ...heard(third, {}, 2)], 3);
    expect([5, 15].map((third) => quarter(third).isShown('nps', ['shop']))).toEqual([false, true]);
  });

  it('shows of several touchpoints together only what follows from what is shown', () => {
    const all = [...heard(20), ...heard(20, { touchpoint: 'delivery' }), ...heard(20, { touchpoint: 'desk' })];
    expect(shownOf(all).isShown('nps', ['shop', 'desk'])).toBe(true);
    const few = [...heard(20), ...heard(6, { touchpoint: 'delivery' }), ...heard(6, { touchpoint: 'desk' })];
    expect(shownOf(few).isShown('nps', ['shop', 'desk'])).toBe(false);
  });

  it('holds for comments that name a theme, and for cases of a promise', () => {
    const tally = (n: number) => ({ 'theme.price.negative.other': n, 'commitment.waitSeconds.kept': n });
    const [{ start = '' } = {}] = months;
    const whole = [
      ...rows('desk', start, [tally(30)]),
      ...rows('desk', start, [tally(12)], { medium: 'app' }),
      ...rows('desk', start, [tally(4)], { medium: 'chat' }),
    ];
    const { isShown } = shownOf(whole);
    for (const question of ['theme.price', 'commitment.waitSeconds'] as const) {
      expect(isShown(question, ['desk'])).toBe(true);
      expect(channels.map((medium) => isShown(question, ['desk'], { medium }))).toEqual([true, false, false]);
    }
  });

  it('is the same in whatever order rows come', () => {
    const apart = fc.shuffledSubarray([...channels], { minLength: 3 });
    fc.assert(
      fc.property(apart, fc.integer({ min: 1, max: 9 }), (order, few) => {
        const cells = { web: 12, app: 12, chat: few };
        const { isShown } = shownOf(order.flatMap((medium) => heard(cells[medium as 'web'], { medium })));
        expect(channels.map((medium) => isShown('nps', ['shop'], { medium }))).toEqual([false, true, false]);
      }),
    );
  });
});
