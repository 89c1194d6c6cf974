import type { ScoredSignal } from '../core/signal.ts';
import {
  chunk,
  type Entry,
  entryOf,
  isSuperseded,
  type Known,
  newestPerKey,
  type Put,
  planStore,
} from '../core/store/plan.ts';
import { signalItem } from '../core/store/signal-item.ts';
import type { Item, Table } from './table.ts';

/** What a commit needs besides the table: chance and waiting, as arguments so that tests can choose both. */
export interface Patience {
  /** Evenly between 0 and 1. */
  readonly random: () => number;
  readonly sleepMs: (milliseconds: number) => Promise<void>;
}

/** Attempts at one chunk before it is cut in two. Full jitter makes the last wait at most 3.2 s. */
const attemptsMax = 8;
const firstWaitMs = 25;

const knownFrom = (item: Item): Known => ({
  rev: Number(item.rev),
  revision: item.revision as Known['revision'],
  counted: JSON.parse(String(item.counted)),
  pending: item.unscored === 'pending',
});

const putAction = (put: Put) => ({ item: signalItem(put), expectedRev: put.expectedRev });

/** What became of a batch: everything neither listed here is in the table, once. */
export interface CommitResult {
  /** The table was too busy; the queue hands these out again. */
  readonly busy: readonly ScoredSignal[];
  /** The table will never take these, with its reason. */
  readonly refused: readonly { readonly signal: ScoredSignal; readonly code: string }[];
}

/**
 * Commits scored signals exactly once, although everything before it delivers at least once.
 *
 * A transaction puts every signal under its condition and moves the rollup rows by the difference; a duplicate or an
 * older version fails its condition and is dropped, a newer version subtracts what the older one counted.
 */
export const commit = async (
  table: Pick<Table, 'transact'>,
  signals: readonly ScoredSignal[],
  patience: Patience,
): Promise<CommitResult> => {
  const busy: ScoredSignal[] = [];
  const refused: { signal: ScoredSignal; code: string }[] = [];
  const work = chunk(newestPerKey(signals).map(entryOf));
  for (let entries = work.shift(); entries !== undefined; entries = work.shift()) {
    const { kind, left, code } = await commitChunk(table, entries, patience);
    if (kind === 'busy') busy.push(...left.map(({ signal }) => signal));
    else if (kind === 'too-large') work.push(...chunk(left));
    // One entry may poison the whole transaction: halves find it in a few steps and free its neighbours.
    else if (left.length > 1) work.push(left.slice(0, left.length / 2), left.slice(left.length / 2));
    else refused.push(...left.map(({ signal }) => ({ signal, code })));
  }
  return { busy, refused };
};

interface ChunkResult {
  readonly kind: 'busy' | 'too-large' | 'refused';
  /** The entries that are not in the table; none when all is well. */
  readonly left: Entry[];
  readonly code: string;
}

const commitChunk = async (
  table: Pick<Table, 'transact'>,
  entriesGiven: readonly Entry[],
  { random, sleepMs }: Patience,
): Promise<ChunkResult> => {
  let left = [...entriesGiven];
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    left = left.filter((entry) => !isSuperseded(entry));
    // What became known since the last attempt may have made the transaction too large.
    if (chunk(left).length > 1) return { kind: 'too-large', left, code: '' };
    const { puts, adds } = planStore(left);
    const result = left.length === 0 ? { kind: 'done' as const } : await table.transact(puts.map(putAction), adds);
    if (result.kind === 'done') return { kind: 'busy', left: [], code: '' };
    if (result.kind === 'refused') return { kind: 'refused', left, code: result.code };
    if (result.kind === 'busy') await sleepMs(random() * firstWaitMs * 2 ** attempt);
    else left = left.map((entry, index) => (result.held.has(index) ? learn(entry, result.held.get(index)) : entry));
  }
  return { kind: 'busy', left, code: '' };
};

/** The entry again, knowing what the table holds in its place: nothing, if it was erased in between. */
const learn = ({ signal, counted }: Entry, item: Item | undefined): Entry =>
  item === undefined ? { signal, counted } : { signal, counted, known: knownFrom(item) };
