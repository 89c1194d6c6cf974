import type { Reading } from '../insights/finding.ts';
import type { DigestContent, DigestFinding, Reason } from './content.ts';
import type { Band } from './figures.ts';
import { mixParts } from './statements.ts';
import { type QuoteWords, quoteWords } from './statements-quote.ts';
import type { Voice } from './voice.ts';

export interface ReadingWords {
  readonly period: string;
  readonly value: string;
  readonly band: Band;
}

export interface FindingWords {
  readonly tone: 'better' | 'worse';
  readonly title: string;
  readonly place: string;
  /** Said of a moment of truth. */
  readonly star?: string;
  readonly step: string;
  readonly change: string;
  readonly sureness: string;
  /** How much of it comes from who answered, where that is more than half. */
  readonly mix?: string;
  readonly earlier: ReadingWords;
  readonly later: ReadingWords;
  readonly evidence: string;
  readonly cause?: string;
  readonly reason?: string;
  readonly spread?: string;
  readonly also?: string;
  readonly verbatim?: QuoteWords;
  readonly owner: { readonly label: string; readonly name: string; readonly email: string };
  readonly next: { readonly label: string; readonly step: string };
}

/**
 * q allows for everything the digest tested (Holm): at 0.05 one digest in 20 names any touchpoint by chance, at 0.01 one
 * in 100, as the footer says. Nothing above 0.05 becomes a finding.
 */
const surenessOf = (q: number): 'very' | 'sure' => (q < 0.01 ? 'very' : 'sure');

const proportion = ({ successes, trials }: Reason['later']): number => successes / Math.max(1, trials);

const reasonOf = ({ reason }: DigestFinding, { say, figures, name, before }: Voice): string | undefined =>
  reason &&
  say('finding.reason', {
    theme: name(reason.themeName),
    later: figures.share(proportion(reason.later)),
    earlier: figures.share(proportion(reason.earlier)),
    before,
  });

const groupsOf = ({ spread }: DigestFinding, { figures, name }: Voice): string =>
  figures.list((spread?.groupNames ?? []).map(name));

const spreadOf = (finding: DigestFinding, voice: Voice): string | undefined =>
  finding.spread &&
  voice.say(`finding.${finding.spread.kind}`, {
    groups: groupsOf(finding, voice),
    dimension: voice.name(finding.spread.dimensionName),
  });

/**
 * The one thing to do about it, from what is known: who answers for it, what customers name there, and where to begin.
 * It asks rather than orders, because a finding shows that something changed and not why.
 */
const nextOf = (finding: DigestFinding, voice: Voice): string => {
  const { reason, spread, direction } = finding;
  const more = reason && proportion(reason.later) >= proportion(reason.earlier);
  return voice.say(`next.${direction}`, {
    owner: voice.name(finding.ownerName),
    named: more === undefined ? 'nothing' : more ? 'more' : 'fewer',
    theme: voice.name(reason?.themeName ?? ''),
    felt: spread?.kind ?? 'unknown',
    groups: groupsOf(finding, voice),
  });
};

const evidenceOf = (finding: DigestFinding, { say, figures }: Voice): string => {
  const { metric, earlier, later, customers } = finding;
  return [
    say('finding.ranges', {
      earlier: figures.range(metric, earlier.interval),
      later: figures.range(metric, later.interval),
    }),
    say('finding.answers', { earlier: earlier.n, later: later.n }),
    ...(customers === undefined ? [] : [say('finding.customers', { ...customers })]),
  ].join(' · ');
};

const alsoOf = ({ also }: DigestFinding, { say, figures }: Voice): string | undefined => {
  const others = also.map(
    ({ metric, difference }) => `${say(`metric.${metric}`)} ${figures.amount(metric, difference, 'signed')}`,
  );
  return others.length === 0 ? undefined : say('finding.also', { list: figures.list(others) });
};

/** Leaves out what there is nothing to say about. */
const present = <T extends object>(parts: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)) as Partial<T>;

/** A finding: what changed where, how sure we are, what customers name, who answers for it, and what to do next. */
export const findingWords = (
  finding: DigestFinding,
  { period, previous, locale }: Pick<DigestContent, 'period' | 'previous' | 'locale'>,
  voice: Voice,
): FindingWords => {
  const { say, figures, name, address } = voice;
  const { metric, direction, earlier, later, evidence, mix, verbatim } = finding;
  const reading = (of: Reading, during: DigestContent['period']): ReadingWords => ({
    period: figures.period(during, 'short'),
    value: figures.value(metric, of.value),
    band: figures.band(metric, of.value, of.interval),
  });
  const before = reading(earlier, previous);
  const now = reading(later, period);
  return {
    tone: direction,
    title: say('finding.title', { touchpoint: name(finding.touchpointName), direction }),
    place: name(finding.stageName),
    ...(finding.isMomentOfTruth && { star: say('finding.momentOfTruth') }),
    step: say('finding.step', { metric: say(`metric.${metric}`), was: before.value, now: now.value }),
    change: say('finding.change', {
      size: figures.size(metric, figures.difference(metric, earlier.value, later.value)),
      range: figures.changeRange(metric, finding.interval),
    }),
    sureness: say('finding.sure', { sureness: surenessOf(finding.q) }),
    earlier: before,
    later: now,
    evidence: evidenceOf(finding, voice),
    ...present<Pick<FindingWords, 'mix' | 'cause' | 'reason' | 'spread' | 'also' | 'verbatim'>>({
      mix: mix && say('finding.mix', mixParts(mix, voice)),
      // An association names no cause; how to read this says so once for all.
      cause: evidence === 'C' ? undefined : say(`finding.cause${evidence}`),
      reason: reasonOf(finding, voice),
      spread: spreadOf(finding, voice),
      also: alsoOf(finding, voice),
      verbatim: verbatim && quoteWords(verbatim, locale, voice, 'here'),
    }),
    owner: { label: say('finding.owner'), name: name(finding.ownerName), email: address(finding.ownerEmail) },
    next: { label: say('finding.next'), step: nextOf(finding, voice) },
  };
};
