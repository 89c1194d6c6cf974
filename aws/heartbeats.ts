import type { Heartbeat } from '../core/insights/silent.ts';
import type { Period } from '../core/period.ts';
import { heartbeatPartition } from '../core/store/keys.ts';
import type { Table } from './table.ts';

/** What every source brought on each UTC day of a stretch: one query a source, a row for each day, all at once. */
export const readHeartbeats = async (
  table: Table,
  sources: readonly { readonly id: string }[],
  { start, end }: Period,
): Promise<readonly Heartbeat[]> => {
  const read = sources.map(async ({ id: source }) => {
    const heartbeats: Heartbeat[] = [];
    for await (const { key, tally } of table.counts(heartbeatPartition(source), start, end)) {
      if (key.SK !== end) heartbeats.push({ source, day: key.SK, tally });
    }
    return heartbeats;
  });
  return (await Promise.all(read)).flat();
};
