import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isOnePerson,
  type Link,
  type Links,
  linkOf,
  linksOf,
  membersOf,
  rootOf,
  splitOf,
} from '../../../core/people/links.ts';

const customer = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const anyPairs = fc.array(fc.tuple(customer, customer), { maxLength: 12 });

/** As somebody links one pair after the other. */
const linked = (pairs: readonly Link[]): Links => {
  let links = linksOf([]);
  for (const [one, other] of pairs) {
    const link = linkOf(links, one, other);
    if (link) links = linksOf([...links.pairs, link]);
  }
  return links;
};
const without = ({ pairs }: Links, taken: readonly Link[]): Links =>
  linksOf(pairs.filter((pair) => !taken.includes(pair)));

/** Who is one person with whom, worked out by walking to neighbours until nobody is new. */
const reach = (pairs: readonly Link[], start: string): string[] => {
  const found = new Set([start]);
  for (const one of found) for (const pair of pairs) if (pair.includes(one)) for (const next of pair) found.add(next);
  return [...found].sort();
};

describe('linked customers', () => {
  it('are one person with all whom any chain of links leads to, circles included', () => {
    fc.assert(
      fc.property(anyPairs, customer, (pairs, one) => {
        expect(membersOf(linked(pairs), one)).toEqual(reach(pairs, one));
        expect(membersOf(linksOf(pairs), one)).toEqual(reach(pairs, one));
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

  it('are linked once, whichever of two is named first', () => {
    fc.assert(
      fc.property(anyPairs, customer, customer, (pairs, one, other) => {
        const links = linked([...pairs, [one, other]]);
        expect([linkOf(links, one, other), linkOf(links, other, one)]).toEqual([undefined, undefined]);
      }),
    );
  });

  it('keep after a split exactly the links that do not name who was split', () => {
    fc.assert(
      fc.property(anyPairs, customer, customer, (pairs, one, other) => {
        const links = linked(pairs);
        const after = without(links, splitOf(links, one));
        expect(membersOf(after, one)).toEqual([one]);
        expect(membersOf(after, other)).toEqual(
          other === one
            ? [one]
            : reach(
                pairs.filter((pair) => !pair.includes(one)),
                other,
              ),
        );
      }),
    );
  });

  it('are strangers again when who joined them is split, unless somebody linked those two as well', () => {
    const joined = linked([
      ['a', 'b'],
      ['a', 'c'],
    ]);
    expect(isOnePerson(joined, 'b', 'c')).toBe(true);
    expect(isOnePerson(without(joined, splitOf(joined, 'a')), 'b', 'c')).toBe(false);
    const said = linked([...joined.pairs, ['c', 'b']]);
    expect(isOnePerson(without(said, splitOf(said, 'a')), 'b', 'c')).toBe(true);
  });
});
