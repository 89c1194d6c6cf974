import type { DigestContent, TouchpointLine } from '../digest/content.ts';
import { reading } from '../insights/compare.ts';
import type { Reading } from '../insights/finding.ts';
import { shownAnswersMin } from '../insights/headline.ts';
import { everyonesRows, type History, tallyOf } from '../insights/history.ts';
import { standings } from '../insights/overview.ts';
import { type MetricName, metrics } from '../metrics/registry.ts';
import type { Period } from '../period.ts';
import type { TouchpointAnswer } from './api.ts';
import { isOfEverybody, type Shown, type ViewInput } from './withhold.ts';

/** What a touchpoint's score is told from, period by period. */
export interface SeriesGround {
  readonly id: string;
  /** Without what its view may not show. */
  readonly content: DigestContent;
  readonly input: ViewInput;
  /**
   * Oldest first, the last the one that is shown. Of a view that no mail tells, such as a segment's, only the two that are
   * compared have readings: what else may be shown of others would have to be worked out for each of them.
   */
  readonly periods: readonly Period[];
  readonly shown: Shown;
}

const lineOf = ({ id, content }: SeriesGround): TouchpointLine | undefined =>
  content.touchpoints.find(({ touchpoint }) => touchpoint === id);

const earlierOf = (metric: MetricName, { id, content, input, shown }: SeriesGround): Reading | undefined => {
  const rows = everyonesRows(input.history, content.previous, id);
  const read = reading(metrics[metric], tallyOf(rows));
  return read && read.n >= shownAnswersMin && shown.earlier(metric, [id]) ? read : undefined;
};

/** The score by which the digest tells how a touchpoint stands. */
export const scoreOf = (ground: SeriesGround): Pick<TouchpointAnswer, 'score'> => {
  const line = lineOf(ground);
  if (line === undefined) return {};
  const { metric, later } = line;
  const earlier = earlierOf(metric, ground);
  return { score: { metric, later, ...(earlier && { earlier }) } };
};

/** What the mail of a period told of the touchpoint: by another score in one where most answered another question. */
const mailedOf = (own: History, period: Period, { id, input }: SeriesGround) => {
  if (!isOfEverybody(input)) return undefined;
  const context = { earlier: period, later: period, journey: input.journey, scope: new Set([id]) };
  return standings(own, context)[0];
};

/** How many signals came in each period, and that score where it may be told. */
export const seriesOf = (ground: SeriesGround): TouchpointAnswer['series'] => {
  const { id, content, input, periods } = ground;
  const own = input.history.filter(({ touchpoint }) => touchpoint === id);
  const line = lineOf(ground);
  const readingIn = (period: Period): Reading | undefined => {
    if (line === undefined) return undefined;
    if (period.start === content.period.start) return line.later;
    if (period.start === content.previous.start) return earlierOf(line.metric, ground);
    const mailed = mailedOf(own, period, ground);
    return mailed?.metric === line.metric ? mailed.later : undefined;
  };
  return periods.map((period) => {
    const signals = everyonesRows(own, period, id).reduce((sum, { tally }) => sum + (tally.n ?? 0), 0);
    const read = readingIn(period);
    return { period, signals, ...(read && { reading: read }) };
  });
};
