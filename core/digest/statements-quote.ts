import { scoreRanges } from '../signal.ts';
import type { Verbatim } from './content.ts';
import { clip, plain } from './plain.ts';
import type { Voice } from './voice.ts';

const quoteLengthMax = 280;

export interface QuoteWords {
  readonly quote: string;
  /** Where, when and with which score it was said, and in which language when it is not the reader's. */
  readonly source: string;
  /** For hyphens and screen readers. */
  readonly language?: string;
}

/**
 * A customer's words.
 *
 * @param at `elsewhere` when what stands around the quote does not name its touchpoint
 */
export const quoteWords = (verbatim: Verbatim, locale: string, voice: Voice, at: 'here' | 'elsewhere'): QuoteWords => {
  const { say, figures, name } = voice;
  const { text, day, touchpointName, medium, language, score } = verbatim;
  const spoken = language?.split(/[-_]/)[0]?.toLowerCase();
  const spokenName = spoken && figures.language(spoken);
  const source = [
    ...(at === 'elsewhere' ? [name(touchpointName)] : []),
    say('medium', { medium }),
    figures.day(day),
    ...(score === undefined ? [] : [say('quote.score', { value: score.value, max: scoreRanges[score.name][1] })]),
    ...(spokenName && spoken !== locale ? [say('quote.language', { language: spokenName })] : []),
  ];
  return {
    quote: say('quote', { text: clip(plain(text), quoteLengthMax) }),
    source: source.join(' · '),
    ...(spoken && spokenName && { language: spoken }),
  };
};
