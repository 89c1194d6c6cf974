import { compareRevisions, type ScoredSignal, type Signal, type StoredSignal } from '../signal.ts';
import { type Contribution, contributionOf, personRows } from './contribution.ts';
import { type Key, keyText, rowKey, signalKey } from './keys.ts';
import { type HeldAlias, type HeldAliases, personOf } from './people.ts';
import { addInto, type Tally } from './tally.ts';

/** What the table already holds of a signal, as far as a commit needs to know. */
export interface Known {
  /** Ours, raised by every write: tells whether somebody wrote since we read. */
  readonly rev: number;
  /** The vendor's: tells whether what we hold is newer. */
  readonly revision: Signal['revision'];
  readonly counted: Contribution;
  /** Its text still waits for a sentiment. */
  readonly pending: boolean;
  /** Its customer asked to be forgotten. Nothing replaces it any more, however new. */
  readonly erased: boolean;
}

/** A signal on its way into the table. Without `known` the first attempt assumes it is new. */
export interface Entry<Signal extends StoredSignal = StoredSignal> {
  readonly key: Key;
  readonly signal: Signal;
  /** Of everything but people: who it is of depends on what the table holds of its aliases. */
  readonly counted: Contribution;
  readonly known?: Known;
  /** Taken from the table to be stored otherwise (another map, an erasure): overrides what is known instead of yielding. */
  readonly again?: 'recounted' | 'erased';
}

export const entryOf = (signal: ScoredSignal): Entry<ScoredSignal> => ({
  key: signalKey(signal),
  signal,
  counted: contributionOf(signal),
});

/** An entry whose customer is known: what it will count, and which aliases will be theirs. */
export interface Placed<Signal extends StoredSignal = StoredSignal> {
  readonly entry: Entry<Signal>;
  readonly customer?: string;
  readonly counted: Contribution;
  readonly newAliases: readonly string[];
  /** Nothing is left of it but its key. */
  readonly isErased: boolean;
}

/**
 * Finds the customers of entries, one after the other, so that what the first makes known holds for the next.
 *
 * Of what somebody said who asked to be forgotten the key alone is stored, even when nothing is known of it: an older
 * version may lie there under another customer, and may come after this one.
 */
export const placeAll = <S extends StoredSignal>(entries: readonly Entry<S>[], held: HeldAliases): Placed<S>[] => {
  const now = new Map<string, HeldAlias>(held);
  return entries.map((entry): Placed<S> => {
    const person = personOf(entry.signal, now);
    if (person === 'erased' || entry.again === 'erased') {
      return { entry, counted: {}, newAliases: [], isErased: true };
    }
    const { customer, newAliases } = person;
    if (customer !== undefined) for (const alias of newAliases) now.set(alias, { customer });
    const counted = { ...entry.counted, ...personRows(entry.signal, person) };
    return { entry, counted, newAliases, isErased: false, ...(customer !== undefined && { customer }) };
  });
};

export interface Put {
  readonly key: Key;
  readonly signal: StoredSignal;
  readonly customer?: string;
  readonly isErased: boolean;
  readonly rev: number;
  readonly counted: Contribution;
  /** Write only if the stored `rev` is this; `undefined`: only if nothing is stored. */
  readonly expectedRev: number | undefined;
}

/** An alias that becomes somebody's, if it still is nobody's. */
export interface AliasPut {
  readonly alias: string;
  readonly customer: string;
}

export interface StorePlan {
  readonly puts: readonly Put[];
  readonly aliases: readonly AliasPut[];
  /** `ttl` of a customer's months: they are forgotten with the signals they count. */
  readonly adds: readonly { readonly key: Key; readonly fields: Tally; readonly ttl?: number }[];
}

/**
 * Whether the table already says all this signal says: a duplicate, or an older version of it.
 *
 * The one exception is a text that was stored unread because Comprehend was down: the same revision with its sentiment
 * replaces it.
 */
export const isSuperseded = ({ signal, known, again }: Pick<Entry, 'signal' | 'known' | 'again'>): boolean =>
  again === undefined && known !== undefined && (known.erased || !saysMore(signal, known));

