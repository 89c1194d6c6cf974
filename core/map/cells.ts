import type { Context, History } from '../insights/history.ts';
import { rowsWithin } from '../insights/history.ts';
import { type Standing, standings } from '../insights/overview.ts';
import { type MetricName, metrics } from '../metrics/registry.ts';
import type { Medium } from '../signal.ts';
import { mergeAll, type Tally } from '../store/tally.ts';

const metricNames = Object.keys(metrics) as MetricName[];

/** What came in at one touchpoint through one medium, and how it stands by that. */
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
