import { ServiceUnavailable } from '../core/errors.ts';
import { type Erasure, type Sweep, type SweepName, sweepItems, sweepsAfter } from '../core/people/erasure.ts';
import { mentionsOf, soughtByAll } from '../core/people/mentions.ts';
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
  /** Whether all dead letters could be looked at. If not, the next sweep looks again. */
  readonly sawAllLetters: boolean;
}

/** What sweeping the table came to. */
type TableSwept = Omit<Swept, 'deadLetters' | 'sawAllLetters'>;

/** Workers that stored something meanwhile make another pass necessary; what a fifth leaves is found in 15 minutes. */
const passesMax = 5;
const aliasesIn = (item: Item): readonly string[] => (item.aliases as readonly string[] | undefined) ?? [];

/**
 * Marks an alias, whatever is being made of it at this moment. A mark that is there already only becomes later. Where
 * somebody's alias is marked, `rev` tells by which erasure, so that no other takes its mark for its own.
 */
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
    if (await table.setIf(key, expected, { erasedAt, rev: Date.parse(erasedAt) })) return;
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
 * parts of the same objects that have no customer of their own. Who asks to be forgotten means all there is; the sweeps
 * that follow leave alone what happened since.
 */
const findTheirs = async (
  table: Table,
  name: SweepName,
  erasure: Erasure,
): Promise<{ signals: Item[]; objects: Item[] }> => {
  const isMeant = (item: Item): boolean =>
    isSignalItem(item) && (name === 'now' || String(item.occurredAt) <= erasure.erasedAt);
  const customers = new Set<unknown>(erasure.customers);
  const aliases = new Set(erasure.aliases);
  const hasAlias = (item: Item) => aliasesIn(item).some((alias) => aliases.has(alias));
  const own = await readIndex(table, erasure.customers);
  const others = await readIndex(table, await rivalsOf(table, new Set(erasure.customers)));
  const signals = (await table.getAll([...own.signals, ...others.signals])).filter(
    (item) => isMeant(item) && (customers.has(item.customer) || hasAlias(item)),
  );
  const partitions = [...new Set([...erasure.objects, ...signals.map(({ PK }) => String(PK))])];
  const objects = (await inLanes(partitions, (partition) => readAll(readPartition(table, partition)))).flat();
  const known = new Set(signals.map((item) => keyText(keyOf(item))));
  const parts = objects.filter(
    (item) => isMeant(item) && !known.has(keyText(keyOf(item))) && (aliasesIn(item).length === 0 || hasAlias(item)),
  );
  return { signals: [...signals, ...parts], objects };
};

/**
 * Customers who became known by a signal that holds an alias of theirs: somebody who was erased before, under a name that
 * nobody had yet. Whoever was known before that signal is somebody else, as in every conflict, and so are their rivals.
 */
