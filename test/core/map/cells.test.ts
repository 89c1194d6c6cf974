import { describe, expect, it } from 'vitest';
import { answersIn, countCells } from '../../../core/map/cells.ts';
import { mergeAll } from '../../../core/store/tally.ts';
import { context, nps, rows, texts } from '../insights/sample.ts';

const { start } = context.later;

describe('the cells of a period', () => {
  it('are scored one by one, by the score most of their own answers are on', () => {
    const history = [
      ...rows('shop', start, [nps(8, 2, 0), nps(2, 0, 2)]),
      ...rows('shop', start, [mergeAll([nps(4, 0, 0), texts(9, 3, 0)])], { medium: 'app' }),
      ...rows('desk', start, [nps(9, 0, 0)]),
      ...rows('shop', context.earlier.start, [nps(0, 0, 50)]),
      ...rows('shop', start, [nps(14, 0, 0)], { segment: 'plan=prepaid' }),
    ];
    const cells = countCells(history, context);
    expect(cells.map(({ touchpoint, medium, score }) => [touchpoint, medium, score?.metric, score?.later.n])).toEqual([
      ['shop', 'web', 'nps', 14],
      ['desk', 'web', undefined, undefined],
      ['shop', 'app', 'netSentiment', 12],
    ]);
    expect(cells.map(({ tally }) => answersIn(tally))).toEqual([14, 9, 12]);
  });
});
