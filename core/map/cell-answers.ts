import type { History } from '../insights/history.ts';
import type { Period } from '../period.ts';
import type { Medium } from '../signal.ts';
import { everyone } from '../store/keys.ts';
import { mergeAll, type Tally } from '../store/tally.ts';

/** Everyone, customers of one segment, or the rest of a dimension: who is in none of its segments. */
export interface Group {
  readonly kind: 'everyone' | 'segment' | 'rest';
  readonly key: string;
  /** Positions of the segment, or of all of the dimension's. */
  readonly segments: readonly number[];
}

/** Everyone, each segment in its order, and the rest of each dimension: from the names of segments' rows (`plan=contract`). */
export const groupsFrom = (segments: readonly string[]): readonly Group[] => {
  const named = segments.map((key, index) => ({ key, segments: [index], kind: 'segment' as const }));
  const dimensions = Map.groupBy(named, ({ key }) => key.split('=')[0] ?? '');
  const rests = [...dimensions].map(([dimension, some]) => ({
    key: `${dimension}=`,
    segments: some.flatMap((one) => one.segments),
    kind: 'rest' as const,
  }));
  return [{ key: everyone, segments: [], kind: 'everyone' }, ...named, ...rests];
};

/** What one touchpoint heard through one medium, and which unknowns stand for it: its own, then one for each segment. */
export interface Cell {
  readonly touchpoint: string;
  readonly medium: Medium;
  /** The first day of the period it is of. */
  readonly period: string;
  readonly column: number;
  readonly n: number;
  readonly bySegment: readonly number[];
}

/** What each cell heard, of everyone and of each segment. */
export type CellTallies = readonly (Pick<Cell, 'touchpoint' | 'medium' | 'period'> & {
  readonly bySegment: ReadonlyMap<string, Tally>;
})[];

/** The tallies of a period's touchpoints by medium and segment. */
export const talliesOf = (history: History, { start, end }: Period): CellTallies => {
  const rows = history.filter(({ day }) => day >= start && day < end);
  const cells = Map.groupBy(rows, ({ touchpoint, medium }) => `${touchpoint} ${medium}`);
  // The table hands out rows in any order, and what is withheld must not depend on it.
  const inOrder = [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return inOrder.flatMap(([, some]) => {
    const [first] = some;
    if (first === undefined) return [];
    const bySegment = new Map(
      [...Map.groupBy(some, ({ segment }) => segment)].map(([segment, own]) => [
        segment,
        mergeAll(own.map(({ tally }) => tally)),
      ]),
    );
    return [{ touchpoint: first.touchpoint, medium: first.medium, period: start, bySegment }];
  });
};

/** How many answers to one question each cell holds; cells without any are left out, because that is known. */
export const cellsFrom = (
  tallies: CellTallies,
  segments: readonly string[],
  size: (tally: Tally) => number,
  firstColumn: number,
): readonly Cell[] =>
  tallies.flatMap(({ bySegment, ...cell }, index): Cell[] => {
    const sizeOf = (segment: string) => {
      const tally = bySegment.get(segment);
      return tally ? size(tally) : 0;
    };
    const n = sizeOf(everyone);
    const column = firstColumn + index * (1 + segments.length);
    return n > 0 ? [{ ...cell, column, n, bySegment: segments.map(sizeOf) }] : [];
  });

/** How many of a cell's answers a group gave. */
export const answersOf = ({ n, bySegment }: Cell, { kind, segments }: Group): number => {
  if (kind === 'everyone') return n;
  let named = 0;
  for (const segment of segments) named += bySegment[segment] ?? 0;
  return kind === 'segment' ? named : n - named;
};
