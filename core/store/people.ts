import type { ScoredSignal } from '../signal.ts';

/** What the table holds of one alias: whose it is, or when it was erased. Neither: it is being looked up for the first time. */
export interface HeldAlias {
  readonly customer?: string;
  /** An instant. What happened until then is forgotten; what comes later belongs to nobody. */
  readonly erasedAt?: string;
}

export type HeldAliases = ReadonlyMap<string, HeldAlias>;

/** Who a signal is of, as far as its aliases tell. */
export interface Person {
  readonly customer?: string;
  /** Other customers some of its aliases belong to. Nothing merges by itself: `identity conflicts` lists them with this one. */
  readonly rivals: readonly string[];
  /** Aliases nobody had before, which are this customer's from now on. */
  readonly newAliases: readonly string[];
}

/**
 * Finds the customer of a signal. Deterministic: aliases are never guessed, and once an alias belongs to somebody it
 * stays theirs. A customer is named after the strongest alias of the signal that was first.
 *
 * @param held what the table holds of its aliases; those it does not hold are left out
 * @returns `erased` when the person had asked to be forgotten after it happened
 * @example personOf({ aliases: ['a', 'b'], occurredAt }, new Map([['b', { customer: 'x' }]])) // => { customer: 'x', rivals: [], newAliases: ['a'] }
 */
export const personOf = (
  { aliases, occurredAt }: Pick<ScoredSignal, 'aliases' | 'occurredAt'>,
  held: HeldAliases,
): Person | 'erased' => {
  if (aliases.some((alias) => occurredAt <= (held.get(alias)?.erasedAt ?? ''))) return 'erased';
  const usable = aliases.filter((alias) => held.get(alias)?.erasedAt === undefined);
  const customers = usable.flatMap((alias) => held.get(alias)?.customer ?? []);
  const customer = customers[0] ?? usable[0];
  if (customer === undefined) return { rivals: [], newAliases: [] };
  const rivals = [...new Set(customers)].filter((other) => other !== customer);
  const newAliases = usable.filter((alias) => !held.has(alias));
  return { customer, rivals, newAliases };
};
