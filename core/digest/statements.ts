import type { Reading } from '../insights/finding.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { DigestContent, DigestFinding, Headline, Verbatim } from './content.ts';
import type { Band } from './figures.ts';
import { clip, plain } from './plain.ts';
import type { Voice } from './voice.ts';

/** Colour, arrow and word go together: none of them alone carries the meaning. */
export type Tone = 'better' | 'worse' | 'same' | 'unsure';
export const marks: Readonly<Record<Tone, string>> = { better: '▲', worse: '▼', same: '≈', unsure: '?' };

const verbatimLengthMax = 280;

/** One overall score, whole as `sentence` and in the parts it is made of. */
export interface HeadlineWords {
  readonly tone: Tone;
  readonly metric: string;
  readonly value: string;
  readonly evidence: string;
  readonly verdict: string;
  readonly sentence: string;
}

export interface ReadingWords {
  readonly period: string;
  readonly value: string;
  readonly evidence: string;
  readonly band: Band;
}

export interface FindingWords {
  readonly tone: 'better' | 'worse';
  readonly title: string;
  readonly place: string;
  readonly metric: string;
  readonly earlier: ReadingWords;
  readonly later: ReadingWords;
  readonly step: string;
  readonly change: string;
  readonly sureness: string;
  readonly cause: string;
  readonly also?: string;
  readonly verbatim?: { readonly quote: string; readonly day: string };
  readonly owner: { readonly label: string; readonly name: string; readonly email: string };
}

const evidenceOf = (metric: MetricName, { n, interval }: Reading, { say, figures }: Voice): string =>
  say('evidence', { range: figures.range(metric, interval), n });

const verdictOf = ({ metric, change, later }: Headline, { say, figures, before, per }: Voice): string => {
  if (change === undefined) return say('verdict.first', { before });
  const range = figures.changeRange(metric, change.interval);
  if (change.verdict === 'same') return say('verdict.same', { before, range });
  if (change.verdict === 'unsure') {
    // A sample size is a plan, not a measurement: two digits say "about" better than the word does.
    const missing = Number(((change.answersNeeded ?? 0) - later.n).toPrecision(2));
    return missing > 0 ? say('verdict.unsureMore', { range, n: missing, per }) : say('verdict.unsure', { range });
  }
  const size = figures.size(metric, change.difference);
  return say('verdict.moved', { size, before, range, direction: change.verdict });
};

/** An overall score: what it is, how sure that is, and whether it moved. */
export const headlineWords = (headline: Headline, voice: Voice): HeadlineWords => {
  const parts = {
    metric: voice.say(`metric.${headline.metric}`),
    value: voice.figures.value(headline.metric, headline.later.value),
    evidence: evidenceOf(headline.metric, headline.later, voice),
    verdict: verdictOf(headline, voice),
  };
  return { tone: headline.change?.verdict ?? 'unsure', ...parts, sentence: voice.say('headline.sentence', parts) };
};

/** q is the share of flags this certain that are false: "1 in 100" in the footer. Nothing above .05 becomes a finding. */
const surenessOf = (q: number): 'very' | 'sure' => (q < 0.01 ? 'very' : 'sure');

const verbatimOf = ({ text, day }: Verbatim, { say, figures }: Voice) => ({
  quote: say('quote', { text: clip(plain(text), verbatimLengthMax) }),
  day: figures.day(day),
});

/** A finding: what changed where, from what to what, how sure we are, who answers for it. */
export const findingWords = (
  finding: DigestFinding,
  { period, previous }: Pick<DigestContent, 'period' | 'previous'>,
  voice: Voice,
): FindingWords => {
  const { say, figures, name } = voice;
  const { metric, direction, earlier, later } = finding;
  const reading = (of: Reading, during: DigestContent['period']): ReadingWords => ({
    period: figures.period(during, 'short'),
    value: figures.value(metric, of.value),
    evidence: evidenceOf(metric, of, voice),
    band: figures.band(metric, of.value, of.interval),
  });
  const also = finding.also.map(
    (other) => `${say(`metric.${other.metric}`)} ${figures.signedChange(other.metric, other.difference)}`,
  );
  return {
    tone: direction,
    title: say('finding.title', { touchpoint: name(finding.touchpointName), direction }),
    place: say('finding.place', { stage: name(finding.stageName) }),
    metric: say(`metric.${metric}`),
    earlier: reading(earlier, previous),
    later: reading(later, period),
    step: say('finding.step', {
      metric: say(`metric.${metric}`),
      was: figures.value(metric, earlier.value),
      now: figures.value(metric, later.value),
    }),
    change: say('finding.change', { range: figures.changeRange(metric, finding.interval) }),
    sureness: say('finding.sure', { sureness: surenessOf(finding.q) }),
    cause: say(`finding.cause${finding.evidence}`),
    ...(also.length > 0 && { also: say('finding.also', { list: figures.list(also) }) }),
    ...(finding.verbatim !== undefined && { verbatim: verbatimOf(finding.verbatim, voice) }),
    owner: { label: say('finding.owner'), name: name(finding.ownerName), email: name(finding.ownerEmail) },
  };
};
