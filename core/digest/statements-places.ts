import type { Locale } from '../journey/schema.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { DigestContent, Illusion, TouchpointLine } from './content.ts';
import type { Band } from './figures.ts';
import { marks, mixParts } from './statements.ts';
import type { Voice } from './voice.ts';

export interface IllusionWords {
  readonly title: string;
  readonly step: string;
  readonly why: string;
}

/** A name of one word in the middle of a sentence: "within the same plan". Initials keep their capitals. */
const midSentence = (name: string, locale: Locale): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase(locale) + name.slice(1) : name;

/** A score that moved because other people answered, told so that nobody acts on it. */
export const illusionWords = (illusion: Illusion, locale: Locale, voice: Voice): IllusionWords => {
  const { say, figures, name } = voice;
  const { metric, direction, earlier, later } = illusion;
  return {
    title: say('illusion.title', { touchpoint: name(illusion.touchpointName), direction }),
    step: say('finding.step', {
      metric: say(`metric.${metric}`),
      was: figures.value(metric, earlier.value),
      now: figures.value(metric, later.value),
    }),
    why: [
      say('illusion.why', mixParts(illusion, voice)),
      say('illusion.real', {
        dimension: midSentence(name(illusion.dimensionName), locale),
        amount: figures.amount(metric, illusion.real, 'signed'),
      }),
    ].join(' '),
  };
};

export interface TouchpointWords {
  readonly name: string;
  readonly isMomentOfTruth: boolean;
  /** Named where it is another than the column's. */
  readonly metric?: string;
  readonly value: string;
  readonly band: Band;
  readonly evidence: string;
  readonly change?: string;
  /** Only of a finding: a change without a tone is not told apart from noise. */
  readonly tone?: 'better' | 'worse';
}

export interface TouchpointsWords {
  readonly title: string;
  /** What bars, grey and stars mean, each where it can be seen. */
  readonly key: { readonly bars: string; readonly colours: string; readonly plain: string };
  readonly columns: { readonly score: string; readonly change: string };
  readonly stages: readonly { readonly name: string; readonly rows: readonly TouchpointWords[] }[];
  readonly more?: string;
}

/** Twice the rows of a large journey, and the mail stays under the size where Gmail cuts. */
const rowsMax = 20;

const rowOf = (
  { touchpointName, isMomentOfTruth, metric, later, difference, finding }: TouchpointLine,
  column: MetricName | undefined,
  seems: boolean,
  { say, figures, name }: Voice,
): TouchpointWords => ({
  name: name(touchpointName),
  isMomentOfTruth,
  ...(metric !== column && { metric: say(`metric.${metric}`) }),
  value: figures.value(metric, later.value),
  band: figures.band(metric, later.value, later.interval),
  evidence: say('touchpoints.line', {
    low: figures.value(metric, later.interval.low),
    high: figures.value(metric, later.interval.high),
    n: later.n,
  }),
  ...(difference !== undefined && {
    change: `${seems ? `${marks.same} ` : ''}${figures.signed(metric, figures.difference(metric, later.value - difference, later.value))}`,
  }),
  ...(finding !== undefined && { tone: finding }),
});

/** The metric most touchpoints are scored by heads the column. */
const commonest = (lines: readonly TouchpointLine[]): MetricName | undefined => {
  const counts = Map.groupBy(lines, ({ metric }) => metric);
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
};

/** Every touchpoint with its score, in the order and under the stages of the journey. */
export const touchpointsWords = (
  { touchpoints: lines, illusions }: Pick<DigestContent, 'touchpoints' | 'illusions'>,
  voice: Voice,
): TouchpointsWords => {
  const { say, name } = voice;
  const column = commonest(lines);
  // Of one metric a touchpoint may really have changed, and of another only seem so.
  const seems = (line: TouchpointLine): boolean =>
    illusions.some(({ touchpoint, metric }) => touchpoint === line.touchpoint && metric === line.metric);
  const shown = lines.slice(0, rowsMax);
  const stages: { name: string; rows: TouchpointWords[] }[] = [];
  for (const line of shown) {
    const stage = name(line.stageName);
    if (stages.at(-1)?.name !== stage) stages.push({ name: stage, rows: [] });
    stages.at(-1)?.rows.push(rowOf(line, column, seems(line), voice));
  }
  const star = shown.some(({ isMomentOfTruth }) => isMomentOfTruth) ? [say('touchpoints.star')] : [];
  return {
    title: say('section.touchpoints'),
    key: {
      bars: say('touchpoints.bars'),
      colours: [say('touchpoints.noise'), ...star].join(' '),
      plain: [say('touchpoints.plain'), ...star].join(' '),
    },
    columns: {
      score: column === undefined ? '' : say(`metric.${column}`),
      change: say('touchpoints.change'),
    },
    stages,
    ...(lines.length > rowsMax && { more: say('touchpoints.more', { n: lines.length - rowsMax }) }),
  };
};
