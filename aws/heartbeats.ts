import type { Heartbeat } from '../core/insights/silent.ts';
import type { Period } from '../core/period.ts';
import { heartbeatPartition } from '../core/store/keys.ts';
import type { Tally } from '../core/store/tally.ts';
import type { Table } from './table.ts';

/** What every source brought on each UTC day of a stretch: one query a source, a row for each day. */
export const readHeartbeats = async (
  table: Table,
  sources: readonly { readonly id: string }[],
  { start, end }: Period,
): Promise<readonly Heartbeat[]> => {
  const heartbeats: Heartbeat[] = [];
  for (const { id: source } of sources) {
    for await (const { PK: _partition, SK, ...fields } of table.range(heartbeatPartition(source), start, end)) {
      const counts = Object.entries(fields).filter(([, count]) => count !== 0);
      // A row whose signals were all corrected away stays in the table, and is no sign of life.
      if (counts.length === 0 || SK === end) continue;
      heartbeats.push({ source, day: String(SK), tally: Object.fromEntries(counts) as Tally });
    }
  }
  return heartbeats;
};
