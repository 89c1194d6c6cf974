import type { Headline } from '../digest/content.ts';
import type { Change, Metric } from '../metrics/metric.ts';
import { type MetricName, metrics } from '../metrics/registry.ts';
import type { Period } from '../period.ts';
import { scoreNames } from '../signal.ts';
import { answersNeeded } from '../stats/sample-size.ts';
import { mergeAll } from '../store/tally.ts';
import { type Comparison, compare, type Days, reading } from './compare.ts';
import { byDay, type Context, type History, rowsWithin } from './history.ts';

/** Fewer answers than this are noise, and point at people. */
export const shownAnswersMin = 10;

type Verdict = NonNullable<Headline['change']>['verdict'];

const verdictOf = ({ difference, interval: { low, high } }: Change, floor: number): Verdict => {
  if (low >= -floor && high <= floor) return 'same';
  const beyondChance = low > 0 || high < 0;
  if (!beyondChance || Math.abs(difference) < floor) return 'unsure';
  return difference > 0 ? 'better' : 'worse';
};

/**
 * Answers per period that would show a change of the floor, whatever the change was this time: a number that followed
 * the outcome would promise certainty soon exactly where noise is loudest. None when there are as many already, because
 * then the change is about as large as the floor and more answers would not settle it.
 */
const needed = (metric: Metric, compared: Comparison, earlier: Days, later: Days): number | undefined => {
  const variance = ((metric.variance(mergeAll(earlier)) ?? 0) + (metric.variance(mergeAll(later)) ?? 0)) / 2;
  const answers = answersNeeded(variance * compared.days.inflation, metric.floor);
  return answers > Math.min(compared.earlier.n, compared.later.n) ? answers : undefined;
};

/**
 * The audience's own line on each metric, over all its touchpoints: the scores with most answers first, then what people
 * wrote.
 *
 * Tested apart from the findings, each at 5 %: these few lines are read every time, changed or not.
 */
export const headlines = (history: History, context: Context): readonly Headline[] => {
  const daysOf = (period: Period): Days => byDay(rowsWithin(history, period, context.scope));
  const [earlier, later] = [daysOf(context.earlier), daysOf(context.later)];
  const before = (context.before ?? []).map(daysOf);
  const whole = mergeAll(later);
  const scores = scoreNames.toSorted((a, b) => metrics[b].size(whole) - metrics[a].size(whole));

  return [...scores, 'netSentiment' as const].flatMap((name: MetricName): Headline[] => {
    const metric = metrics[name];
    const line = reading(metric, whole);
    if (!line || line.n < shownAnswersMin) return [];
    const compared = compare(metric, earlier, later, before);
    if (typeof compared === 'string') return [{ metric: name, later: line }];
    const { difference, interval } = compared.change;
    const verdict = verdictOf(compared.change, metric.floor);
    const answers = verdict === 'unsure' ? needed(metric, compared, earlier, later) : undefined;
    const more = answers === undefined ? {} : { answersNeeded: answers };
    const change = { difference, interval, verdict, floor: metric.floor, ...more };
    return [{ metric: name, later: line, earlier: compared.earlier, change }];
  });
};
