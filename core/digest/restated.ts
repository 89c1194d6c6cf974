import type { Reading } from '../insights/finding.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { Share } from '../stats/wilson.ts';
import type { DigestContent } from './content.ts';
import { figuresIn } from './figures.ts';
import { sayIn } from './messages.ts';

/** A figure of a digest that reads otherwise by now, in the words of the command line. */
export interface Restated {
  /** Such as `Monthly bill NPS`. */
  readonly what: string;
  /** Such as `−1 (n 312)`, as the mail printed it. */
  readonly was: string;
  readonly now: string;
}

interface Figure {
  readonly what: string;
  readonly value: string;
}

/** The command line is in English, whatever the digest's language. */
const say = sayIn('en');
const figures = figuresIn('en');

const readingWords = (metric: MetricName, { value, n }: Reading): string => `${figures.value(metric, value)} (n ${n})`;
const shareWords = ({ successes, trials }: Share): string => `${figures.share(successes / trials)} (n ${trials})`;

type Entry = readonly [key: string, Figure];

/** A metric of one place in the digest's period and in the one before, by its place whatever that is called. */
const readingEntries = (
  id: string,
  name: string,
  metric: MetricName,
  { later, earlier }: { readonly later: Reading; readonly earlier?: Reading },
  before: string,
): Entry[] => {
  const what = `${name} ${say(`metric.${metric}`)}`;
  return [
    [`${id}|${metric}|later`, { what, value: readingWords(metric, later) }],
    ...(earlier === undefined
      ? []
      : [[`${id}|${metric}|earlier`, { what: `${what} of ${before}`, value: readingWords(metric, earlier) }] as const]),
  ];
};

const shareEntries = (
  id: string,
  what: string,
  { later, earlier }: { readonly later: Share; readonly earlier?: Share | undefined },
  before: string,
): Entry[] => [
  [`${id}|later`, { what, value: shareWords(later) }],
  ...(earlier === undefined
    ? []
    : [[`${id}|earlier`, { what: `${what} of ${before}`, value: shareWords(earlier) }] as const]),
];

const answered = ({ asked, answered }: { readonly asked: number; readonly answered: number }): Share => ({
  successes: answered,
  trials: asked,
});

/** The figures of a digest as it prints them: where several of its sections show one, it is here once. */
const figuresOf = (content: DigestContent): Map<string, Figure> => {
  const { signals, headlines, findings, illusions, touchpoints, commitments, responses, period } = content;
  const before = say('before', { span: figures.span(period) });
  const counts: Entry[] = [
    ['signals|later', { what: 'Signals', value: String(signals.later) }],
    ['signals|earlier', { what: `Signals of ${before}`, value: String(signals.earlier) }],
  ];
  return new Map([
    ...counts,
    ...headlines.flatMap((line) => readingEntries('', 'Overall', line.metric, line, before)),
    ...touchpoints.flatMap(({ touchpoint, touchpointName, metric, later }) =>
      readingEntries(touchpoint, touchpointName, metric, { later }, before),
    ),
    ...[...findings, ...illusions].flatMap((one) =>
      readingEntries(one.touchpoint, one.touchpointName, one.metric, one, before),
    ),
    ...commitments.flatMap(({ touchpointName, name, measure, kept, earlierKept }) =>
      shareEntries(
        `${touchpointName}|${measure}`,
        `${touchpointName} ${name ?? measure}, kept`,
        { later: kept, earlier: earlierKept },
        before,
      ),
    ),
    ...(responses === undefined
      ? []
      : shareEntries(
          'responses',
          'Surveys answered',
          { later: answered(responses.later), earlier: answered(responses.earlier) },
          before,
        )),
  ]);
};

/** What a digest found, by touchpoint and direction. */
const findingsOf = ({ findings }: DigestContent): Map<string, Figure> =>
  new Map(
    findings.map(({ touchpoint, touchpointName, direction }) => {
      const what = say('finding.title', { touchpoint: touchpointName, direction });
      return [`finding|${touchpoint}|${direction}|later`, { what, value: 'a finding' }];
    }),
  );

/** Of the period before, a digest shows a figure only beside what it compares: without it nothing was taken back. */
const isOwn = (key: string): boolean => key.endsWith('|later');

const changes = (was: ReadonlyMap<string, Figure>, now: ReadonlyMap<string, Figure>): Restated[] =>
  [...new Map([...was, ...now])].flatMap(([key, { what }]): Restated[] => {
    const [before, after] = [was.get(key)?.value, now.get(key)?.value];
    if (before === after) return [];
    if (before !== undefined && after !== undefined) return [{ what, was: before, now: after }];
    const absent = key.startsWith('finding|') ? 'no finding' : 'not shown';
    return isOwn(key) ? [{ what, was: before ?? absent, now: after ?? absent }] : [];
  });

/**
 * What a digest of the past would say otherwise today: signals that came late, corrections and erasures change the figures
 * of a period that was closed, and a reader who compares two digests should hear of it.
 *
 * Figures are compared as they are printed: what a reader cannot see is no change.
 *
 * @param frozen what the mail was made of
 * @param today the same period, composed from the table as it is now
 * @param options.withFindings false when signals of the period are gone by their retention: counts stay, but findings can
 *   no longer be held against single customers
 * @example restated(frozen, today) // => [{ what: 'Monthly bill NPS', was: '−1 (n 312)', now: '+2 (n 318)' }]
 */
export const restated = (
  frozen: DigestContent,
  today: DigestContent,
  { withFindings }: { readonly withFindings: boolean } = { withFindings: true },
): readonly Restated[] => {
  const figuresChanged = changes(figuresOf(frozen), figuresOf(today));
  return withFindings ? [...figuresChanged, ...changes(findingsOf(frozen), findingsOf(today))] : figuresChanged;
};
