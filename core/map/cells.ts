import { mainScore } from '../insights/change.ts';
import { shownAnswersMin } from '../insights/headline.ts';
import type { Context, History } from '../insights/history.ts';
import { rowsWithin } from '../insights/history.ts';
import { type Standing, standings } from '../insights/overview.ts';
import { type MetricName, metrics } from '../metrics/registry.ts';
import type { Medium } from '../signal.ts';
import { mergeAll, type Tally } from '../store/tally.ts';

const metricNames = Object.keys(metrics) as MetricName[];

/** What came in at one touchpoint through one medium, and what of it may be shown. */
export interface CountedCell {
  readonly touchpoint: string;
  readonly medium: Medium;
  readonly tally: Tally;
  /** Absent with too few answers. */
  readonly score?: Pick<Standing, 'metric' | 'later'>;
}

/** Cells in the later period, each scored as the digest scores a whole touchpoint. */
export const countCells = (history: History, context: Context): readonly CountedCell[] => {
  const rows = rowsWithin(history, context.later, context.scope);
  return [...Map.groupBy(rows, ({ medium }) => medium)].flatMap(([medium, some]) => {
    const scores = new Map(standings(some, context).map((line) => [line.touchpoint, line]));
    return [...Map.groupBy(some, ({ touchpoint }) => touchpoint)].map(([touchpoint, own]): CountedCell => {
      const score = scores.get(touchpoint);
      const tally = mergeAll(own.map(({ tally: one }) => one));
      return { touchpoint, medium, tally, ...(score && { score }) };
    });
  });
};

/** Answers to the question most answers are on. */
export const answersIn = (tally: Tally): number => Math.max(...metricNames.map((name) => metrics[name].size(tally)));

/** A part of a published total, with how many of the total's answers it holds. */
interface Part<T> {
  readonly of: T;
  readonly n: number;
  readonly isShown: boolean;
}

/**
 * The part to withhold so that what is hidden is not the difference between a total and the parts that are shown.
 *
 * @returns nothing when all is shown, or as many answers are hidden together as may be shown
 */
const toWithhold = <T>(parts: readonly Part<T>[]): T | undefined => {
  const hidden = parts.reduce((sum, { n, isShown }) => sum + (isShown ? 0 : n), 0);
  if (hidden === 0 || hidden >= shownAnswersMin) return undefined;
  const [smallest] = parts.filter(({ isShown }) => isShown).toSorted((a, b) => a.n - b.n);
  return smallest?.of;
};

/**
 * The scores that may stand beside the totals which mail and sheet publish: of each touchpoint its net sentiment and its
 * main score, of each audience every overall score.
 *
 * A cell of fewer than ten answers has no score, and nobody shall work one out as what is missing from the sum: where
 * less than that is hidden, the smallest cell that was shown is withheld too.
 *
 * @param scopes the touchpoints of every audience somebody publishes totals for
 */
export const showable = (cells: readonly CountedCell[], scopes: readonly ReadonlySet<string>[]) => {
  const withheld = new Set<CountedCell>();
  const partsOf = (some: readonly CountedCell[], name: MetricName) =>
    some.map((cell) => ({
      of: cell,
      n: metrics[name].size(cell.tally),
      isShown: cell.score?.metric === name && !withheld.has(cell),
    }));
  const withhold = (some: readonly CountedCell[], name: MetricName): void => {
    const cell = toWithhold(partsOf(some, name));
    if (cell) withheld.add(cell);
  };

  const places = Map.groupBy(cells, ({ touchpoint }) => touchpoint);
  const tallies = new Map([...places].map(([id, some]) => [id, mergeAll(some.map(({ tally }) => tally))]));
  for (const [id, some] of places) {
    for (const name of new Set<MetricName>(['netSentiment', mainScore(tallies.get(id) ?? {})])) withhold(some, name);
  }
  const felt = new Set(
    [...tallies].flatMap(([id, tally]) => (metrics.netSentiment.size(tally) >= shownAnswersMin ? [id] : [])),
  );
  for (const scope of scopes) {
    const within = cells.filter(({ touchpoint }) => scope.has(touchpoint));
    for (const name of metricNames) withhold(within, name);
    const sizes = [...tallies].filter(([id]) => scope.has(id));
    const place = toWithhold(
      sizes.map(([id, tally]) => ({ of: id, n: metrics.netSentiment.size(tally), isShown: felt.has(id) })),
    );
    if (place === undefined) continue;
    felt.delete(place);
    // Its cells must not add up to what was just withheld.
    const parts = partsOf(places.get(place) ?? [], 'netSentiment').filter(({ n }) => n > 0);
    if (parts.every(({ isShown }) => isShown)) {
      const [smallest] = parts.toSorted((a, b) => a.n - b.n);
      if (smallest) withheld.add(smallest.of);
    }
  }
  return { withheld, felt, tallies };
};
