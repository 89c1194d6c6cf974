import type { JourneyMap } from './journey/map.ts';
import { scorerVersion } from './score.ts';
import { type Contribution, contributionOf, personRows } from './store/contribution.ts';
import { conflictPartition, rowName } from './store/keys.ts';
import { isSignalItem, storedSignal } from './store/signal-item.ts';
import { addInto, merge, subtract, type Tally } from './store/tally.ts';

type Item = Readonly<Record<string, unknown>>;

/** The stretch of time `verify` answers for: signals that are older may be gone, and what they counted stays. */
export interface Horizon {
  /** The last day that does not lie wholly inside retention; undefined keeps everything. */
  readonly lastPartialDay?: string;
}

const daySeconds = 86_400;

/** @param retentionDays undefined keeps everything */
export const horizonOf = (map: JourneyMap, nowMs: number, retentionDays: number | undefined): Horizon => {
  if (retentionDays === undefined) return {};
  const cutoff = new Date(nowMs - retentionDays * daySeconds * 1_000).toISOString();
  // Heartbeats are by UTC days, everything else by the organisation's.
  const days = [cutoff.slice(0, 10), map.dayOf(cutoff)];
  return { lastPartialDay: days.toSorted().at(-1) ?? '' };
};

const monthRow = /^C#.*#(\d{4}-\d{2})$/;
const datedRow = /^(?:H#.*#)?(\d{4}-\d{2}-\d{2})(?:#|$)/;

/** What of a row's counts lies inside the horizon. */
const inside = (row: string, tally: Tally, { lastPartialDay }: Horizon): Tally => {
  if (lastPartialDay === undefined || row.startsWith(`${conflictPartition}#`)) return tally;
  const month = monthRow.exec(row)?.[1];
  if (month === undefined) return (datedRow.exec(row)?.[1] ?? '') > lastPartialDay ? tally : {};
  const days = Object.entries(tally).filter(([field]) => `${month}-${field.slice(0, 2)}` > lastPartialDay);
  return Object.fromEntries(days);
};

/** The name and counts of an item that is a row of counts; undefined for any other. */
export const countsOf = (item: Item): { name: string; tally: Tally } | undefined => {
  const key = { PK: String(item.PK), SK: String(item.SK) };
  const isMonth = key.PK.startsWith('C#') && /^\d{4}-\d{2}$/.test(key.SK);
  if (!isMonth && key.PK !== conflictPartition && !/^[RH]#/.test(key.PK)) return undefined;
  const counts = Object.entries(item).filter(([field, value]) => field !== 'ttl' && typeof value === 'number');
  // Merged into nothing, because a row whose signals were all corrected away keeps fields of zero.
  return { name: rowName(key), tally: merge({}, Object.fromEntries(counts) as Tally) };
};

/** A field of a row that is not the sum of its signals. */
export interface Fault {
  readonly row: string;
  readonly field: string;
  readonly stored: number;
  readonly recounted: number;
}

/** The first of something that may have no end, and how many there were. */
export class FirstOf<One> {
  readonly list: One[] = [];
  count = 0;
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  add(one: One): void {
    this.count += 1;
    if (this.list.length < this.#max) this.list.push(one);
  }
}

/** The faults of a row. */
export const faultsOf = (row: string, stored: Tally, recounted: Tally, horizon: Horizon): Fault[] =>
  Object.keys(offBy(row, stored, recounted, horizon)).map((field) => ({
    row,
    field,
    stored: stored[field] ?? 0,
    recounted: recounted[field] ?? 0,
  }));

/**
 * How much more the signals say than a row has. A conflict has no day: signals that are gone by their time to live still
 * count in it, so that only too few is wrong.
 */
const offBy = (row: string, stored: Tally, recounted: Tally, horizon: Horizon): Tally => {
  const off = subtract(inside(row, recounted, horizon), inside(row, stored, horizon));
  if (horizon.lastPartialDay === undefined || !row.startsWith(`${conflictPartition}#`)) return off;
  return Object.fromEntries(Object.entries(off).filter(([, more]) => more > 0));
};

/**
 * The rows of counts as the stored signals remember to have counted them. It holds sums and no signals, so that it grows
 * with the rows alone.
 */
export class Recount {
  signals = 0;
  rows = 0;
  readonly #sums = new Map<string, Record<string, number>>();
  readonly #horizon: Horizon;
  readonly #wanted: ReadonlySet<string> | undefined;

  /** @param wanted rows to look at; all when left out */
  constructor(horizon: Horizon, wanted?: ReadonlySet<string>) {
    this.#horizon = horizon;
    this.#wanted = wanted;
  }

  /** What the signals say of a row. */
  sumOf(row: string): Tally {
    return this.#sums.get(row) ?? {};
  }

  addSignal(item: Item): void {
    this.signals += 1;
    for (const [row, tally] of Object.entries(JSON.parse(String(item.counted)) as Contribution)) {
      this.#add(row, tally, 1);
    }
  }

  /** Takes a stored row away from what the signals say of it, which leaves nothing of a true one. */
  settle(row: string, stored: Tally): void {
    if (Object.keys(inside(row, stored, this.#horizon)).length > 0) this.rows += 1;
    this.#add(row, stored, -1);
  }

  /** After all was added and settled: the rows of which something is left. */
  open(): ReadonlySet<string> {
    const rows = [...this.#sums].filter(([row, off]) => Object.keys(offBy(row, {}, off, this.#horizon)).length > 0);
    return new Set(rows.map(([row]) => row));
  }

  #add(row: string, tally: Tally, sign: 1 | -1): void {
    if (this.#wanted !== undefined && !this.#wanted.has(row)) return;
    const sum = this.#sums.get(row) ?? {};
    addInto(sum, inside(row, tally, this.#horizon), sign);
    if (Object.keys(sum).length === 0) this.#sums.delete(row);
    else this.#sums.set(row, sum);
  }
}

/** The other customers of the conflicts that a signal counted in. */
const rivalsIn = (counted: Contribution, customer: string): readonly string[] => {
  const conflicts = Object.keys(counted).filter((row) => row.startsWith(`${conflictPartition}#`));
  return conflicts.flatMap((row) => row.split('#').filter((name, index) => index > 0 && name !== customer));
};

/**
 * Whether a signal of this map and scorer counted something else than the same signal would count now. One of an older
 * map or scorer counted by those, and `rebuild` finds it.
 */
export const isMiscounted = (item: Item, map: Pick<JourneyMap, 'version'>): boolean => {
  if (!isSignalItem(item) || item.map !== map.version || item.scorer !== scorerVersion) return false;
  const counted = JSON.parse(String(item.counted)) as Contribution;
  const signal = storedSignal(item);
  const customer = item.customer === undefined ? undefined : String(item.customer);
  const rivals = customer === undefined ? [] : rivalsIn(counted, customer);
  const people = { rivals, ...(customer !== undefined && { customer }) };
  const now: Contribution = { ...contributionOf(signal), ...personRows(signal, people) };
  const rows = new Set([...Object.keys(counted), ...Object.keys(now)]);
  return [...rows].some((row) => Object.keys(subtract(now[row] ?? {}, counted[row] ?? {})).length > 0);
};
