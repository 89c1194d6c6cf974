/** Two customers somebody said are one person, as they were named. */
export type Link = readonly [string, string];

/**
 * Who is one person with whom. Links are folded here, on reading, and never in what is counted, so that a link that was a
 * mistake can be taken back and every count is as it was.
 */
export interface Links {
  readonly pairs: readonly Link[];
  /** Of everybody who is linked, all customers who are one person with them, themselves included; smallest id first. */
  readonly people: ReadonlyMap<string, readonly string[]>;
}

/** Folds links, in any order and also in circles: a person is all whom a chain of links leads to. */
export const linksOf = (pairs: readonly Link[]): Links => {
  const people = new Map<string, readonly string[]>();
  for (const [one, other] of pairs) {
    const members = [...new Set([...(people.get(one) ?? [one]), ...(people.get(other) ?? [other])])].toSorted();
    for (const member of members) people.set(member, members);
  }
  return { pairs, people };
};

/** All customers who are one person with this one, themselves included; who stands for them comes first. */
export const membersOf = ({ people }: Links, customer: string): readonly string[] => people.get(customer) ?? [customer];

/** The customer who stands for a person. */
export const rootOf = (links: Links, customer: string): string => membersOf(links, customer)[0] ?? customer;

export const isOnePerson = (links: Links, one: string, other: string): boolean =>
  rootOf(links, one) === rootOf(links, other);

/**
 * The link of two customers, the same whichever of them is named first.
 *
 * @returns undefined when they are linked already. Two who are one person only by others are not: a split of those would
 * part them
 */
export const linkOf = ({ pairs }: Links, one: string, other: string): Link | undefined => {
  const link: Link = one < other ? [one, other] : [other, one];
  const isKnown = one === other || pairs.some(([a, b]) => a === link[0] && b === link[1]);
  return isKnown ? undefined : link;
};

/** The links that name a customer: without them they are a person of their own, and whom else they joined are parted. */
export const splitOf = ({ pairs }: Links, customer: string): readonly Link[] =>
  pairs.filter((pair) => pair.includes(customer));
