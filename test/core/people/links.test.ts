import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkOf, membersOf, rootOf, splitOf } from '../../../core/people/links.ts';

const customer = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const anyPairs = fc.array(fc.tuple(customer, customer), { maxLength: 12 });

const linked = (pairs: readonly (readonly [string, string])[]): Map<string, string> => {
  const links = new Map<string, string>();
  for (const [one, other] of pairs) {
    const link = linkOf(links, one, other);
    if (link) links.set(link.from, link.to);
  }
  return links;
};

/** Who is one person with whom, worked out by walking to neighbours until nobody is new. */
const reach = (pairs: readonly (readonly [string, string])[], start: string): string[] => {
  const found = new Set([start]);
  for (const one of found) for (const pair of pairs) if (pair.includes(one)) for (const next of pair) found.add(next);
  return [...found].sort();
};

describe('linked customers', () => {
  it('are one person with all whom any chain of links leads to', () => {
    fc.assert(
      fc.property(anyPairs, customer, (pairs, one) => {
        expect([...membersOf(linked(pairs), one)].sort()).toEqual(reach(pairs, one));
      }),
    );
  });

  it('have one who stands for them, whichever of them is asked, and who comes first', () => {
    fc.assert(
      fc.property(anyPairs, customer, (pairs, one) => {
        const links = linked(pairs);
        const members = membersOf(links, one);
        expect(new Set(members.map((each) => rootOf(links, each)))).toEqual(new Set([members[0]]));
      }),
    );
  });

  it('are as before when the last link is taken back', () => {
    fc.assert(
      fc.property(anyPairs, customer, customer, (pairs, one, other) => {
        const before = linked(pairs);
        const link = linkOf(before, one, other);
        fc.pre(link !== undefined);
        const after = new Map([...before, [link?.from ?? '', link?.to ?? '']]);
        for (const from of splitOf(after, link?.from ?? '')) after.delete(from);
        expect(after).toEqual(before);
      }),
    );
  });

  it('let a split one go, who may then be linked again', () => {
    fc.assert(
      fc.property(anyPairs, customer, (pairs, one) => {
        const links = linked(pairs);
        const wasRoot = rootOf(links, one) === one;
        for (const from of splitOf(links, one)) links.delete(from);
        expect(rootOf(links, one)).toBe(one);
        if (wasRoot) expect(membersOf(links, one)).toEqual([one]);
      }),
    );
  });

  it('are one person even in a circle, which two links of one moment can make', () => {
    const circle = new Map([
      ['b', 'c'],
      ['c', 'a'],
      ['a', 'b'],
      ['d', 'c'],
    ]);
    expect(['a', 'b', 'c', 'd'].map((one) => rootOf(circle, one))).toEqual(['a', 'a', 'a', 'a']);
    expect(membersOf(circle, 'd')).toEqual(['a', 'b', 'c', 'd']);
  });
});
