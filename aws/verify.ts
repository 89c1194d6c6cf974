import type { JourneyMap } from '../core/journey/map.ts';
import { type Key, rowKey } from '../core/store/keys.ts';
import type { Tally } from '../core/store/tally.ts';
import { countsOf, type Fault, FirstOf, faultsOf, type Horizon, isMiscounted, Recount } from '../core/verify.ts';
import type { Item, Table } from './table.ts';

export interface VerifyResult {
  readonly signals: number;
  readonly rows: number;
  /** All there are, and the first of them: a table that went wrong goes wrong in many places, and a few show how. */
  readonly faults: Pick<FirstOf<Fault>, 'list' | 'count'>;
  /** Signals that counted something else than they would now. */
  readonly miscounted: Pick<FirstOf<Key>, 'list' | 'count'>;
  /** Rows that changed while they were looked at, every time. */
  readonly moving: readonly string[];
}

type VerifyTable = Pick<Table, 'scan' | 'getAll'>;

/** Readers at once: the table answers several of them in the time of one. */
const segments = 4;
/** Faults that are kept to be shown. */
const shownMax = 50;
/** How often rows are looked at that differ. */
const looksMax = 5;

const scanAll = async (table: VerifyTable, look: (item: Item) => void): Promise<void> => {
  const readers = Array.from({ length: segments }, async (_, segment) => {
    for await (const item of table.scan(segment, segments)) look(item);
  });
  await Promise.all(readers);
};

const isSignal = ({ PK }: Item): boolean => String(PK).startsWith('F#');

const readRows = async (table: VerifyTable, rows: Iterable<string>): Promise<ReadonlyMap<string, Tally>> => {
  const items = await table.getAll([...rows].map(rowKey));
  return new Map(items.map(countsOf).flatMap((counts) => (counts ? [[counts.name, counts.tally] as const] : [])));
};

const isSame = (one: Tally = {}, other: Tally = {}): boolean =>
  Object.keys({ ...one, ...other }).every((field) => one[field] === other[field]);

/**
 * Compares every row of counts with the sum of what the stored signals say they counted.
 *
 * Signals arrive while it reads, and a scan is no moment in time. So rows that differ are looked at again: read, summed
 * up from the signals, and read once more. A row that reads the same before and after was summed up at rest; it is at
 * fault when two such looks, one after the other, find the same.
 *
 * @param tell hears now and then how many items were read
 */
export const verify = async (
  table: VerifyTable,
  map: Pick<JourneyMap, 'version'>,
  horizon: Horizon,
  tell: (items: number) => void = () => {},
): Promise<VerifyResult> => {
  const miscounted = new FirstOf<Key>(shownMax);
  const all = new Recount(horizon);
  let items = 0;
  const count = () => {
    items += 1;
    if (items % 1_000 === 0) tell(items);
  };
  await scanAll(table, (item) => {
    count();
    const row = countsOf(item);
    if (isSignal(item)) all.addSignal(item);
    else if (row) all.settle(row.name, row.tally);
    if (isMiscounted(item, map)) miscounted.add({ PK: String(item.PK), SK: String(item.SK) });
  });

  const suspects = new Set(all.open());
  const found = new Map<string, readonly Fault[]>();
  const faults = new FirstOf<Fault>(shownMax);
  for (let look = 0; look < looksMax && suspects.size > 0; look += 1) {
    const before = await readRows(table, suspects);
    const recount = new Recount(horizon, suspects);
    await scanAll(table, (item) => {
      count();
      if (isSignal(item)) recount.addSignal(item);
    });
    const after = await readRows(table, suspects);
    for (const row of suspects) {
      if (!isSame(before.get(row), after.get(row))) continue;
      const now = faultsOf(row, after.get(row) ?? {}, recount.sumOf(row), horizon);
      const isSettled = now.length === 0 || JSON.stringify(now) === JSON.stringify(found.get(row));
      found.set(row, now);
      if (isSettled) suspects.delete(row);
      if (isSettled) for (const fault of now) faults.add(fault);
    }
  }
  return { signals: all.signals, rows: all.rows, faults, miscounted, moving: [...suspects] };
};
