import { ServiceUnavailable } from '../core/errors.ts';
import { type Erasure, type Sweep, type SweepName, sweepItems, sweepsAfter } from '../core/people/erasure.ts';
import { mentions, soughtByAll } from '../core/people/mentions.ts';
import {
  aliasKey,
  conflictPartition,
  customerPartition,
  type Key,
  keyText,
  linkKey,
  signalId,
  sweepPartition,
} from '../core/store/keys.ts';
import { isSignalItem, storedSignal } from '../core/store/signal-item.ts';
import { commitEntries, knownFrom, type Patience } from './commit.ts';
import type { DeadLetters } from './dead-letters.ts';
import { eraseQuotations, inLanes, keyOf, readAll, readQuotes } from './erase-quotes.ts';
import { type Person, readIndex, readPartition } from './people.ts';
import type { Item, Table } from './table.ts';

/** What an erasure works with. */
export interface EraseTools {
  readonly table: Table;
  readonly letters: DeadLetters;
  readonly patience: Patience;
  readonly customerKey: string;
  /** Ids of the journey's sources. */
  readonly sources: readonly string[];
}

/** What sweeping came to. */
export interface Swept {
  /** Signals that say nothing any more since this sweep. */
  readonly signals: number;
  /** The ids of all signals of theirs that were ever erased, by which copies outside the table are found. */
  readonly ids: readonly string[];
  /** Frozen mails that quoted some. */
  readonly mails: readonly Key[];
  readonly deadLetters: number;
}

/** Workers that stored something meanwhile make another pass necessary; what a fifth leaves is found in 15 minutes. */
const passesMax = 5;
const aliasesIn = (item: Item): readonly string[] => (item.aliases as readonly string[] | undefined) ?? [];

/** Marks an alias, whatever is being made of it at this moment. A mark that is there already only becomes later. */
const mark = async (table: Table, alias: string, erasedAt: string): Promise<void> => {
  const key = aliasKey(alias);
  for (let attempt = 0; attempt < passesMax; attempt++) {
    const held = await table.get(key);
    if (held === undefined) {
      if (await table.putIfAbsent({ ...key, erasedAt })) return;
      continue;
    }
    if (String(held.erasedAt ?? '') >= erasedAt) return;
    const { customer, erasedAt: before } = held;
    const expected = before === undefined ? { customer } : { erasedAt: before };
    if (await table.setIf(key, expected, { erasedAt })) return;
  }
  throw new ServiceUnavailable('erase: an alias is being changed all the time; it is marked by the next sweep');
};

/** The customers some of whose signals hold an alias of theirs, though they went to the stronger one. */
const rivalsOf = async (table: Table, customers: ReadonlySet<string>): Promise<readonly string[]> => {
  const rows = await readAll(readPartition(table, conflictPartition));
  const pairs = rows.map(({ SK }) => String(SK).split('#')).filter((pair) => pair.some((one) => customers.has(one)));
  return [...new Set(pairs.flat())].filter((one) => !customers.has(one));
};

/**
 * Everything of theirs the table holds now: signals of their customers, those of others that hold an alias of theirs, and
 * parts of the same objects that have no customer of their own.
 */
const findTheirs = async (table: Table, erasure: Erasure): Promise<{ signals: Item[]; objects: Item[] }> => {
  const customers = new Set<unknown>(erasure.customers);
  const aliases = new Set(erasure.aliases);
  const hasAlias = (item: Item) => aliasesIn(item).some((alias) => aliases.has(alias));
  const own = await readIndex(table, erasure.customers);
  const others = await readIndex(table, await rivalsOf(table, new Set(erasure.customers)));
  const signals = (await table.getAll([...own.signals, ...others.signals])).filter(
    (item) => isSignalItem(item) && (customers.has(item.customer) || hasAlias(item)),
  );
  const partitions = [...new Set([...erasure.objects, ...signals.map(({ PK }) => String(PK))])];
  const objects = (await inLanes(partitions, (partition) => readAll(readPartition(table, partition)))).flat();
  const known = new Set(signals.map((item) => keyText(keyOf(item))));
  const parts = objects.filter(
    (item) =>
      isSignalItem(item) && !known.has(keyText(keyOf(item))) && (aliasesIn(item).length === 0 || hasAlias(item)),
  );
  return { signals: [...signals, ...parts], objects };
};

