import { describe, expect, it } from 'vitest';
import { answersNeeded } from '../../../core/stats/sample-size.ts';

describe('answers needed', () => {
  it.each([
    [5, 4396],
    [10, 1099],
    [15, 489],
    [20, 275],
  ])(
    'agrees with the power formula: ±%d points at variance .7 and 80 %% power need %d per period',
    (points, answers) => {
      expect(answersNeeded(0.7, points / 100)).toBe(answers);
    },
  );

  it('refuses a negative variance and a difference of nought', () => {
    expect(() => answersNeeded(-1, 1)).toThrow(RangeError);
    expect(() => answersNeeded(1, 0)).toThrow(RangeError);
  });
});
