import type { Sentiment } from '../signal.ts';
import type { FindPhrases } from '../text/phrases.ts';
import { compileLexicon, type Role } from './lexicon.ts';
import { english } from './lexicon-en.ts';
import { spanish } from './lexicon-es.ts';
import { opinionsOf } from './opinions.ts';
import { sentimentOf } from './shares.ts';
import { tokenise } from './tokens.ts';

/** The languages the embedded scorer reads. */
export type ReadableLanguage = 'en' | 'es';

const finders: Readonly<Record<ReadableLanguage, FindPhrases<Role>>> = {
  en: compileLexicon(english),
  es: compileLexicon(spanish),
};

// On the scale of opinions: one hint (0.9) outweighs it, a denied or diminished one does not.
const neutralEvidence = 0.8;
// A little above 1, so that two opposite opinions of nearly one strength are "mixed" and not a coin toss.
const mixedEvidence = 1.4;

/**
 * Reads how the writer of a text feels, without a network: it answers Comprehend's calls on a laptop and in tests.
 *
 * Words carry weights, and rules say what negations, degrees, "but", faces and emphasis do to them, as in Hutto and
 * Gilbert's VADER (https://ojs.aaai.org/index.php/ICWSM/article/view/14550), whose lexicon this is not. It knows no
 * irony and no world: "I waited two hours for a five-minute call" says little to it.
 *
 * @param text any length; the time it takes grows with the length
 * @returns four shares that add up to 1, and the largest as the label
 * @example readSentiment('No issues and everything was excellent', 'en').label // => 'positive'
 */
export const readSentiment = (text: string, language: ReadableLanguage): Sentiment => {
  let good = 0;
  let bad = 0;
  for (const opinion of opinionsOf(tokenise(text), finders[language])) {
    if (opinion > 0) good += opinion;
    else bad -= opinion;
  }
  // Squared, as evidence adds up faster than words do: one plain opinion is to give a share of about 0.8.
  return sentimentOf({
    positive: good ** 2,
    negative: bad ** 2,
    neutral: neutralEvidence ** 2,
    mixed: (mixedEvidence * Math.min(good, bad)) ** 2,
  });
};
