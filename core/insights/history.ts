import type { Journey } from '../journey/schema.ts';
import { once, onceEach } from '../once.ts';
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

const everyonesOf = once((rows: History): History => rows.filter(({ segment }) => segment === everyone));
const none: History = [];

/** The rows of each touchpoint of a period, `start end`: a digest asks for the same ones some hundred times. */
const placesIn = onceEach((history: History, period): ReadonlyMap<string, History> => {
  const [start = '', end = ''] = period.split(' ');
  return Map.groupBy(
    history.filter(({ day }) => day >= start && day < end),
    ({ touchpoint }) => touchpoint,
  );
});

const inPeriod = (history: History, { start, end }: Period) => placesIn(history, `${start} ${end}`);

/** All rows of one touchpoint in a period, those of segments included. */
export const touchpointRows = (history: History, period: Period, id: string): History =>
  inPeriod(history, period).get(id) ?? none;

/** The rows for everyone among them. */
export const everyonesRows = (history: History, period: Period, id: string): History =>
  everyonesOf(touchpointRows(history, period, id));

/** The rows of each touchpoint of a scope in a period. Segments only explain: their rows repeat what those for everyone hold. */
export const byTouchpoint = (
  history: History,
  period: Period,
  scope: ReadonlySet<string>,
): ReadonlyMap<string, History> => {
  const places = [...inPeriod(history, period)].filter(([id]) => scope.has(id));
  return new Map(places.map(([id, rows]) => [id, everyonesOf(rows)] as const).filter(([, rows]) => rows.length > 0));
};

/** The same rows, whatever their touchpoint. */
export const rowsWithin = (history: History, period: Period, scope: ReadonlySet<string>): History =>
  [...byTouchpoint(history, period, scope).values()].flat();

/** Everything some rows count. */
export const tallyOf = once((rows: History): Tally => mergeAll(rows.map(({ tally }) => tally)));

/** One tally for each day that has rows, whatever their touchpoint and medium. */
export const byDay = once((rows: History): readonly Tally[] =>
  [...Map.groupBy(rows, ({ day }) => day).values()].map((some) => mergeAll(some.map(({ tally }) => tally))),
);
