import { ListeningPathError, UsageError } from '../core/errors.ts';
import type { Month } from '../core/people/life.ts';
import { type Link, type Links, linkOf, linksOf, membersOf, splitOf } from '../core/people/links.ts';
import type { Told } from '../core/people/story.ts';
import { isWholeId, type Sought } from '../core/people/whom.ts';
import {
  aliasKey,
  conflictPartition,
  customerPartition,
  type Key,
  linkKey,
  linkPartition,
} from '../core/store/keys.ts';
import { isSignalItem, storedSignal } from '../core/store/signal-item.ts';
import type { Item, Table } from './table.ts';

/** Whatever a sort key holds lies between these; hex digits and months do by a wide margin. */
const first = '\u0000';
const last = '\u{10ffff}';

/** All rows of a partition. */
export const readPartition = (table: Table, partition: string): AsyncGenerator<Item> =>
  table.range(partition, first, last);

/** Which customers somebody said are one person. A link is kept with the smaller id of the two. */
export const readLinks = async (table: Table): Promise<Links> => {
  const pairs: Link[] = [];
  for await (const { SK, to } of readPartition(table, linkPartition)) {
    for (const other of to as readonly string[]) pairs.push([String(SK), other]);
  }
  return linksOf(pairs);
};

/** Two customers who share signals although each was known before. */
export interface Conflict {
  readonly customers: readonly [string, string];
  readonly signals: number;
}

/** A conflict with the instants of the signals they share; none of these is left when retention took them. */
export interface DatedConflict extends Conflict {
  readonly firstAt?: string;
  readonly lastAt?: string;
}

/** Conflicts that still stand; one whose signals were all corrected or erased counts none. */
export const readConflicts = async (table: Table): Promise<readonly Conflict[]> => {
  const conflicts: Conflict[] = [];
  for await (const { SK, n } of readPartition(table, conflictPartition)) {
    const [one = '', other = ''] = String(SK).split('#');
    if (Number(n) > 0) conflicts.push({ customers: [one, other], signals: Number(n) });
  }
  return conflicts;
};

/** What leads to a person's data: all customers they are known as, and what the index has of those. */
export interface Person {
  /** Who stands for them first; none when nothing is known of them. */
  readonly customers: readonly string[];
  readonly aliases: readonly string[];
  readonly signals: readonly Key[];
  /** When they last asked to be forgotten, if they did. */
  readonly erasedAt?: string;
}

/** What the index has of some customers. It is a moment behind the table, which no reader needs to notice. */
export const readIndex = async (
  table: Table,
  customers: readonly string[],
): Promise<Pick<Person, 'aliases' | 'signals'>> => {
  const aliases: string[] = [];
  const signals: Key[] = [];
  for (const customer of customers) {
    for await (const { PK, SK } of table.index('GSI1', customerPartition(customer))) {
      const key = { PK: String(PK), SK: String(SK) };
      if (key.PK.startsWith('F#')) signals.push(key);
      else if (key.PK.startsWith('K#')) aliases.push(key.PK.slice(aliasKey('').PK.length));
    }
  }
  return { aliases, signals };
};

/**
 * The whole id of a customer. Its beginning is enough where ids are listed: of those in a link or a conflict.
 *
 * @throws {UsageError} when that is nobody's, or several's
 */
const wholeId = async (table: Table, begin: string, links: Links): Promise<string> => {
  if (isWholeId(begin)) return begin;
  const listed = (await readConflicts(table)).flatMap(({ customers }) => customers);
  const fitting = [...new Set([...links.people.keys(), ...listed])].filter((id) => id.startsWith(begin));
  const [found] = fitting;
  if (found !== undefined && fitting.length === 1) return found;
  const problem = fitting.length === 0 ? 'no linked or conflicting customer has an id that' : `${fitting.length} ids`;
  throw new UsageError(
    `customer: ${problem} begin${fitting.length === 0 ? 's' : ''} with ${begin}; give all 32 digits`,
  );
};

/** Finds a person by anything they are known by. */
export const findPerson = async (table: Table, { aliases, customer }: Sought): Promise<Person> => {
  const links = await readLinks(table);
  const held = await table.getAll(aliases.map(aliasKey));
  const owners = held.flatMap((item) => (item.customer === undefined ? [] : [String(item.customer)]));
  const named = customer === undefined ? owners : [await wholeId(table, customer, links), ...owners];
  const members = [...new Set(named.flatMap((one) => membersOf(links, one)))];
  const index = await readIndex(table, members);
  // Anything of the right length looks like an id.
  const isAnybody = owners.length + index.aliases.length + index.signals.length > 0;
  const erasedAt = held
    .flatMap((item) => (item.erasedAt === undefined ? [] : [String(item.erasedAt)]))
    .toSorted()
    .at(-1);
  return {
    customers: isAnybody ? members : [],
    aliases: [...new Set([...aliases, ...index.aliases])],
    signals: index.signals,
    ...(erasedAt !== undefined && { erasedAt }),
  };
};

