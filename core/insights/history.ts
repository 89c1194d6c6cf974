import type { Journey } from '../journey/schema.ts';
import type { Period } from '../period.ts';
import type { Medium } from '../signal.ts';
import { type Cell, everyone } from '../store/keys.ts';
import { merge, type Tally } from '../store/tally.ts';

/** One row of the rollups: what one day brought at one touchpoint through one medium, for everyone or one segment. */
export interface RollupRow extends Cell {
  readonly medium: Medium;
  readonly tally: Tally;
}

export type History = readonly RollupRow[];

/** What an insight looks at: two closed periods, for one audience. */
export interface Context {
  readonly earlier: Period;
  readonly later: Period;
  /**
   * Closed periods before these two. They are not compared, only asked how much days differ anyway; the history must
   * hold their rows. Optional, and worth it: see {@link compare}.
   */
  readonly before?: readonly Period[];
  readonly journey: Journey;
  /** Ids of the touchpoints the audience answers for. */
  readonly scope: ReadonlySet<string>;
}

/** The rows of a period within a scope. Segments only explain: their rows repeat what those for everyone hold. */
export const rowsWithin = (history: History, { start, end }: Period, scope: ReadonlySet<string>): History =>
  history.filter(
    ({ day, touchpoint, segment }) => segment === everyone && day >= start && day < end && scope.has(touchpoint),
  );

/** The rows of each touchpoint. */
export const byTouchpoint = (rows: History): ReadonlyMap<string, History> => {
  const groups = new Map<string, RollupRow[]>();
  for (const row of rows) {
    const group = groups.get(row.touchpoint);
    if (group) group.push(row);
    else groups.set(row.touchpoint, [row]);
  }
  return groups;
};

/** One tally for each day that has rows, whatever their touchpoint and medium. */
export const byDay = (rows: History): readonly Tally[] => {
  const days = new Map<string, Tally>();
  for (const { day, tally } of rows) days.set(day, merge(days.get(day) ?? {}, tally));
  return [...days.values()];
};
