import type { History, RollupRow } from '../core/insights/history.ts';
import { daysOf, type Period } from '../core/period.ts';
import type { Medium } from '../core/signal.ts';
import { cellOf, everyone, rollupPartition } from '../core/store/keys.ts';
import type { Tally } from '../core/store/tally.ts';
import type { Item, Table } from './table.ts';

const rowOf = ({ PK, SK, ...fields }: Item): RollupRow => {
  const { day, touchpoint, medium, segment } = cellOf({ PK: String(PK), SK: String(SK) });
  const counts = Object.entries(fields).filter(([, count]) => count !== 0);
  return { day, touchpoint, medium: medium as Medium, segment, tally: Object.fromEntries(counts) as Tally };
};

const monthsOf = (period: Period): string[] => [...new Set(daysOf(period).map((day) => day.slice(0, 7)))];

/**
 * The rollup rows of a stretch of days: one query a month, however many signals there are.
 *
 * @param segmentsFrom the first day whose rows of segments are kept: a year of them is most of what there is to hold
 */
export const readHistory = async (table: Table, { start, end }: Period, segmentsFrom = start): Promise<History> => {
  const rows: RollupRow[] = [];
  for (const month of monthsOf({ start, end })) {
    for await (const item of table.range(rollupPartition(month), '01', '32')) {
      const row = rowOf(item);
      // A row whose signals were all corrected away stays in the table, and says as little as one that never was.
      const isEmpty = Object.keys(row.tally).length === 0;
      const isWanted = row.segment === everyone || row.day >= segmentsFrom;
      if (row.day >= start && row.day < end && isWanted && !isEmpty) rows.push(row);
    }
  }
  return rows;
};
