import type { Trend } from '../digest/content.ts';
import { type MetricName, metrics } from '../metrics/registry.ts';
import type { Period } from '../period.ts';
import { newcombeInterval } from '../stats/newcombe.ts';
import { mainScore } from './change.ts';
import { reading } from './compare.ts';
import type { Reading } from './finding.ts';
import { shownAnswersMin } from './headline.ts';
import { byTouchpoint, type Context, type History, rowsWithin, tallyOf } from './history.ts';

/** One metric over several periods, in their order; a period with few answers leaves a gap rather than a guess. */
export const trend = (
  history: History,
  metric: MetricName,
  periods: readonly Period[],
  scope: ReadonlySet<string>,
): Trend => ({
  metric,
  points: periods.map((period) => {
    const point = reading(metrics[metric], tallyOf(rowsWithin(history, period, scope)));
    return point && point.n >= shownAnswersMin ? { period, reading: point } : { period };
  }),
});

/** How one touchpoint stands, by the score most of its answers are on, or by what people wrote. */
export interface Standing {
  readonly touchpoint: string;
  readonly metric: MetricName;
  readonly later: Reading;
  readonly earlier?: Reading;
}

/** Every touchpoint of the scope with enough answers to show, in the order of the journey. */
export const standings = (history: History, { earlier, later, journey, scope }: Context): readonly Standing[] => {
  const [before, after] = [earlier, later].map((period) => byTouchpoint(history, period, scope));
  const touchpoints = journey.journeys.flatMap(({ stages }) => stages.flatMap((stage) => stage.touchpoints));
  return touchpoints.flatMap(({ id }): Standing[] => {
    const [earlierTally, laterTally] = [tallyOf(before?.get(id) ?? []), tallyOf(after?.get(id) ?? [])];
    const score = mainScore(laterTally);
    const metric = metrics[score].size(laterTally) >= shownAnswersMin ? score : 'netSentiment';
    const [was, is] = [reading(metrics[metric], earlierTally), reading(metrics[metric], laterTally)];
    if (is === undefined || is.n < shownAnswersMin) return [];
    return [{ touchpoint: id, metric, later: is, ...(was && was.n >= shownAnswersMin && { earlier: was }) }];
  });
};

/** Surveys sent and answered in one period. */
interface Asked {
  readonly asked: number;
  readonly answered: number;
}

/** A rate that surely moves by more than this share may mean that other people answered. */
const rateFloor = 0.05;

/**
 * How many of those who were asked answered, at the touchpoints whose sources say how many they asked (the measure
 * `asked`).
 *
 * @returns undefined when nobody says so for both periods
 */
export const responses = (
  history: History,
  { earlier, later, scope }: Context,
): { later: Asked; earlier: Asked; moved: boolean } | undefined => {
  const [before, after] = [earlier, later].map((period) => {
    const sums = { asked: 0, answered: 0 };
    for (const rows of byTouchpoint(history, period, scope).values()) {
      const tally = tallyOf(rows);
      const asked = (tally['measure.asked.sum'] ?? 0) / 1_000;
      if (asked === 0) continue;
      sums.asked += asked;
      sums.answered += tally.answered ?? 0;
    }
    return sums;
  });
  if (!before?.asked || !after?.asked) return undefined;
  const [was, is] = [before, after].map(({ asked, answered }) => ({ successes: answered, trials: asked }));
  // More answers than questions: somebody else asks there too, and a rate would be anybody's guess.
  if (!was || !is || was.successes > was.trials || is.successes > is.trials) return undefined;
  const { low, high } = newcombeInterval(is, was);
  return { later: after, earlier: before, moved: low > rateFloor || high < -rateFloor };
};
