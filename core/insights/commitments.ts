import { commitmentMetric } from '../metrics/commitment.ts';
import { median } from '../metrics/median.ts';
import type { Interval } from '../metrics/metric.ts';
import { clustering, independent } from '../stats/clustering.ts';
import { reach95 } from '../stats/t-test.ts';
import { type Share, wilsonInterval } from '../stats/wilson.ts';
import type { Tally } from '../store/tally.ts';
import { periodDays, wholeOf } from './compare.ts';
import { byDay, byTouchpoint, type Context, type History } from './history.ts';

/** Fewer cases than this are noise, and point at people. */
const shownCasesMin = 10;

/** How one promise of one touchpoint was kept. */
export interface Commitment {
  readonly touchpoint: string;
  readonly measure: string;
  readonly limit: number;
  readonly targetShare: number;
  readonly kept: Share;
  /** 95 % of the share, 0–1, widened by how much days differ. */
  readonly interval: Interval;
  readonly earlierKept?: Share;
  readonly median?: number;
  readonly earlierMedian?: number;
  readonly verdict: 'kept' | 'missed' | 'unsure';
}

const keptOf = (measure: string, tally: Tally): Share => {
  const successes = tally[`commitment.${measure}.kept`] ?? 0;
  return { successes, trials: successes + (tally[`commitment.${measure}.missed`] ?? 0) };
};

/**
 * Every promise of the journey against what really happened, the missed ones first.
 *
 * A share below its target is called missed only when its whole range is: one bad day of seven is not a broken promise.
 */
export const commitments = (
  history: History,
  { earlier, later, before: olderPeriods = [], journey, scope }: Context,
): readonly Commitment[] => {
  const [before, after, ...older] = [earlier, later, ...olderPeriods].map((period) =>
    byTouchpoint(history, period, scope),
  );
  const touchpoints = journey.journeys.flatMap(({ stages }) => stages.flatMap((stage) => stage.touchpoints));
  const lines = touchpoints.flatMap(({ id, commitments: promises }) =>
    promises.flatMap(({ measure, limit, targetShare }): Commitment[] => {
      const [earlierDays, laterDays] = [byDay(before?.get(id) ?? []), byDay(after?.get(id) ?? [])];
      const [earlierTally, laterTally] = [wholeOf(earlierDays), wholeOf(laterDays)];
      const [earlierKept, kept] = [keptOf(measure, earlierTally), keptOf(measure, laterTally)];
      if (kept.trials < shownCasesMin) return [];
      const allDays = [earlierDays, laterDays, ...older.map((rows) => byDay(rows.get(id) ?? []))];
      const days = clustering(allDays.map((some) => periodDays(commitmentMetric(measure), some)));
      const interval = wilsonInterval(kept, reach95(days ?? independent));
      const isKept = kept.successes / kept.trials >= targetShare;
      const usual = median(measure, laterTally);
      const earlierUsual = earlierKept.trials >= shownCasesMin ? median(measure, earlierTally) : undefined;
      return [
        {
          touchpoint: id,
          measure,
          limit,
          targetShare,
          kept,
          interval,
          ...(earlierKept.trials >= shownCasesMin && { earlierKept }),
          ...(usual !== undefined && { median: usual }),
          ...(earlierUsual !== undefined && { earlierMedian: earlierUsual }),
          // Without knowing how much days differ, one bad day cannot be told from a broken promise.
          verdict: isKept ? 'kept' : days && interval.high < targetShare ? 'missed' : 'unsure',
        },
      ];
    }),
  );
  const order = { missed: 0, unsure: 1, kept: 2 };
  return lines.toSorted((a, b) => order[a.verdict] - order[b.verdict]);
};
