import type { Headline } from '../digest/content.ts';
import type { Change, Metric } from '../metrics/metric.ts';
import { type MetricName, metrics } from '../metrics/registry.ts';
import type { Period } from '../period.ts';
import { scoreNames } from '../signal.ts';
import { answersNeeded } from '../stats/sample-size.ts';
import { type Comparison, compare, comparedAnswersMin, type Days, reading, wholeOf } from './compare.ts';
import { groupsOf, segmentDimensionsOf, touchpointDimension } from './groups.ts';
import { byDay, type Context, type History, rowsWithin } from './history.ts';
import { type Division, type Mix, mixAlong } from './mix.ts';

/** Fewer answers than this are noise, and point at people. */
export const shownAnswersMin = 10;

type Verdict = NonNullable<Headline['change']>['verdict'];

/** A headline before its group has a name: by ids. */
export interface Heading extends Headline {
  readonly mix?: Mix;
}

/** A score over all touchpoints moves without anybody being happier when more answers come from happy places or people. */
const divisionsOf = (history: History, { earlier, later, journey, scope }: Context): readonly Division[] => {
  const rowsOf = ({ start, end }: Period) =>
    history.filter(({ day, touchpoint }) => day >= start && day < end && scope.has(touchpoint));
  const [before, after] = [rowsOf(earlier), rowsOf(later)];
  return [touchpointDimension, ...segmentDimensionsOf(journey)].map((dimension) => ({
    dimension,
    earlier: groupsOf(before, dimension),
    later: groupsOf(after, dimension),
  }));
};

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
  const variance = ((metric.variance(wholeOf(earlier)) ?? 0) + (metric.variance(wholeOf(later)) ?? 0)) / 2;
  const answers = answersNeeded(variance * compared.days.inflation, metric.floor);
  return answers > Math.min(compared.earlier.n, compared.later.n) ? answers : undefined;
};

/**
 * The audience's own line on each metric, over all its touchpoints: the scores with most answers first, then what people
 * wrote.
 *
 * Tested apart from the findings, each at 5 %: these few lines are read every time, changed or not.
 */
export const headlines = (history: History, context: Context): readonly Heading[] => {
  const daysOf = (period: Period): Days => byDay(rowsWithin(history, period, context.scope));
  const [earlier, later] = [daysOf(context.earlier), daysOf(context.later)];
  const before = (context.before ?? []).map(daysOf);
  const whole = wholeOf(later);
  const divisions = divisionsOf(history, context);
  const scores = scoreNames.toSorted((a, b) => metrics[b].size(whole) - metrics[a].size(whole));

  return [...scores, 'netSentiment' as const].flatMap((name: MetricName): Heading[] => {
    const metric = metrics[name];
    const line = reading(metric, whole);
    if (!line || line.n < shownAnswersMin) return [];
    const past = reading(metric, wholeOf(earlier));
    const was = past && past.n >= shownAnswersMin ? { earlier: past } : {};
    const compared = compare(metric, earlier, later, before);
    if (typeof compared === 'string') {
      const fewer = (past?.n ?? 0) < comparedAnswersMin ? 'earlier' : 'later';
      return [{ metric: name, later: line, ...was, lacking: compared === 'days' ? 'days' : fewer }];
    }
    const { difference, interval } = compared.change;
    const seeming = verdictOf(compared.change, metric.floor);
    const isMoved = seeming === 'better' || seeming === 'worse';
    const mix = isMoved ? mixAlong(metric, difference, compared.days, divisions) : undefined;
    const verdict = mix && !mix.isReal ? 'mix' : seeming;
    const answers = verdict === 'unsure' ? needed(metric, compared, earlier, later) : undefined;
    const more = answers === undefined ? {} : { answersNeeded: answers };
    const change = { difference, interval, verdict, floor: metric.floor, ...more };
    return [{ metric: name, later: line, ...was, change, ...(mix && verdict === 'mix' && { mix }) }];
  });
};
