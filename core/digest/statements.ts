import { comparedAnswersMin } from '../insights/compare.ts';
import type { Reading } from '../insights/finding.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { AnswerMix, Headline } from './content.ts';
import type { Voice } from './voice.ts';

/** Colour, mark and word go together: none of them alone carries the meaning. */
export type Tone = 'better' | 'worse' | 'same' | 'unsure' | 'kept' | 'missed' | 'silent';
export const marks: Readonly<Record<Tone, string>> = {
  better: '▲',
  worse: '▼',
  same: '≈',
  unsure: '○',
  kept: '✓',
  missed: '✗',
  silent: '!',
};

/** One overall score. */
export interface HeadlineWords {
  readonly tone: Tone;
  readonly metric: string;
  readonly value: string;
  /** "14 points lower, beyond noise" */
  readonly verdict: string;
  /** What it was, how far it may have moved, what it would take to tell: whole sentences. */
  readonly detail: string;
  readonly evidence: string;
}

const evidenceOf = (metric: MetricName, { n, interval }: Reading, { say, figures }: Voice): string =>
  say('evidence', { range: figures.range(metric, interval), n });

/** What a headline compares with. */
export const wasOf = ({ earlier, later, change }: Headline): number =>
  earlier?.value ?? later.value - (change?.difference ?? 0);

/** "14 points lower", of the two values as printed. */
export const sizeOf = (headline: Headline, { figures }: Pick<Voice, 'figures'>): string => {
  const { metric, later } = headline;
  return figures.size(metric, figures.difference(metric, wasOf(headline), later.value));
};

/** Whose share of the answers moved, and how far: what every sentence about who answered is filled with. */
export const mixParts = (mix: AnswerMix, { figures, name }: Pick<Voice, 'figures' | 'name'>) => ({
  answers: mix.laterShare > mix.earlierShare ? 'more' : 'fewer',
  group: name(mix.groupName),
  earlier: figures.share(mix.earlierShare),
  later: figures.share(mix.laterShare),
});

const lackingOf = ({ lacking }: Headline, { say, before, span }: Voice): string => {
  if (lacking === 'days') return say('verdict.lackingDays');
  if (lacking === 'later') return say('verdict.lackingLater', { span, n: comparedAnswersMin });
  return say('verdict.lackingEarlier', { before });
};

const verdictOf = (headline: Headline, voice: Voice): string => {
  const { say, figures } = voice;
  const { change } = headline;
  if (change === undefined) return lackingOf(headline, voice);
  const { verdict, mix } = change;
  if (verdict === 'same') return say('verdict.same');
  const size = sizeOf(headline, { figures });
  if (verdict === 'better' || verdict === 'worse') return say('verdict.moved', { size });
  return mix === undefined ? say('verdict.unsure') : say('verdict.seems', { size, ...mixParts(mix, voice) });
};

/** What only seems to have moved is as neutral as what did not. */
const toneOf = ({ change }: Headline): Tone => (change?.verdict === 'mix' ? 'same' : (change?.verdict ?? 'unsure'));

/**
 * How many more answers would tell a change of the floor, for a score that nobody can judge yet.
 *
 * @param key `headline.needs` beside the score, `tooFew.overall` where it has to be named
 */
export const needsOf = (
  { metric, change, later }: Headline,
  key: 'headline.needs' | 'tooFew.overall',
  { say, figures, per }: Voice,
): string[] => {
  if (change?.verdict !== 'unsure') return [];
  // A sample size is a plan, not a measurement: two digits say "about" better than the word does.
  const n = Number(((change.answersNeeded ?? 0) - later.n).toPrecision(2));
  const floor = figures.amount(metric, change.floor);
  return n > 0 ? [say(key, { n, per, floor, metric: say(`metric.${metric}`) })] : [];
};

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/**
 * An overall score: what it is, how sure that is, and whether it moved.
 *
 * @param isMain the one score that also says here what it would take to tell more; the others say so where everything
 *   is listed that cannot be told yet
 */
export const headlineWords = (headline: Headline, isMain: boolean, voice: Voice): HeadlineWords => {
  const { metric, later, earlier, change } = headline;
  const { say, figures, before } = voice;
  const was = earlier && say('headline.was', { value: figures.value(metric, earlier.value), before });
  const range = change && say('headline.change', { range: figures.changeRange(metric, change.interval) });
  const moved = [was, range].filter((part) => part !== undefined).join('; ');
  const needs = isMain ? needsOf(headline, 'headline.needs', voice) : [];
  const detail = [...(moved === '' ? [] : [`${capital(moved)}.`]), ...needs];
  return {
    tone: toneOf(headline),
    metric: say(`metric.${metric}`),
    value: figures.value(metric, later.value),
    verdict: verdictOf(headline, voice),
    detail: detail.join(' '),
    evidence: evidenceOf(metric, later, voice),
  };
};
