import { shownAnswersMin } from '../insights/headline.ts';
import { type Figure, type PlacedFigure, vectorOf } from './figures.ts';
import { type RowSpace, sumOf } from './row-space.ts';

const isFew = (n: number): boolean => n > 0 && n < shownAnswersMin;

/** What a view may show: enough answers, and of somebody it can be asked for. */
export const isAskable = ({ n, place, group }: PlacedFigure): boolean =>
  n >= shownAnswersMin && place.kind !== 'rest' && group.kind !== 'rest';

/**
 * Primary suppression: a figure of too few answers is to stay unknown, and so are its parts of too few together where they
 * are so even then, because that is what is left of it when its other parts are shown.
 *
 * @param partitions ways in which the figure is the sum of others, each of which is a figure as well
 */
export const suppressFew = (space: RowSpace, figure: Figure, partitions: readonly (readonly Figure[])[]): void => {
  if (isFew(figure.n)) space.guard(vectorOf(figure));
  for (const parts of partitions) {
    const few = parts.filter(({ n }) => isFew(n));
    if (few.length < 2) continue;
    const unknown = few.map((part) => ({ n: part.n, vector: space.unknown(vectorOf(part)) }));
    const left = unknown.filter(({ vector }) => vector.size > 0);
    if (isFew(left.reduce((sum, { n }) => sum + n, 0))) space.guard(sumOf(left.map(({ vector }) => vector)));
  }
};

/** What most people look at first, then the largest: what is withheld is what fewest miss. */
const byWeight = (a: PlacedFigure, b: PlacedFigure): number =>
  Number(a.group.kind === 'segment') - Number(b.group.kind === 'segment') ||
  b.n - a.n ||
  b.cells.length - a.cells.length ||
  (a.key < b.key ? -1 : 1);

/**
 * Shows one figure after the other, but none by which, with those before, an unknown one could be worked out: those left
 * out are the complementary suppression.
 */
export const showOthers = (space: RowSpace, figures: readonly PlacedFigure[]): void => {
  for (const figure of figures.filter(isAskable).toSorted(byWeight)) space.learnUnlessTelling(vectorOf(figure));
};