/** A person's signals as they are now, in time order. */
export const readSignals = async (
  table: Table,
  { customers, signals }: Pick<Person, 'customers' | 'signals'>,
): Promise<readonly Told[]> => {
  const theirs = new Set<unknown>(customers);
  const items = await table.getAll(signals);
  return items
    .filter((item) => isSignalItem(item) && theirs.has(item.customer))
    .map((item) => ({ object: String(item.PK), signal: storedSignal(item) }))
    .toSorted((a, b) => (a.signal.occurredAt < b.signal.occurredAt ? -1 : 1));
};

const monthKey = /^\d{4}-\d{2}$/;

/** A person's months, of each customer they are known as. */
export const readMonths = async (table: Table, customers: readonly string[]): Promise<readonly Month[]> => {
  const months: Month[] = [];
  for (const customer of customers) {
    for await (const { PK: _partition, SK, ttl: _ttl, ...fields } of readPartition(
      table,
      customerPartition(customer),
    )) {
      if (monthKey.test(String(SK))) months.push({ month: String(SK), fields });
    }
  }
  return months;
};

/**
 * Finds the one customer that is meant, not all of the person's: to be linked or split.
 *
 * @throws {ListeningPathError} when nobody is known by that
 */
export const findCustomer = async (table: Table, sought: Sought): Promise<string> => {
  if (sought.customer !== undefined) {
    const customer = await wholeId(table, sought.customer, await readLinks(table));
    const { aliases, signals } = await readIndex(table, [customer]);
    if (aliases.length + signals.length > 0) return customer;
  }
  const held = await table.getAll(sought.aliases.map(aliasKey));
  const customer = held.find((item) => item.customer !== undefined)?.customer;
  if (customer === undefined) throw new ListeningPathError('identity: nobody is known by that');
  return String(customer);
};

/**
 * Changes whom a customer is linked to. Where nobody is left an empty row stays, which whoever links at the same moment
 * meets instead of losing their link.
 *
 * @throws {ListeningPathError} when somebody changed it at the same moment
 */
const changeLinks = async (
  table: Table,
  { pairs }: Links,
  from: string,
  change: (others: readonly string[]) => readonly string[],
): Promise<void> => {
  const before = pairs.flatMap(([one, other]) => (one === from ? [other] : []));
  const after = change(before);
  const isNew = before.length === 0 && (await table.putIfAbsent({ ...linkKey(from), to: after }));
  if (isNew || (await table.setIf(linkKey(from), { to: before }, { to: after }))) return;
  throw new ListeningPathError('identity: somebody linked or split one of them at this moment; look again');
};

/**
 * Says that two customers are one person.
 *
 * @returns false when they were linked already
 * @throws {ListeningPathError} when somebody linked one of them at the same moment
 */
export const linkCustomers = async (table: Table, one: string, other: string): Promise<boolean> => {
  const links = await readLinks(table);
  const link = linkOf(links, one, other);
  if (link === undefined) return false;
  const [from, to] = link;
  await changeLinks(table, links, from, (others) => [...others, to]);
  return true;
};

/** Takes back every link that names a customer, and no other. @returns how many links that were */
export const splitCustomer = async (table: Table, customer: string): Promise<number> => {
  const links = await readLinks(table);
  const named = splitOf(links, customer);
  for (const from of new Set(named.map(([one]) => one))) {
    const isTheirs = from === customer;
    await changeLinks(table, links, from, (others) => (isTheirs ? [] : others.filter((one) => one !== customer)));
  }
  return named.length;
};

interface Shareable {
  readonly aliases: ReadonlySet<string>;
  readonly signals: readonly { readonly occurredAt: string; readonly aliases: readonly string[] }[];
}

const readShareable = async (table: Table, customer: string): Promise<Shareable> => {
  const { aliases, signals } = await readIndex(table, [customer]);
  const told = await readSignals(table, { customers: [customer], signals });
  return {
    aliases: new Set(aliases),
    signals: told.map(({ signal }) => ({ occurredAt: signal.occurredAt, aliases: signal.aliases })),
  };
};

/**
 * When the signals happened that two customers share: those of either that hold an alias of the other. Every customer is
 * read once, in however many conflicts they are.
 */
export const dateConflicts = async (
  table: Table,
  conflicts: readonly Conflict[],
): Promise<readonly DatedConflict[]> => {
  const read = new Map<string, Shareable>();
  for (const customer of new Set(conflicts.flatMap(({ customers }) => customers))) {
    read.set(customer, await readShareable(table, customer));
  }
  const shared = (customer: string, rival: string): string[] =>
    (read.get(customer)?.signals ?? [])
      .filter(({ aliases }) => aliases.some((alias) => read.get(rival)?.aliases.has(alias)))
      .map(({ occurredAt }) => occurredAt);
  return conflicts.map((conflict) => {
    const [one, other] = conflict.customers;
    const instants = [...shared(one, other), ...shared(other, one)].toSorted();
    const [firstAt, lastAt] = [instants[0], instants.at(-1)];
    return { ...conflict, ...(firstAt !== undefined && { firstAt }), ...(lastAt !== undefined && { lastAt }) };
  });
};
