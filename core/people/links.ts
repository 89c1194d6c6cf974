/** Whom each linked customer is the same person as, one step further. A customer who is not in it is linked to nobody. */
export type Links = ReadonlyMap<string, string>;

/**
 * The customer who stands for a person. Links are folded here, on reading, and never in what is counted, so that a link
 * that was a mistake can be taken back and every count is as it was.
 *
 * Two people who linked two customers to each other in one moment made a circle: its smallest id stands for it.
 */
export const rootOf = (links: Links, customer: string): string => {
  const way = [customer];
  for (let next = links.get(customer); next !== undefined; next = links.get(next)) {
    const start = way.indexOf(next);
    if (start >= 0) return way.slice(start).toSorted()[0] ?? customer;
    way.push(next);
  }
  return way.at(-1) ?? customer;
};

/** All customers who are one person with this one, themselves included; who stands for them comes first. */
export const membersOf = (links: Links, customer: string): readonly string[] => {
  const root = rootOf(links, customer);
  const others = new Set([...links.keys()].filter((one) => one !== root && rootOf(links, one) === root));
  return [root, ...[...others].toSorted()];
};

/**
 * What links two customers: the one who stands for the first is led to the one who stands for the second.
 *
 * @returns undefined when they are one person already
 */
export const linkOf = (links: Links, one: string, other: string): { from: string; to: string } | undefined => {
  const [from, to] = [rootOf(links, one), rootOf(links, other)];
  return from === to ? undefined : { from, to };
};

/**
 * Whose links to take away, so that a customer is a person of their own again: theirs; or, of who stands for others,
 * those of the others who lead to them.
 */
export const splitOf = (links: Links, customer: string): readonly string[] =>
  links.has(customer) ? [customer] : [...links].filter(([, to]) => to === customer).map(([from]) => from);
