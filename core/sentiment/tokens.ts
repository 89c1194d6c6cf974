import { stripAccents } from '../text/fold.ts';
import { emoticonPattern, faceWeights } from './emoji.ts';
import { plainWord } from './lexicon.ts';

/** One piece of a text: a word, a face, a pause inside a sentence, or its end. */
export interface Token {
  readonly kind: 'word' | 'face' | 'pause' | 'end';
  /** The folded word, the face, or the mark itself. */
  readonly text: string;
  /** Set when letters were drawn out ("sooo"): the word with each run cut to one letter; `text` keeps two. */
  readonly short?: string;
  readonly isShouted: boolean;
}

// In the order in which a place is tried. What begins with a letter or a digit is a word or an address.
const piece = new RegExp(
  [
    String.raw`(?:https?:|www\.)\S+`,
    String.raw`\d+\/\d+`,
    String.raw`[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'\p{L}+)*`,
    String.raw`@\S*`,
    `(?:${emoticonPattern})${String.raw`(?![\p{L}\p{N}])`}`,
    String.raw`[.!?\n…]+`,
    String.raw`[,;:()¡¿"«»]|(?<=\s)[-–—]+(?=\s)`,
    String.raw`\p{Extended_Pictographic}`,
  ].join('|'),
  'gu',
);
const address = /^(?:https?:|www\.|@)/;
const wordStart = /^[\p{L}\p{N}]/u;
const sentenceEnd = /^[.!?\n…]/;

/**
 * Cuts a text into the pieces the engine reads. Addresses and mentions are left out, hashtags are read as words.
 *
 * @example tokenise('Sooo GOOD!') // => soo (short: so), good (shouted), the end "!"
 */
export const tokenise = (text: string): Token[] => {
  const plain = stripAccents(text.replace(/[’‘´`]/g, "'"));
  // In a text all in capitals they say nothing.
  const canShout = /\p{Ll}{2}/u.test(plain);
  const canDrawOut = drawnOut.test(plain);
  const tokens: Token[] = [];
  for (const found of plain.match(piece) ?? []) {
    if (address.test(found)) continue;
    if (wordStart.test(found)) tokens.push(wordToken(found, canShout, canDrawOut));
    else if (faceWeights.has(found)) tokens.push({ kind: 'face', text: found, isShouted: false });
    else if (sentenceEnd.test(found)) tokens.push({ kind: 'end', text: found, isShouted: false });
    else if (!/\p{Extended_Pictographic}/u.test(found)) tokens.push({ kind: 'pause', text: found, isShouted: false });
  }
  return tokens;
};

const drawnOut = /(\p{L})\1{2,}/iu;
const everyDrawnOut = new RegExp(drawnOut, 'gu');

const wordToken = (word: string, canShout: boolean, canDrawOut: boolean): Token => {
  const text = plainWord(word.toLowerCase());
  const isShouted = canShout && word.length > 2 && word === word.toUpperCase() && /\p{L}{2}/u.test(word);
  if (!canDrawOut || !drawnOut.test(text)) return { kind: 'word', text, isShouted };
  const short = text.replace(everyDrawnOut, '$1');
  return { kind: 'word', text: text.replace(everyDrawnOut, '$1$1'), short, isShouted };
};
