import type { Table } from '../../aws/table.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { type Contribution, contributionOf } from '../../core/store/contribution.ts';
import { heartbeatPartition, keyText, rollupPartition, rowName, signalKey } from '../../core/store/keys.ts';
import { merge, type Tally } from '../../core/store/tally.ts';

/** The sum of what signals count, cell by cell; cells whose sum is nothing are left out. */
const sumOf = (contributions: Iterable<Contribution>): Contribution => {
  const cells = new Map<string, Tally>();
  for (const contribution of contributions) {
    for (const [cell, tally] of Object.entries(contribution)) cells.set(cell, merge(cells.get(cell) ?? {}, tally));
  }
  return Object.fromEntries([...cells].filter(([, tally]) => Object.keys(tally).length > 0).sort());
};

/** What the table must come to, whatever was delivered how often and in which order: the newest of each fact, once. */
export const truthOf = (delivered: readonly ScoredSignal[]): Contribution => {
  const newest = new Map<string, ScoredSignal>();
  const rank = ({ revision, unscored }: ScoredSignal) =>
    [...revision, unscored === 'pending' ? '0' : '1'].join('\u0000');
  for (const signal of delivered) {
    const key = keyText(signalKey(signal));
    const held = newest.get(key);
    if (!held || rank(signal) > rank(held)) newest.set(key, signal);
  }
  return sumOf([...newest.values()].map(contributionOf));
};

const countsOf = ({ ttl: _ttl, ...counts }: Record<string, unknown>): Tally => counts as Tally;

/** What stored items say twice: in the rollup rows, and in what each signal remembers to have counted. */
export const stateOf = (items: Iterable<Record<string, unknown>>) => {
  const rows: Record<string, Tally> = {};
  const counted: Contribution[] = [];
  for (const { PK, SK, ...fields } of items) {
    if (String(PK).startsWith('F#')) counted.push(JSON.parse(String(fields.counted)));
    else if (!String(PK).startsWith('K#'))
      rows[rowName({ PK: String(PK), SK: String(SK) })] = merge({}, countsOf(fields));
  }
  return { rows: sumOf([rows]), counted: sumOf(counted) };
};

/** Reads what a table holds of some signals: the rows of their months, and the items themselves. */
export const readState = async (table: Table, signals: readonly ScoredSignal[]) => {
  const items: Record<string, unknown>[] = [];
  for (const month of new Set(signals.map(({ day }) => day.slice(0, 7)))) {
    for await (const row of table.range(rollupPartition(month), '0', '~')) items.push(row);
  }
  for (const source of new Set(signals.map((signal) => signal.source))) {
    for await (const row of table.range(heartbeatPartition(source), '0', '9')) items.push(row);
  }
  const keys = new Map(signals.map((signal) => [keyText(signalKey(signal)), signalKey(signal)]));
  for (const key of keys.values()) {
    const item = await table.get(key);
    if (item) items.push(item);
  }
  return stateOf(items);
};
