import type { Heartbeat } from '../core/insights/silent.ts';
import type { Period } from '../core/period.ts';
import { heartbeatPartition } from '../core/store/keys.ts';
import type { Tally } from '../core/store/tally.ts';
import type { Item, Table } from './table.ts';

const heartbeatOf = (month: string, { PK: _partition, SK, ...fields }: Item): Heartbeat => {
  const [dayOfMonth = '', source = ''] = String(SK).split('#');
  const counts = Object.entries(fields).filter(([, count]) => count !== 0);
  return { source, day: `${month}-${dayOfMonth}`, tally: Object.fromEntries(counts) as Tally };
};

const monthAfter = (month: string): string => {
  const [year = 0, ordinal = 0] = month.split('-').map(Number);
  return ordinal === 12 ? `${year + 1}-01` : `${year}-${String(ordinal + 1).padStart(2, '0')}`;
};

/** What every source brought on each UTC day of a stretch: one query a month, a row for each source and day. */
export const readHeartbeats = async (table: Table, { start, end }: Period): Promise<readonly Heartbeat[]> => {
  const heartbeats: Heartbeat[] = [];
  for (let month = start.slice(0, 7); `${month}-01` < end; month = monthAfter(month)) {
    for await (const item of table.range(heartbeatPartition(month), '01', '32')) {
      const heartbeat = heartbeatOf(month, item);
      // A row whose signals were all corrected away stays in the table, and is no sign of life.
      const isEmpty = Object.keys(heartbeat.tally).length === 0;
      if (heartbeat.day >= start && heartbeat.day < end && !isEmpty) heartbeats.push(heartbeat);
    }
  }
  return heartbeats;
};