const findRenamed = async (
  table: Table,
  { customers, aliases }: Erasure,
  signals: readonly Item[],
): Promise<readonly string[]> => {
  const known = new Set(customers);
  for (const rival of await rivalsOf(table, known)) known.add(rival);
  const owners = signals.flatMap(({ customer }) => (customer === undefined ? [] : [String(customer)]));
  const sought = new Set(aliases);
  const isRenamed = async (customer: string): Promise<boolean> => {
    const items = (await table.getAll((await readIndex(table, [customer])).signals)).filter(isSignalItem);
    const firstAt = items.map(({ occurredAt }) => String(occurredAt)).toSorted()[0];
    const first = items.filter(({ occurredAt }) => occurredAt === firstAt);
    return first.length > 0 && first.every((item) => aliasesIn(item).some((alias) => sought.has(alias)));
  };
  const others = [...new Set(owners)].filter((one) => !known.has(one));
  const renamed = await inLanes(others, async (one) => ((await isRenamed(one)) ? [one] : []));
  return renamed.flat();
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

/** Where a row counts signals: one of conflicts all together, a customer's month day by day. What else it counts is of these. */
const signalCounts = ['n', ...Array.from({ length: 31 }, (_, index) => `${String(index + 1).padStart(2, '0')}.n`)];

/**
 * Takes away rows that came to nothing. Not in the first sweep: who was storing then may add to them still. Somebody may
 * at any time, so the table itself looks once more: a row that went with what was added to it would count less than
 * nothing once that is taken back.
 */
const removeRows = async (table: Table, customers: readonly string[]): Promise<void> => {
  const months = (await inLanes(customers, (one) => readAll(readPartition(table, customerPartition(one))))).flat();
  const theirs = new Set(customers);
  const conflicts = (await readAll(readPartition(table, conflictPartition))).filter(({ SK }) =>
    String(SK)
      .split('#')
      .some((one) => theirs.has(one)),
  );
  const keys = [...months, ...conflicts].map(keyOf);
  for (let attempt = 0; attempt < passesMax; attempt++) {
    const rows = (await table.getAll(keys)).filter(isNothing);
    const removed = await inLanes(rows, (row) =>
      table.removeIf(keyOf(row), Object.fromEntries(signalCounts.map((name) => [name, row[name]]))),
    );
    if (!removed.includes(false)) return;
  }
  throw new ServiceUnavailable('erase: rows of counts are being changed all the time; the next sweep does it');
};

/**
 * What only led to them: of their aliases the marks remain, which are nobody's. One that another erasure made later is
 * left to the last sweep of that.
 */
const removeTraces = async (table: Table, { aliases }: Erasure, ids: readonly string[]): Promise<void> => {
  for (const item of await table.getAll(aliases.map(aliasKey))) {
    if (item.rev === undefined) continue;
    const bare = { ...keyOf(item), erasedAt: item.erasedAt };
    const { kind } = await table.transact([{ item: bare, expectedRev: Number(item.rev) }], []);
    if (kind === 'busy') throw new ServiceUnavailable('erase: an alias is being changed; the next sweep does it');
  }
  for (const quote of await readQuotes(table, ids)) await table.remove(keyOf(quote));
};

/** Sweeps the table once, and notes for the sweeps that follow what it found. */
const sweepTable = async (
  tools: EraseTools,
  name: SweepName,
  given: Erasure,
): Promise<{ erasure: Erasure; swept: TableSwept }> => {
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
    const { signals, objects } = await findTheirs(table, name, erasure);
    erasure = { ...erasure, objects: [...new Set([...erasure.objects, ...signals.map(({ PK }) => String(PK))])] };
    for (const item of [...signals, ...objects.filter((one) => one.erased === true)]) {
      erased.set(keyText(keyOf(item)), signalId(keyOf(item)));
    }
    if (signals.length === 0) break;
    const renamed = await findRenamed(table, erasure, signals);
    erasure = { ...erasure, customers: [...erasure.customers, ...renamed] };
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
): Promise<Pick<Swept, 'deadLetters' | 'sawAllLetters'>> => {
  const isTheirs = mentionsOf(soughtByAll(erasures), sources, customerKey);
  let deadLetters = 0;
  try {
    for await (const letter of letters.walk()) {
      if (!isTheirs(letter)) continue;
      await letters.remove([letter]);
      deadLetters += 1;
    }
    return { deadLetters, sawAllLetters: letters.sawAll && (await letters.heldElsewhere()) === 0 };
  } finally {
    await letters.release();
  }
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
  const { signals, objects } = await findTheirs(table, 'now', erasure);
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
  const looked = await sweepDeadLetters(tools, [found]);
  // Letters that could not be looked at are left to the sweep that is due soon.
  for (const { SK } of first) await tools.table.remove({ PK: sweepPartition, SK });
  return { ...swept, ...looked };
};

/** What a sweep left in the table, for the copies outside of it: whoever made it may have died before they were reached. */
const recall = async (table: Table, { objects }: Erasure): Promise<TableSwept> => {
  const parts = (await inLanes(objects, (partition) => readAll(readPartition(table, partition)))).flat();
  const ids = parts.filter((item) => item.erased === true).map((item) => signalId(keyOf(item)));
  const quotes = await readQuotes(table, ids);
  const mails = quotes.map(({ ledgerPK, ledgerSK }) => ({ PK: String(ledgerPK), SK: String(ledgerSK) }));
  return { signals: 0, ids, mails };
};

/** One sweep with the items of it that are due: those whose objects had no room in one item. */
interface Due {
  readonly name: SweepName;
  readonly erasure: Erasure;
  readonly isTableSwept: boolean;
}

const readDue = async (table: Table, nowIso: string): Promise<readonly Due[]> => {
  const sweeps = new Map<string, Due>();
  for await (const item of table.range(sweepPartition, '0', `${nowIso}~`)) {
    const { SK, name, erasedAt, customers, aliases, objects, isTableSwept } = item as Item & Sweep;
    const id = String(SK).slice(0, String(SK).lastIndexOf('#'));
    const before = sweeps.get(id);
    sweeps.set(id, {
      name,
      erasure: { erasedAt, customers, aliases, objects: [...(before?.erasure.objects ?? []), ...objects] },
      isTableSwept: isTableSwept === true && (before?.isTableSwept ?? true),
    });
  }
  return [...sweeps.values()];
};

/** Sweeps the table, unless that was done and only dead letters are left to be looked at, and notes that it was. */
const sweepOne = async (tools: EraseTools, { name, erasure, isTableSwept }: Due): Promise<Done> => {
  if (isTableSwept) return { name, erasure, swept: await recall(tools.table, erasure) };
  const done = { name, ...(await sweepTable(tools, name, erasure)) };
  for (const item of sweepItems(name, done.erasure)) {
    await tools.table.put({ PK: sweepPartition, ...item, isTableSwept: true });
  }
  return done;
};

interface Done {
  readonly name: SweepName;
  readonly erasure: Erasure;
  readonly swept: TableSwept;
}

/** A sweep is done when nothing is left of it, and due as long as something is. */
const removeSweep = async (table: Table, { name, erasure }: Pick<Done, 'name' | 'erasure'>): Promise<void> => {
  for (const { SK } of sweepItems(name, erasure)) await table.remove({ PK: sweepPartition, SK });
};

/**
 * Makes every sweep that is due. One that fails keeps no other from being made, and is due still; so is one that could
 * not look at all dead letters. What is done of a sweep is noted at once: whoever is killed on the way did not do it for
 * nothing.
 */
export const sweepDue = async (tools: EraseTools, nowIso: string): Promise<Swept> => {
  const done: Done[] = [];
  let failure: unknown;
  for (const due of await readDue(tools.table, nowIso)) {
    try {
      done.push(await sweepOne(tools, due));
    } catch (error) {
      failure = error;
    }
  }
  const erasures = done.map(({ erasure }) => erasure);
  const looked = done.length === 0 ? { deadLetters: 0, sawAllLetters: true } : await sweepDeadLetters(tools, erasures);
  if (looked.sawAllLetters) for (const one of done) await removeSweep(tools.table, one);
  if (failure) throw failure;
  return {
    signals: done.reduce((sum, { swept }) => sum + swept.signals, 0),
    ids: done.flatMap(({ swept }) => swept.ids),
    mails: done.flatMap(({ swept }) => swept.mails),
    ...looked,
  };
};
