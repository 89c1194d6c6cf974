import { describe, expect, it } from 'vitest';
import { mostSpoken } from '../../../core/map/themes.ts';

const themes = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const said = (id: string, positive: number, negative: number, neutral = 0) => ({
  [`theme.${id}.positive.other`]: positive,
  [`theme.${id}.negative.detractor`]: negative,
  [`theme.${id}.neutral.other`]: neutral,
  [`theme.${id}.wait.3`]: 99,
});

describe('what a stage is talked about for', () => {
  it('is the most named first, three at most, and nothing that fewer than ten comments name', () => {
    const tally = {
      ...said('a', 5, 4),
      ...said('b', 10, 0),
      ...said('c', 30, 0),
      ...said('d', 0, 20),
      ...said('e', 0, 11),
    };
    expect(mostSpoken(tally, themes).map(({ id, comments }) => [id, comments])).toEqual([
      ['c', 30],
      ['d', 20],
      ['e', 11],
    ]);
  });

  it('takes a side only where the larger one is surely the larger', () => {
    const tally = { ...said('a', 20, 2), ...said('b', 2, 20), ...said('c', 12, 10, 5) };
    expect(mostSpoken(tally, themes).map(({ id, polarity }) => [id, polarity])).toEqual([
      ['c', 'mixed'],
      ['a', 'positive'],
      ['b', 'negative'],
    ]);
  });
});
