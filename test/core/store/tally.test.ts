import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, mergeAll, subtract, type Tally } from '../../../core/store/tally.ts';

const anyCount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).filter((count) => count !== 0);
const anyTally: fc.Arbitrary<Tally> = fc.dictionary(fc.constantFrom('n', 'nps.9', 'nps.10', 'measure.x.sum'), anyCount);

describe('tallies', () => {
  it('merge in any order and any grouping', () => {
    fc.assert(
      fc.property(anyTally, anyTally, anyTally, (a, b, c) => {
        expect(merge(a, b)).toEqual(merge(b, a));
        expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)));
        expect(mergeAll([a, b, c])).toEqual(mergeAll([c, a, b]));
      }),
    );
  });

  it('come back when what was merged is subtracted', () => {
    fc.assert(
      fc.property(anyTally, anyTally, (a, b) => {
        expect(subtract(merge(a, b), b)).toEqual(a);
      }),
    );
  });

  it('take nothing for zero: neither an empty tally nor a missing field changes a sum', () => {
    fc.assert(
      fc.property(anyTally, (a) => {
        expect([merge(a, {}), merge({}, a), subtract(a, {})]).toEqual([a, a, a]);
      }),
    );
  });

  it('keep no field that became zero', () => {
    fc.assert(
      fc.property(anyTally, anyTally, (a, b) => {
        expect(subtract(a, a)).toEqual({});
        expect(Object.values(merge(a, b))).not.toContain(0);
        expect(Object.values(subtract(a, b))).not.toContain(0);
      }),
    );
  });

  it('are never changed by an operation on them', () => {
    const [a, b] = [Object.freeze({ n: 1, 'nps.9': 1 }), Object.freeze({ n: 1 })];
    expect([merge(a, b), subtract(a, b), mergeAll([a, b])]).toEqual([
      { n: 2, 'nps.9': 1 },
      { 'nps.9': 1 },
      { n: 2, 'nps.9': 1 },
    ]);
  });
});
