import { compareRevisions, type ScoredSignal, type Signal } from '../signal.ts';
import { type Contribution, contributionOf } from './contribution.ts';
import { type Key, keyText, rowKey, signalKey } from './keys.ts';
import { merge, subtract, type Tally } from './tally.ts';

/** What the table already holds of a signal, as far as a commit needs to know. */
export interface Known {
  /** Ours, raised by every write: tells whether somebody wrote since we read. */
  readonly rev: number;
  /** The vendor's: tells whether what we hold is newer. */
  readonly revision: Signal['revision'];
  readonly counted: Contribution;
  /** Its text still waits for a sentiment. */
  readonly pending: boolean;
}

/** A signal on its way into the table. Without `known` the first attempt assumes it is new. */
export interface Entry {
  readonly signal: ScoredSignal;
  readonly counted: Contribution;
  readonly known?: Known;
}

export const entryOf = (signal: ScoredSignal): Entry => ({ signal, counted: contributionOf(signal) });

export interface Put {
  readonly key: Key;
  readonly signal: ScoredSignal;
  readonly rev: number;
  readonly counted: Contribution;
  /** Write only if the stored `rev` is this; `undefined`: only if nothing is stored. */
  readonly expectedRev: number | undefined;
}

export interface StorePlan {
  readonly puts: readonly Put[];
  readonly adds: readonly { readonly key: Key; readonly fields: Tally }[];
}

/**
 * Whether the table already says all this signal says: a duplicate, or an older version of it.
 *
 * The one exception is a text that was stored unread because Comprehend was down: the same revision with its sentiment
 * replaces it.
 */
export const isSuperseded = ({ signal, known }: Omit<Entry, 'counted'>): boolean =>
  known !== undefined && !saysMore(signal, known);

const saysMore = ({ revision, unscored }: ScoredSignal, held: Pick<Known, 'revision' | 'pending'>): boolean => {
  const order = compareRevisions(revision, held.revision);
  return order > 0 || (order === 0 && held.pending && unscored !== 'pending');
};

/** Of several versions of one fact in a batch, the newest and of its copies one that was read; the order is kept. */
export const newestPerKey = (signals: readonly ScoredSignal[]): ScoredSignal[] => {
  const newest = new Map<string, ScoredSignal>();
  for (const signal of signals) {
    const name = keyText(signalKey(signal));
    const other = newest.get(name);
    const pending = other?.unscored === 'pending';
    if (other === undefined || saysMore(signal, { ...other, pending })) newest.set(name, signal);
  }
  return [...newest.values()];
};

/**
 * One transaction's worth: each signal put under its condition, and the rollup rows moved by what is new minus what was
 * counted before. Rows whose sum did not change are left out.
 */
export const planStore = (entries: readonly Entry[]): StorePlan => {
  const deltas = new Map<string, Tally>();
  const move = (contribution: Contribution, combine: typeof merge) => {
    for (const [cell, tally] of Object.entries(contribution)) deltas.set(cell, combine(deltas.get(cell) ?? {}, tally));
  };
  const puts = entries.map(({ signal, counted, known }): Put => {
    move(counted, merge);
    if (known) move(known.counted, subtract);
    return { key: signalKey(signal), signal, rev: (known?.rev ?? 0) + 1, counted, expectedRev: known?.rev };
  });
  const adds = [...deltas]
    .filter(([, tally]) => Object.keys(tally).length > 0)
    .map(([cell, fields]) => ({ key: rowKey(cell), fields }));
  return { puts, adds };
};

/** DynamoDB takes 100 actions and 4 MB a transaction, and about 4 KB of update expression a row. */
const actionsMax = 100;
const bytesMax = 3_500_000;
const fieldsPerRowMax = 200;
/** Room for the keys and the rows beside what a signal says and counts. */
const bytesPerSignal = 2_000;
/** No UTF-16 unit of a text takes more in UTF-8. */
const bytesPerUnitMax = 3;

const bytesOf = (entry: Entry): number => bytesPerSignal + bytesPerUnitMax * JSON.stringify(entry).length;

/** The rows an entry touches, with the fields it moves there: those it adds to and those it subtracts from. */
const rowsOf = ({ counted, known }: Entry): [string, string[]][] =>
  [counted, known?.counted ?? {}].flatMap((contribution) =>
    Object.entries(contribution).map(([cell, tally]): [string, string[]] => [cell, Object.keys(tally)]),
  );

/** One transaction being filled. */
class Chunk {
  readonly entries: Entry[] = [];
  readonly #rows = new Map<string, Set<string>>();
  #bytes = 0;

  fits(entry: Entry): boolean {
    const rows = rowsOf(entry);
    const added = new Set(rows.map(([cell]) => cell).filter((cell) => !this.#rows.has(cell))).size;
    const narrow = rows.every(([cell, fields]) => {
      const held = this.#rows.get(cell);
      return held === undefined || held.size + fields.filter((field) => !held.has(field)).length <= fieldsPerRowMax;
    });
    const actions = this.entries.length + 1 + this.#rows.size + added;
    return narrow && actions <= actionsMax && this.#bytes + bytesOf(entry) <= bytesMax;
  }

  add(entry: Entry): void {
    for (const [cell, fields] of rowsOf(entry)) {
      const held = this.#rows.get(cell) ?? new Set();
      for (const field of fields) held.add(field);
      this.#rows.set(cell, held);
    }
    this.entries.push(entry);
    this.#bytes += bytesOf(entry);
  }
}

/**
 * Cuts entries into chunks that each fit one transaction. Called anew on every attempt, because an entry whose stored
 * version became known also touches the rows it subtracts from.
 */
export const chunk = (entries: readonly Entry[]): Entry[][] => {
  const chunks: Chunk[] = [];
  for (const entry of entries) {
    const last = chunks.at(-1);
    const room = last?.fits(entry) ? last : new Chunk();
    if (room !== last) chunks.push(room);
    room.add(entry);
  }
  return chunks.map((full) => full.entries);
};
