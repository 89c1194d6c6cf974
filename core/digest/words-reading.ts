import type { DigestContent } from './content.ts';
import { needsOf } from './statements.ts';
import type { Voice } from './voice.ts';

const tooFewMax = 8;

/** A heading and plain lines under it. */
export interface ListWords {
  readonly title: string;
  readonly items: readonly string[];
}

/** What nobody can know yet, and how many answers would change that. */
export const tooFewWords = ({ tooFew, headlines }: DigestContent, voice: Voice): ListWords => {
  const { say, name, per } = voice;
  const unnamed = tooFew.length - tooFewMax;
  return {
    title: say('section.tooFew'),
    items: [
      ...headlines.slice(1).flatMap((headline) => needsOf(headline, 'tooFew.overall', voice)),
      ...tooFew
        .slice(0, tooFewMax)
        .map(({ touchpointName, n }) => say('tooFew.item', { touchpoint: name(touchpointName), n, per })),
      ...(unnamed > 0 ? [say('tooFew.more', { n: unnamed })] : []),
    ],
  };
};

/** How to read what is in this digest, and nothing that is not. */
export const readingWords = (content: DigestContent, { say, figures, name }: Voice): ListWords => {
  const { headlines, findings, touchpoints, verbatims, tested, period, previous } = content;
  const metrics = [...headlines, ...findings, ...touchpoints].map(({ metric }) => metric);
  const hasQuotes = verbatims.length > 0 || findings.some(({ verbatim }) => verbatim !== undefined);
  return {
    title: say('section.reading'),
    items: [
      ...(metrics.length > 0 ? [say('reading.range')] : []),
      ...(tested > 0 ? [say('reading.flags', { n: tested })] : []),
      ...(headlines.some(({ change }) => change !== undefined) ? [say('reading.overall')] : []),
      ...(findings.some(({ evidence }) => evidence === 'C') ? [say('reading.cause')] : []),
      ...(hasQuotes ? [say('reading.quotes')] : []),
      ...[...new Set(metrics)].map((metric) => say(`help.${metric}`)),
      say('reading.period', {
        period: figures.period(period, 'long'),
        previous: figures.period(previous, 'long'),
        timeZone: name(content.timeZone),
      }),
    ],
  };
};