/** Leaves nothing of signals but their keys, and takes back what they counted. */
const eraseSignals = async ({ table, patience }: EraseTools, items: readonly Item[]): Promise<void> => {
  const entries = items.map((item) => ({
    key: keyOf(item),
    signal: storedSignal(item),
    counted: {},
    known: knownFrom(item),
    again: 'erased' as const,
  }));
  const { busy, refused } = await commitEntries(table, entries, patience);
  const left = busy.length + refused.length;
  if (left > 0) throw new ServiceUnavailable(`erase: ${left} signals could not be written yet; the next sweep does it`);
};

const isNothing = ({ PK: _partition, SK: _sort, ttl: _ttl, ...fields }: Item): boolean =>
  Object.values(fields).every((count) => count === 0);

/** Takes away rows that came to nothing. Not in the first sweep: who was storing then may add to them still. */
const removeRows = async (table: Table, customers: readonly string[]): Promise<void> => {
  const months = (await inLanes(customers, (one) => readAll(readPartition(table, customerPartition(one))))).flat();
  const theirs = new Set(customers);
  const conflicts = (await readAll(readPartition(table, conflictPartition))).filter(({ SK }) =>
    String(SK)
      .split('#')
      .some((one) => theirs.has(one)),
  );
  const rows = await table.getAll([...months, ...conflicts].map(keyOf));
  for (const row of rows.filter(isNothing)) await table.remove(keyOf(row));
};

/** What only led to them: of their aliases the marks remain, which are nobody's. */
const removeTraces = async (table: Table, { aliases, erasedAt }: Erasure, ids: readonly string[]): Promise<void> => {
  for (const item of await table.getAll(aliases.map(aliasKey))) {
    await table.put({ ...keyOf(item), erasedAt: String(item.erasedAt ?? erasedAt) });
  }
  for (const quote of await readQuotes(table, ids)) await table.remove(keyOf(quote));
};

/** Sweeps the table once, and notes for the sweeps that follow what it found. */
const sweepTable = async (
  tools: EraseTools,
  name: SweepName,
  given: Erasure,
): Promise<{ erasure: Erasure; swept: Omit<Swept, 'deadLetters'> }> => {
  const { table } = tools;
  let erasure = given;
  const erased = new Map<string, string>();
  let count = 0;
  for (let pass = 0; pass < passesMax; pass++) {
    const index = await readIndex(table, erasure.customers);
    erasure = { ...erasure, aliases: [...new Set([...erasure.aliases, ...index.aliases])] };
    await inLanes(erasure.aliases, (alias) => mark(table, alias, erasure.erasedAt));
    // Who was nobody yet when they were sought may have become somebody before they were marked.
    const marked = await table.getAll(erasure.aliases.map(aliasKey));
    const customers = marked.flatMap(({ customer }) => (customer === undefined ? [] : [String(customer)]));
    erasure = { ...erasure, customers: [...new Set([...erasure.customers, ...customers])] };
    const { signals, objects } = await findTheirs(table, erasure);
    erasure = { ...erasure, objects: [...new Set([...erasure.objects, ...signals.map(({ PK }) => String(PK))])] };
    for (const item of [...signals, ...objects.filter((one) => one.erased === true)]) {
      erased.set(keyText(keyOf(item)), signalId(keyOf(item)));
    }
    if (signals.length === 0) break;
    await eraseSignals(tools, signals);
    count += signals.length;
  }
  const ids = [...erased.values()];
  for (const later of sweepsAfter(name)) {
    for (const item of sweepItems(later, erasure)) await table.put({ PK: sweepPartition, ...item });
  }
  const mails = await eraseQuotations(table, ids);
  for (const customer of erasure.customers) await table.remove(linkKey(customer));
  if (name !== 'now') await removeRows(table, erasure.customers);
  if (name === 'last') await removeTraces(table, erasure, ids);
  return { erasure, swept: { signals: count, ids, mails } };
};

