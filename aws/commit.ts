import { type ScoredSignal, type StoredSignal, unordered } from '../core/signal.ts';
import { aliasKey } from '../core/store/keys.ts';
import type { HeldAlias, HeldAliases } from '../core/store/people.ts';
import {
  chunk,
  type Entry,
  entryOf,
  isSuperseded,
  type Known,
  newestPerKey,
  type Placed,
  type Put,
  placeAll,
  planStore,
  type StorePlan,
} from '../core/store/plan.ts';
import { aliasItem, signalItem } from '../core/store/signal-item.ts';
import type { Item, Table, TransactResult } from './table.ts';

/** What a commit needs besides the table: chance and waiting, as arguments so that tests can choose both. */
export interface Patience {
  /** Evenly between 0 and 1. */
  readonly random: () => number;
  readonly sleepMs: (milliseconds: number) => Promise<void>;
}

/** As much of the table as a commit needs. */
export type CommitTable = Pick<Table, 'transact' | 'getAll'>;

/** Attempts at one chunk before it is cut in two. Full jitter makes the last wait at most 3.2 s. */
const attemptsMax = 8;
const firstWaitMs = 25;

/** What a stored item says of itself to whoever would replace it. */
export const knownFrom = (item: Item): Known => ({
  rev: Number(item.rev),
  revision: (item.revision as Known['revision'] | undefined) ?? unordered,
  counted: JSON.parse(String(item.counted)),
  pending: item.unscored === 'pending',
  erased: item.erased === true,
});

const putAction = (put: Put) => ({ item: signalItem(put), expectedRev: put.expectedRev });

const heldAlias = ({ customer, erasedAt }: Item): HeldAlias => ({
  ...(customer !== undefined && { customer: String(customer) }),
  ...(erasedAt !== undefined && { erasedAt: String(erasedAt) }),
});

const aliasOf = ({ PK }: Item): string => String(PK).slice(aliasKey('').PK.length);

/** What the table holds of the aliases of some signals, marks of erasure with them: read anew for every batch. */
const readAliases = async (
  table: CommitTable,
  signals: readonly Pick<StoredSignal, 'aliases'>[],
): Promise<Map<string, HeldAlias>> => {
  const aliases = [...new Set(signals.flatMap((signal) => signal.aliases))];
  const items = await table.getAll(aliases.map(aliasKey));
  return new Map(items.map((item) => [aliasOf(item), heldAlias(item)]));
};

/** What became of a batch: everything neither listed here is in the table, once. */
export interface CommitResult<Signal extends StoredSignal = ScoredSignal> {
  /** The table was too busy; the queue hands these out again. */
  readonly busy: readonly Signal[];
  /** The table will never take these, with its reason. */
  readonly refused: readonly { readonly signal: Signal; readonly code: string }[];
}

/**
 * Commits scored signals exactly once, although everything before it delivers at least once.
 *
 * A transaction puts every signal under its condition and moves the rows of counts by the difference; a duplicate or an
 * older version fails its condition and is dropped, a newer version subtracts what the older one counted. Aliases
 * nobody had become their customer's in the same transaction.
 */
export const commit = (
  table: CommitTable,
  signals: readonly ScoredSignal[],
  patience: Patience,
): Promise<CommitResult> => commitEntries(table, newestPerKey(signals).map(entryOf), patience);

/**
 * The same for entries of any kind. One that was taken from the table and changed there meanwhile is left alone: whoever
 * wanted it otherwise looks again.
 */
export const commitEntries = async <S extends StoredSignal>(
  table: CommitTable,
  entriesGiven: readonly Entry<S>[],
  patience: Patience,
): Promise<CommitResult<S>> => {
  const busy: S[] = [];
  const refused: { signal: S; code: string }[] = [];
  const aliases = await readAliases(
    table,
    entriesGiven.map(({ signal }) => signal),
  );
  const work = cut(entriesGiven, aliases);
  // What was placed for the cut holds until one goes otherwise: each leaves behind it what the next was placed by.
  let isAsPlaced = true;
  for (let one = work.shift(); one !== undefined; one = work.shift()) {
    const { kind, left, code, ...ended } = await commitChunk(table, one, aliases, patience, isAsPlaced);
    isAsPlaced = ended.isAsPlaced;
    if (kind === 'done') continue;
    if (kind === 'busy') busy.push(...left.map(({ signal }) => signal));
    else if (kind === 'too-large') work.push(...cut(left, aliases));
    // One entry may poison the whole transaction: halves find it in a few steps and free its neighbours.
    else if (left.length > 1) work.push(...halvesOf(left).map((entries) => ({ entries })));
    else refused.push(...left.map(({ signal }) => ({ signal, code })));
  }
  return { busy, refused };
};

