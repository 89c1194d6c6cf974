import type { DigestInput } from '../digest/compose.ts';
import type { DigestContent, Headline } from '../digest/content.ts';
import type { History } from '../insights/history.ts';
import type { MetricName } from '../metrics/registry.ts';
import { cadenceOf, type Period } from '../period.ts';
import type { Medium } from '../signal.ts';
import type { Filter } from './filter.ts';
import { isSame, mailedScopes } from './places.ts';
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

/** A view of all customers and media, over a week or a month. */
export const isOfEverybody = (input: ViewInput): boolean => !isFiltered(input) && (input.parts ?? []).length === 0;

/** Whether some digest told just this: a period of its cadence against the one before. */
export const isMailed = (input: ViewInput, { period, previous }: Pick<DigestContent, 'period' | 'previous'>): boolean =>
  isOfEverybody(input) &&
  previous.end === period.start &&
  input.journey.digests.some(({ cadence }) => cadence === cadenceOf(period));

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

/** Whether the readers of some digest got just this: then nothing of it is withheld. */
export const isSentWhole = (content: DigestContent, input: ViewInput): boolean => {
  const scope = input.map.scope(input.plan);
  return sentOf(content, input).some((one) => isSame(one, scope));
};

/** What the audiences answer for who got the digest of this period and comparison. */
const sentOf = (content: DigestContent, input: ViewInput): readonly ReadonlySet<string>[] =>
  isMailed(input, content) ? mailedScopes(input.journey, input.map, cadenceOf(content.period)) : [];

/**
 * A digest without what its view may not show.
 *
 * Of what some digest mailed that is nothing: for its own audience all, for any other the statements on its touchpoints.
 * Of a segment, a medium, a quarter, another comparison or a touchpoint that is no audience's it is every statement on a
 * figure that may not be shown, in either of the periods it compares.
 */
export const withhold = (content: DigestContent, input: ViewInput, shown: Shown): DigestContent => {
  if (isSentWhole(content, input)) return content;
  const scope = input.map.scope(input.plan);
  const sent = sentOf(content, input);
  const isSent = ({ touchpoint }: { readonly touchpoint: string }) => sent.some((one) => one.has(touchpoint));
  const isTold = (line: { readonly touchpoint: string; readonly metric: MetricName }) =>
    isSent(line) || (shown.later(line.metric, [line.touchpoint]) && shown.earlier(line.metric, [line.touchpoint]));
  const isKept = (period: IsShown, { measure, touchpoint }: DigestContent['commitments'][number]) =>
    isSent({ touchpoint }) || period(`commitment.${measure}`, [touchpoint]);
  // What periods long past and surveys without an answer may tell is not worked out.
  const { trend, responses, ...own } = content;
  return {
    ...own,
    headlines: headlinesOf(content.headlines, scope, shown),
    findings: content.findings.filter(isTold).map((finding) => {
      if (isSent(finding)) return finding;
      // A reason compares shares of comments that may be few.
      const { reason, ...rest } = finding;
      return { ...rest, also: rest.also.filter(({ metric }) => isTold({ ...rest, metric })) };
    }),
    illusions: content.illusions.filter(isTold),
    touchpoints: content.touchpoints
      .filter((line) => isSent(line) || shown.later(line.metric, [line.touchpoint]))
      .map((line) => {
        const { difference, ...rest } = line;
        return isTold(line) ? line : rest;
      }),
    commitments: content.commitments
      .filter((line) => isKept(shown.later, line))
      .map((line) => {
        const { earlierKept, earlierMedian, ...rest } = line;
        return isKept(shown.earlier, line) ? line : rest;
      }),
  };
};