const saysMore = ({ revision, unscored }: StoredSignal, held: Pick<Known, 'revision' | 'pending'>): boolean => {
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

/** A month's row outlives the last of its signals, whichever of them is written last. One day more for the hour of a time change. */
const monthSeconds = 32 * 86_400;

/**
 * One transaction's worth: each signal put under its condition, the aliases that become somebody's, and the rows of
 * counts moved by what is new minus what was counted before. Rows whose sum did not change are left out.
 */
export const planStore = (entries: readonly Placed[]): StorePlan => {
  const deltas = new Map<string, Record<string, number>>();
  const ttls = new Map<string, number>();
  const move = (contribution: Contribution, sign: 1 | -1) => {
    for (const row in contribution) {
      const sum = deltas.get(row) ?? {};
      deltas.set(row, sum);
      addInto(sum, contribution[row] ?? {}, sign);
    }
  };
  const puts = entries.map(({ entry: { key, signal, known }, customer, counted, isErased }): Put => {
    move(counted, 1);
    if (known) move(known.counted, -1);
    // Not of rows it only leaves: what it says now may have happened long before all else they count.
    for (const row of Object.keys(counted)) {
      if (isCustomerMonth(row) && signal.ttl !== undefined) {
        ttls.set(row, Math.max(ttls.get(row) ?? 0, signal.ttl + monthSeconds));
      }
    }
    const rev = (known?.rev ?? 0) + 1;
    return {
      key,
      signal,
      isErased,
      rev,
      counted,
      expectedRev: known?.rev,
      ...(customer !== undefined && { customer }),
    };
  });
  const aliases = entries.flatMap(({ newAliases, customer = '' }) => newAliases.map((alias) => ({ alias, customer })));
  const adds = [...deltas]
    .filter(([, tally]) => Object.keys(tally).length > 0)
    .map(([row, fields]) => {
      const ttl = ttls.get(row);
      return { key: rowKey(row), fields, ...(ttl !== undefined && { ttl }) };
    });
  return { puts, aliases, adds };
};

/** Conflicts are of no month: a ttl of theirs would be that of whoever wrote last, and a signal of long ago may. */
const isCustomerMonth = (row: string): boolean => row.startsWith('C#');

/** DynamoDB takes 100 actions and 4 MB a transaction, and about 4 KB of update expression a row. */
const actionsMax = 100;
const bytesMax = 3_500_000;
const fieldsPerRowMax = 200;
/** Room for the keys of an item beside what the signal says. */
const bytesPerSignal = 2_000;
/** The number of a field, once with its signal and once in its row, and what stands around both. */
const bytesPerField = 90;
/** No UTF-16 unit of a text takes more in UTF-8. */
const bytesPerUnitMax = 3;

/** What an entry takes of a transaction. */
interface Load<S extends StoredSignal> {
  readonly placed: Placed<S>;
  /** The rows it touches, with the fields it moves there: those it adds to and those it subtracts from. */
  readonly rows: readonly (readonly [cell: string, fields: readonly string[]])[];
  /** Itself, and the aliases that become its customer's. */
  readonly puts: number;
  readonly bytes: number;
}

const loadOf = <S extends StoredSignal>(placed: Placed<S>): Load<S> => {
  const { counted, newAliases, entry } = placed;
  const rows = [counted, entry.known?.counted ?? {}].flatMap((contribution) =>
    Object.keys(contribution).map((cell) => [cell, Object.keys(contribution[cell] ?? {})] as const),
  );
  let units = JSON.stringify(entry.signal).length;
  let fieldCount = 0;
  for (const [cell, fields] of rows) {
    units += 2 * cell.length;
    for (const field of fields) units += 2 * field.length;
    fieldCount += fields.length;
  }
  const bytes = bytesPerSignal + bytesPerField * fieldCount + bytesPerUnitMax * units;
  return { placed, rows, puts: 1 + newAliases.length, bytes };
};

/** One transaction being filled. */
class Chunk<S extends StoredSignal> {
  readonly entries: Placed<S>[] = [];
  readonly #rows = new Map<string, Set<string>>();
  #bytes = 0;
  #puts = 0;

  fits({ rows, puts, bytes }: Load<S>): boolean {
    const added = new Set(rows.map(([cell]) => cell).filter((cell) => !this.#rows.has(cell))).size;
    const narrow = rows.every(([cell, fields]) => {
      const held = this.#rows.get(cell);
      return held === undefined || held.size + fields.filter((field) => !held.has(field)).length <= fieldsPerRowMax;
    });
    const actions = this.#puts + puts + this.#rows.size + added;
    return narrow && actions <= actionsMax && this.#bytes + bytes <= bytesMax;
  }

  add({ placed, rows, puts, bytes }: Load<S>): void {
    for (const [cell, fields] of rows) {
      const held = this.#rows.get(cell) ?? new Set();
      for (const field of fields) held.add(field);
      this.#rows.set(cell, held);
    }
    this.entries.push(placed);
    this.#bytes += bytes;
    this.#puts += puts;
  }
}

/**
 * Cuts entries into chunks that each fit one transaction. Called anew on every attempt, because an entry whose stored
 * version became known also touches the rows it subtracts from.
 */
export const chunk = <S extends StoredSignal>(entries: readonly Placed<S>[]): Placed<S>[][] => {
  const chunks: Chunk<S>[] = [];
  for (const load of entries.map(loadOf)) {
    const last = chunks.at(-1);
    const room = last?.fits(load) ? last : new Chunk<S>();
    if (room !== last) chunks.push(room);
    room.add(load);
  }
  return chunks.map((full) => full.entries);
};