const rowsOf = ({ counted }: Entry): string => Object.keys(counted).join();

/** One transaction's worth of entries. */
interface Work<S extends StoredSignal> {
  readonly entries: Entry<S>[];
  /** The same, placed by what was known when they were cut. */
  readonly placed?: Placed<S>[];
}

/** Entries by the transactions they fit into, as far as is known of them. Neighbours share rows: fewer are written. */
const cut = <S extends StoredSignal>(entries: readonly Entry<S>[], aliases: HeldAliases): Work<S>[] => {
  const sorted = entries
    .filter((entry) => !isSuperseded(entry))
    .map((entry) => ({ entry, rows: rowsOf(entry) }))
    .toSorted((a, b) => (a.rows < b.rows ? -1 : a.rows > b.rows ? 1 : 0))
    .map(({ entry }) => entry);
  return chunk(placeAll(sorted, aliases)).map((placed) => ({ placed, entries: placed.map(({ entry }) => entry) }));
};

const halvesOf = <T>(some: readonly T[]): T[][] => [some.slice(0, some.length / 2), some.slice(some.length / 2)];

interface ChunkResult<S extends StoredSignal> {
  readonly kind: 'done' | 'busy' | 'too-large' | 'refused';
  /** The entries that are not in the table. */
  readonly left: Entry<S>[];
  readonly code: string;
  /** Whether all of it is in the table as it was placed when it was cut. */
  readonly isAsPlaced: boolean;
}

/**
 * @param aliases what is known of them grows while it works, for the chunks that follow
 * @param isAsPlaced whether all chunks before went as they were cut
 */
const commitChunk = async <S extends StoredSignal>(
  table: CommitTable,
  work: Work<S>,
  aliases: Map<string, HeldAlias>,
  { random, sleepMs }: Patience,
  isAsPlaced: boolean,
): Promise<ChunkResult<S>> => {
  let left = work.entries;
  let known = isAsPlaced ? work.placed : undefined;
  const ended = (kind: ChunkResult<S>['kind'], code = ''): ChunkResult<S> => ({
    kind,
    code,
    left,
    isAsPlaced: kind === 'done' && known !== undefined,
  });
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const placed: Placed<S>[] =
      known ??
      placeAll(
        left.filter((entry) => !isSuperseded(entry)),
        aliases,
      );
    left = placed.map(({ entry }) => entry);
    // What became known since the last attempt may have made the transaction too large.
    if (known === undefined && chunk(placed).length > 1) return ended('too-large');
    const plan = planStore(placed);
    const result = left.length === 0 ? { kind: 'done' as const } : await write(table, plan);
    if (result.kind === 'refused') return ended('refused', result.code);
    if (result.kind === 'busy') await sleepMs(random() * firstWaitMs * 2 ** attempt);
    if (result.kind === 'done') {
      for (const { alias, customer } of plan.aliases) aliases.set(alias, { customer });
      return ended('done');
    }
    if (result.kind !== 'condition') continue;
    known = undefined;
    for (const [index, { alias }] of plan.aliases.entries()) {
      const item = result.held.get(left.length + index);
      if (item !== undefined) aliases.set(alias, heldAlias(item));
    }
    left = left.flatMap((entry, index) => (result.held.has(index) ? learn(entry, result.held.get(index)) : [entry]));
  }
  return ended('busy');
};

const write = (table: CommitTable, { puts, aliases, adds }: StorePlan): Promise<TransactResult> =>
  table.transact(
    [...puts.map(putAction), ...aliases.map((put) => ({ item: aliasItem(put), expectedRev: undefined }))],
    adds,
  );

/** The entry again, knowing what the table holds in its place: nothing, if it was forgotten in between. */
const learn = <S extends StoredSignal>(entry: Entry<S>, item: Item | undefined): Entry<S>[] => {
  if (entry.again !== undefined) return [];
  const { known: _before, ...rest } = entry;
  return [item === undefined ? rest : { ...rest, known: knownFrom(item) }];
};
