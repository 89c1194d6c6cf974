import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../core/insights/reason.ts';
import { merge, type Tally } from '../../../core/store/tally.ts';
import { context, finding, rows, texts } from './sample.ts';

const { journey } = context;

/** Comments of a week, a hundred unless told: so many are negative, and so many of all name a theme in this tone. */
const comments = (named: Tally, all = 100): Tally => merge(texts(all - 80, 20, 60), named);
const named = (theme: string, negative: number, positive = 0): Tally =>
  merge({ [`theme.${theme}.negative.detractor`]: negative }, { [`theme.${theme}.positive.other`]: positive });

const reason = (earlier: Tally, later: Tally, direction: 'worse' | 'better' = 'worse', themes = journey.themes) => {
  const history = [...rows('desk', context.earlier.start, [earlier]), ...rows('desk', context.later.start, [later])];
  return reasonOf(finding('desk', { direction }), history, { ...context, journey: { themes } });
};

describe('reason', () => {
  it('is the theme whose part of the comments grew, with both parts', () => {
    const later = merge(comments(named('waiting', 45), 151), named('price', 10));
    const earlier = merge(comments(named('waiting', 9), 160), named('price', 10));
    expect(reason(earlier, later)).toEqual({
      theme: 'waiting',
      later: { successes: 45, trials: 151 },
      earlier: { successes: 9, trials: 160 },
    });
  });

  it('is not told when people name what they always named, however often', () => {
    const same = comments(named('waiting', 60));
    expect(reason(same, same)).toBeUndefined();
    expect(reason(comments(named('waiting', 40)), comments(named('waiting', 10)))).toBeUndefined();
  });

  it('counts parts of the comments: twice as many of twice as many is no growth', () => {
    expect(reason(comments(named('waiting', 30)), comments(named('waiting', 60), 200))).toBeUndefined();
  });

  it('is of two that grew the one that grew more surely', () => {
    const later = merge(comments(named('waiting', 30)), named('price', 45));
    const earlier = merge(comments(named('waiting', 5)), named('price', 5));
    expect(reason(earlier, later)?.theme).toBe('price');
  });

  it('of a drop is nothing that is mostly praised, nor of a rise what is mostly cursed', () => {
    const nobody = comments({});
    const praised = comments(named('waiting', 10, 30));
    expect(reason(nobody, praised, 'worse')).toBeUndefined();
    expect(reason(nobody, praised, 'better')?.theme).toBe('waiting');
    const cursed = comments(named('waiting', 30, 10));
    expect(reason(nobody, cursed, 'worse')?.theme).toBe('waiting');
    expect(reason(nobody, cursed, 'better')).toBeUndefined();
  });

  it('is named by five comments at least', () => {
    const few = (n: number): Tally => merge(texts(0, 0, n), named('waiting', n));
    expect(reason(comments({}), few(4))).toBeUndefined();
    expect(reason(comments({}), few(5))?.later).toEqual({ successes: 5, trials: 5 });
  });

  it('is harder to find among many themes than among one', () => {
    const [earlier, later] = [comments(named('waiting', 12)), comments(named('waiting', 26))];
    const theme = { name: 'x', keywords: { en: ['x'] } };
    const many = [...journey.themes, ...Array.from({ length: 18 }, (_, index) => ({ ...theme, id: `theme-${index}` }))];
    expect(reason(earlier, later, 'worse', journey.themes.slice(0, 1))?.theme).toBe('waiting');
    expect(reason(earlier, later, 'worse', many)).toBeUndefined();
  });

  it('hears comments nobody could read, too: a theme is found by words, not by feeling', () => {
    const unread = (mentions: number): Tally => ({
      'unscored.language': 100,
      'theme.waiting.unscored.other': mentions,
    });
    expect(reason(unread(2), unread(40))?.later).toEqual({ successes: 40, trials: 100 });
  });

  it('counts a comment once, whatever else is kept of it', () => {
    const later = merge(comments(named('waiting', 40)), { 'theme.waiting.wait.27': 40, 'sentiment.sum': -9_000 });
    expect(reason(comments({}), later)?.later).toEqual({ successes: 40, trials: 100 });
  });

  it('is looked for at the finding’s touchpoint, among everyone and in the two periods only', () => {
    const cursed = comments(named('waiting', 60));
    const elsewhere = [
      ...rows('shop', context.later.start, [cursed]),
      ...rows('desk', context.later.start, [cursed], { segment: 'plan=prepaid' }),
      ...rows('desk', context.later.end, [cursed]),
    ];
    const calm = [
      ...rows('desk', context.earlier.start, [comments({})]),
      ...rows('desk', context.later.start, [comments({})]),
    ];
    expect(reasonOf(finding('desk'), [...calm, ...elsewhere], context)).toBeUndefined();
  });

  it('is not to be had where nobody wrote', () => expect(reason({}, {})).toBeUndefined());
});
