import type { DigestInput } from '../digest/compose.ts';
import type { DigestContent, Headline } from '../digest/content.ts';
import type { History } from '../insights/history.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { Period } from '../period.ts';
import type { Medium } from '../signal.ts';
import type { Filter } from './filter.ts';
import { isAudience } from './places.ts';
import { type Protection, protectionOf, type Question } from './protect.ts';

/** Whom a view is of, and the rows from which it is decided what of them may be shown. */
export interface ViewInput extends Pick<DigestInput, 'journey' | 'map' | 'plan' | 'history'> {
  /** The history is of this filter alone. */
  readonly filter?: Filter;
  /** The rows of everyone and of every segment, in both periods: the history itself, unless that is filtered. */
  readonly whole?: History;
  /** Where the periods have parts with sheets of their own: the months of the quarters that are compared. */
  readonly parts?: readonly Period[];
}

/** Whether what some touchpoints say to a question may be shown on this view; of one medium alone where one is given. */
export type IsShown = (question: Question, touchpoints: Iterable<string>, medium?: Medium) => boolean;

/** The two periods that a view compares. */
export interface Shown {
  readonly later: IsShown;
  readonly earlier: IsShown;
}

const isFiltered = ({ filter = {} }: ViewInput): boolean => Object.keys(filter).length > 0;

const everythingOf = (input: ViewInput): History => {
  if (input.whole === undefined && isFiltered(input))
    throw new RangeError('whole: what may be shown of some is decided from the rows of everyone; pass those, too');
  return input.whole ?? input.history;
};

const shownIn = (input: ViewInput, period: Period): IsShown => {
  const { journey, map, filter, parts = [] } = input;
  const within = parts.filter(({ start, end }) => start >= period.start && end <= period.end);
  const periods = within.length > 0 ? within : [period];
  const whole = everythingOf(input);
  let protection: Protection | undefined;
  return (question, touchpoints, medium) => {
    protection ??= protectionOf({ journey, map, whole, periods });
    return protection.isShown(question, touchpoints, { ...filter, ...(medium && { medium }) });
  };
};

/** What a view may show; worked out when it is first asked, and once. */
export const shownOf = (input: ViewInput, { period, previous }: Pick<DigestContent, 'period' | 'previous'>): Shown => ({
  later: shownIn(input, period),
  earlier: shownIn(input, previous),
});

const headlinesOf = (lines: readonly Headline[], scope: ReadonlySet<string>, shown: Shown): readonly Headline[] =>
  lines
    .filter(({ metric }) => shown.later(metric, scope))
    .map((line) => {
      const { metric, later, lacking = 'earlier' } = line;
      return line.earlier === undefined || shown.earlier(metric, scope) ? line : { metric, later, lacking };
    });

/**
 * A digest without what its view may not show.
 *
 * Of a week or a month of everyone that is nothing, because it was mailed; only of touchpoints that are no audience's no
 * mail has overall scores. Of a segment, a medium or a quarter it is every statement on a figure that may not be shown, in
 * either of the periods it compares.
 */
export const withhold = (content: DigestContent, input: ViewInput, shown: Shown): DigestContent => {
  const scope = input.map.scope(input.plan);
  const isMailed = !isFiltered(input) && (input.parts ?? []).length === 0;
  if (isMailed && isAudience(scope, input.journey, input.map)) return content;
  const headlines = headlinesOf(content.headlines, scope, shown);
  if (isMailed) return { ...content, headlines };
  const isTold = ({ touchpoint, metric }: { readonly touchpoint: string; readonly metric: MetricName }) =>
    shown.later(metric, [touchpoint]) && shown.earlier(metric, [touchpoint]);
  // What periods long past and surveys without an answer may tell is not worked out.
  const { trend, responses, ...own } = content;
  return {
    ...own,
    headlines,
    // A reason compares shares of comments that may be few.
    findings: content.findings.filter(isTold).map(({ reason, also, touchpoint, ...finding }) => ({
      ...finding,
      touchpoint,
      also: also.filter(({ metric }) => isTold({ touchpoint, metric })),
    })),
    illusions: content.illusions.filter(isTold),
    touchpoints: content.touchpoints
      .filter(({ metric, touchpoint }) => shown.later(metric, [touchpoint]))
      .map(({ difference, ...line }) => (difference !== undefined && isTold(line) ? { ...line, difference } : line)),
    commitments: content.commitments
      .filter(({ measure, touchpoint }) => shown.later(`commitment.${measure}`, [touchpoint]))
      .map((line) => {
        const { earlierKept, earlierMedian, ...rest } = line;
        return shown.earlier(`commitment.${line.measure}`, [line.touchpoint]) ? line : rest;
      }),
  };
};
