import type { Journey } from '../journey/schema.ts';
import type { Period } from '../period.ts';
import type { Medium } from '../signal.ts';
import { type Cell, everyone } from '../store/keys.ts';
import { mergeAll, type Tally } from '../store/tally.ts';

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

/** All rows of one touchpoint in a period, those of segments included. */
export const touchpointRows = (history: History, { start, end }: Period, id: string): History =>
  history.filter(({ day, touchpoint }) => touchpoint === id && day >= start && day < end);

/** The rows of each touchpoint. */
export const byTouchpoint = (rows: History): ReadonlyMap<string, History> =>
  Map.groupBy(rows, ({ touchpoint }) => touchpoint);

/** One tally for each day that has rows, whatever their touchpoint and medium. */
export const byDay = (rows: History): readonly Tally[] => {
  return [...Map.groupBy(rows, ({ day }) => day).values()].map((some) => mergeAll(some.map(({ tally }) => tally)));
};