/** Deletes the dead letters of several people in one walk, and leaves all others as they were. */
const sweepDeadLetters = async (
  { letters, customerKey, sources }: EraseTools,
  erasures: readonly Erasure[],
): Promise<number> => {
  const sought = soughtByAll(erasures);
  let removed = 0;
  try {
    for await (const { id, body, refusedFrom } of letters.walk()) {
      const from = refusedFrom === undefined ? sources : [refusedFrom];
      if (!mentions({ body, sources: from }, sought, customerKey)) continue;
      await letters.remove([{ id }]);
      removed += 1;
    }
  } finally {
    await letters.release();
  }
  return removed;
};

/** Parts of the table that are read at once. */
const segments = 4;

/**
 * The objects of all signals that hold one of these aliases. It reads the whole table: what somebody does after they were
 * erased belongs to nobody, and no index leads to it when they ask again.
 */
const findObjects = async (table: Table, aliases: readonly string[]): Promise<readonly string[]> => {
  const sought = new Set(aliases);
  const objects = new Set<string>();
  const readSegment = async (segment: number): Promise<void> => {
    for await (const item of table.scan(segment, segments)) {
      if (isSignalItem(item) && aliasesIn(item).some((alias) => sought.has(alias))) objects.add(String(item.PK));
    }
  };
  await Promise.all(Array.from({ length: segments }, (_, segment) => readSegment(segment)));
  return [...objects];
};

const erasureOf = async (
  table: Table,
  { customers, aliases, erasedAt: before }: Person,
  erasedAt: string,
): Promise<Erasure> => {
  const objects = before === undefined ? [] : await findObjects(table, aliases);
  return { erasedAt, customers, aliases, objects };
};

/** What an erasure would take away, without taking anything. */
export const lookAtErasure = async ({ table }: EraseTools, person: Person) => {
  const erasure = await erasureOf(table, person, '');
  const { signals, objects } = await findTheirs(table, erasure);
  const erased = objects.filter((item) => item.erased === true);
  const ids = [...signals, ...erased].map((item) => signalId(keyOf(item)));
  const quotes = await readQuotes(table, ids);
  return { signals: signals.length, mails: new Set(quotes.map(({ SK }) => SK)).size };
};

/**
 * Forgets a person: now, and again by the sweeps it leaves in the table. These are written first, so that whoever dies
 * on the way is followed by one that goes on.
 */
export const erasePerson = async (tools: EraseTools, person: Person, erasedAt: string): Promise<Swept> => {
  const erasure = await erasureOf(tools.table, person, erasedAt);
  const first = sweepItems('now', erasure);
  for (const item of [...first, ...sweepsAfter('now').flatMap((name) => sweepItems(name, erasure))]) {
    await tools.table.put({ PK: sweepPartition, ...item });
  }
  const { erasure: found, swept } = await sweepTable(tools, 'now', erasure);
  const deadLetters = await sweepDeadLetters(tools, [found]);
  for (const { SK } of first) await tools.table.remove({ PK: sweepPartition, SK });
  return { ...swept, deadLetters };
};

/** Makes every sweep that is due. One that fails keeps no other from being made, and is due still. */
export const sweepDue = async (tools: EraseTools, nowIso: string): Promise<Swept> => {
  const due: (Item & Sweep)[] = [];
  for await (const item of tools.table.range(sweepPartition, '0', `${nowIso}~`)) due.push(item as Item & Sweep);
  const done: { item: Item & Sweep; erasure: Erasure; swept: Omit<Swept, 'deadLetters'> }[] = [];
  let failure: unknown;
  for (const item of due) {
    const { name, erasedAt, customers, aliases, objects } = item;
    try {
      done.push({ item, ...(await sweepTable(tools, name, { erasedAt, customers, aliases, objects })) });
    } catch (error) {
      failure = error;
    }
  }
  const deadLetters =
    done.length === 0
      ? 0
      : await sweepDeadLetters(
          tools,
          done.map(({ erasure }) => erasure),
        );
  for (const { item } of done) await tools.table.remove(keyOf(item));
  if (failure) throw failure;
  return {
    signals: done.reduce((sum, { swept }) => sum + swept.signals, 0),
    ids: done.flatMap(({ swept }) => swept.ids),
    mails: done.flatMap(({ swept }) => swept.mails),
    deadLetters,
  };
};
