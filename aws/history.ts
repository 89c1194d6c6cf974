import type { History, RollupRow } from '../core/insights/history.ts';
import { daysOf, type Period } from '../core/period.ts';
import type { Medium } from '../core/signal.ts';
import { cellOf, everyone, rollupPartition, rollupStart } from '../core/store/keys.ts';
import type { Table } from './table.ts';

/** One month of a stretch, from its first to its last day in it. */
const monthsOf = (period: Period): { month: string; first: string; last: string }[] =>
  [...Map.groupBy(daysOf(period), (day) => day.slice(0, 7))].map(([month, days]) => ({
    month,
    first: days[0] ?? '',
    last: days.at(-1) ?? '',
  }));

/** The rows of one segment in some days: one query a month. */
const readRows = async (table: Table, segment: string, period: Period): Promise<History> => {
  const months = monthsOf(period).map(async ({ month, first, last }) => {
    const rows: RollupRow[] = [];
    const [from, to] = [rollupStart(segment, first), `${rollupStart(segment, last)}~`];
    for await (const { key, tally } of table.counts(rollupPartition(month), from, to)) {
      const { medium, ...cell } = cellOf(key);
      rows.push({ ...cell, medium: medium as Medium, tally });
    }
    return rows;
  });
  return (await Promise.all(months)).flat();
};

/**
 * The rollup rows of a stretch of days: one query for each month of everyone's, and one for each month and segment, at
 * once, however many signals there are.
 *
 * @param segments whose rows are read as well, by the names rows have, and from which day on: a year of them would be most
 * of what there is to hold
 */
export const readHistory = async (
  table: Table,
  { start, end }: Period,
  segments: { readonly names: readonly string[]; readonly start: string } = { names: [], start },
): Promise<History> => {
  const parts = await Promise.all([
    readRows(table, everyone, { start, end }),
    ...segments.names.map((name) => readRows(table, name, { start: segments.start, end })),
  ]);
  return parts.flat();
};
