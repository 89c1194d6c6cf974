import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GroupShift, kitagawa } from '../../../core/stats/kitagawa.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Groups with a number of answers and a score in each period; a group may be absent from one. */
const anyGroups: fc.Arbitrary<readonly GroupShift[]> = fc
  .array(
    fc.record({
      earlier: fc.nat({ max: 500 }),
      later: fc.nat({ max: 500 }),
      earlierScore: fc.integer({ min: -100, max: 100 }),
      laterScore: fc.integer({ min: -100, max: 100 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .filter((groups) => sum(groups.map(({ earlier }) => earlier)) > 0 && sum(groups.map(({ later }) => later)) > 0)
  .map((groups) => {
    const earlierAll = sum(groups.map(({ earlier }) => earlier));
    const laterAll = sum(groups.map(({ later }) => later));
    return groups.map(({ earlier, later, earlierScore, laterScore }) => ({
      earlierShare: earlier / earlierAll,
      laterShare: later / laterAll,
      earlierScore,
      laterScore,
    }));
  });

const change = (groups: readonly GroupShift[]): number =>
  sum(groups.map((group) => group.laterShare * group.laterScore - group.earlierShare * group.earlierScore));

describe('Kitagawa’s split of a change', () => {
  it('agrees with arithmetic: of −7.2 points, −2.0 are real and −5.2 are other people answering', () => {
    const effects = kitagawa([
      { earlierShare: 0.5, laterShare: 0.4, earlierScore: 40, laterScore: 42 },
      { earlierShare: 0.3, laterShare: 0.3, earlierScore: 20, laterScore: 12 },
      { earlierShare: 0.2, laterShare: 0.3, earlierScore: -10, laterScore: -12 },
    ]);
    const expected = [
      [0.9, -2.06],
      [-2.4, 0],
      [-0.5, -3.14],
    ];
    for (const [index, [real, mix]] of expected.entries()) {
      expect(effects[index]?.real).toBeCloseTo(real ?? Number.NaN, 9);
      expect(effects[index]?.mix).toBeCloseTo(mix ?? Number.NaN, 9);
    }
    expect(sum(effects.flatMap(({ real, mix }) => [real, mix]))).toBeCloseTo(-7.2, 9);
  });

  it('leaves nothing over: the parts of all groups add up to the change', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const parts = sum(kitagawa(groups).flatMap(({ real, mix }) => [real, mix]));
        expect(parts).toBeCloseTo(change(groups), 9);
      }),
      { numRuns: 1_000 },
    );
  });

  it('privileges no period: told backwards, every part only changes its sign', () => {
    fc.assert(
      fc.property(anyGroups, (groups) => {
        const back = kitagawa(
          groups.map(({ earlierShare, laterShare, earlierScore, laterScore }) => ({
            earlierShare: laterShare,
            laterShare: earlierShare,
            earlierScore: laterScore,
            laterScore: earlierScore,
          })),
        );
        for (const [index, { real, mix }] of kitagawa(groups).entries()) {
          expect(real + (back[index]?.real ?? Number.NaN)).toBeCloseTo(0, 9);
          expect(mix + (back[index]?.mix ?? Number.NaN)).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  it('finds no mix where shares stand still, and nothing real where scores do', () => {
    const stays = { earlierShare: 0.5, laterShare: 0.5 };
    const moved = kitagawa([
      { ...stays, earlierScore: 10, laterScore: 30 },
      { ...stays, earlierScore: 50, laterScore: 20 },
    ]);
    expect(moved.map(({ mix }) => Math.abs(mix))).toEqual([0, 0]);
    const mixed = kitagawa([
      { earlierShare: 0.2, laterShare: 0.6, earlierScore: 50, laterScore: 50 },
      { earlierShare: 0.8, laterShare: 0.4, earlierScore: 0, laterScore: 0 },
    ]);
    expect(mixed.map(({ real }) => real)).toEqual([0, 0]);
    expect(sum(mixed.map(({ mix }) => mix))).toBeCloseTo(20, 9);
  });

  it('calls a group that joins or leaves a change of who answered, at the score it has when it is there', () => {
    const joined = kitagawa([
      { earlierShare: 1, laterShare: 0.8, earlierScore: 40, laterScore: 40 },
      { earlierShare: 0, laterShare: 0.2, earlierScore: -10, laterScore: -10 },
    ]);
    expect(joined.map(({ real }) => real)).toEqual([0, 0]);
    expect(sum(joined.map(({ mix }) => mix))).toBeCloseTo(-10, 9);
  });
});
