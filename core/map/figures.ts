import type { Medium } from '../signal.ts';
import { answersOf, type Cell, type Group } from './cell-answers.ts';
import type { Vector } from './row-space.ts';

/**
 * Touchpoints that are looked at together: one, an audience's, or a stage's. A rest is shown to nobody, and a difference
 * all the same: what one audience sees and another does not.
 */
export interface Place {
  readonly kind: 'touchpoint' | 'audience' | 'stage' | 'rest';
  readonly touchpoints: ReadonlySet<string>;
}

/** A sum of cells: of everyone who was heard there, or of some. */
export interface Figure {
  readonly cells: readonly Cell[];
  readonly group: Group;
  readonly n: number;
}

/** One that a view may show, or that is the difference of two which are shown. */
export interface PlacedFigure extends Figure {
  readonly key: string;
  readonly place: Place;
  readonly medium: Medium | undefined;
}

/** Which unknowns a figure is the sum of, those known to be nothing left out. */
export const vectorOf = ({ cells, group: { kind, segments } }: Omit<Figure, 'n'>): Vector => {
  const vector = new Map<number, number>();
  for (const { column, bySegment } of cells) {
    if (kind !== 'segment') vector.set(column, 1);
    for (const segment of segments)
      if (bySegment[segment]) vector.set(column + 1 + segment, kind === 'segment' ? 1 : -1);
  }
  return vector;
};

const figureOf = (cells: readonly Cell[], group: Group): Figure => {
  let n = 0;
  for (const cell of cells) n += answersOf(cell, group);
  return { cells, group, n };
};

/** All figures of some places that hold anything, each once: where a place is heard in one medium, that is all of it. */
export const figuresOf = (
  cells: readonly Cell[],
  places: readonly Place[],
  groups: readonly Group[],
): readonly PlacedFigure[] => {
  const figures = new Map<string, PlacedFigure>();
  for (const place of places) {
    const within = cells.filter(({ touchpoint }) => place.touchpoints.has(touchpoint));
    const byMedium: [Medium | undefined, readonly Cell[]][] = [...Map.groupBy(within, ({ medium }) => medium)];
    for (const [medium, some] of [[undefined, within] as const, ...byMedium]) {
      const names = [...new Set(some.map((cell) => `${cell.touchpoint} ${cell.medium}`))].join();
      for (const group of groups) {
        const key = `${names} ${group.key}`;
        const figure = figures.has(key) ? undefined : figureOf(some, group);
        if (figure !== undefined && figure.n > 0) figures.set(key, { ...figure, key, place, medium });
      }
    }
  }
  return [...figures.values()];
};

const partsBy = (key: (cell: Cell) => string, { cells, group }: Figure): readonly Figure[] =>
  [...Map.groupBy(cells, key).values()].map((some) => figureOf(some, group));

/** The ways a figure is the sum of others: by period, by touchpoint, by medium, by segment along each dimension. */
export const partitionsOf = (figure: Figure, groups: readonly Group[]): readonly (readonly Figure[])[] => {
  const rests = figure.group.kind === 'everyone' ? groups.filter(({ kind }) => kind === 'rest') : [];
  return [
    partsBy(({ period }) => period, figure),
    partsBy(({ touchpoint }) => touchpoint, figure),
    partsBy(({ medium }) => medium, figure),
    ...rests.map((rest) =>
      groups
        .filter((one) => one === rest || (one.kind === 'segment' && rest.segments.includes(one.segments[0] ?? -1)))
        .map((one) => figureOf(figure.cells, one)),
    ),
  ];
};
