/** One phrase found: what it stands for, and how many words it takes up. */
export interface Match<T> {
  readonly value: T;
  readonly words: number;
  /** Letters matched, so that an exact word can win over a stem and a long stem over a short one. */
  readonly letters: number;
}

interface Phrase<T> {
  readonly value: T;
  readonly parts: readonly Part[];
}

interface Part {
  readonly text: string;
  readonly isStem: boolean;
}

/** Finds which phrases begin at a place among a text's words. */
export type FindPhrases<T> = (words: readonly string[], at: number) => readonly Match<T>[];

const nothing: readonly never[] = [];

/**
 * Compiles phrases of one or more words into a finder that costs a few look-ups per word of text, however many phrases
 * there are. A word that ends in `*` matches any word that begins with the rest; all others match whole words only.
 *
 * Look-ups go through Maps: an object would find "constructor" and "toString" in every list.
 *
 * @param phrases words already in the form the texts will have (folded), with the value each phrase stands for
 * @returns every match that begins at a word, in no promised order
 * @example compilePhrases([[['factur*'], 'billing']])(['la', 'factura'], 1) // => [{ value: 'billing', words: 1, letters: 6 }]
 */
export const compilePhrases = <T>(phrases: Iterable<readonly [words: readonly string[], value: T]>): FindPhrases<T> => {
  const exact = new Map<string, Phrase<T>[]>();
  const byStart = new Map<string, Phrase<T>[]>();
  const short: Phrase<T>[] = [];
  for (const [words, value] of phrases) {
    const parts = words.map(partOf);
    const [first] = parts;
    if (first === undefined || parts.some((part) => part.text === '')) continue;
    const phrase = { value, parts };
    if (!first.isStem) push(exact, first.text, phrase);
    else if (first.text.length < startLetters) short.push(phrase);
    else push(byStart, first.text.slice(0, startLetters), phrase);
  }
  return (words, at) => {
    const word = words[at];
    if (word === undefined) return nothing;
    const whole = exact.get(word);
    const begun = byStart.get(word.slice(0, startLetters));
    if (whole === undefined && begun === undefined && short.length === 0) return nothing;
    const found: Match<T>[] = [];
    collect(whole, words, at, found);
    collect(begun, words, at, found);
    collect(short, words, at, found);
    return found;
  };
};

// Stems are filed under their first letters: three keep the drawers small, and few stems are shorter.
const startLetters = 3;

const partOf = (word: string): Part =>
  word.endsWith('*') ? { text: word.slice(0, -1), isStem: true } : { text: word, isStem: false };

const push = <T>(map: Map<string, T[]>, key: string, value: T): void => {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
};

const collect = <T>(
  phrases: readonly Phrase<T>[] | undefined,
  words: readonly string[],
  at: number,
  found: Match<T>[],
): void => {
  if (phrases === undefined) return;
  for (const { value, parts } of phrases) {
    if (!parts.every((part, i) => matches(words[at + i], part))) continue;
    // Half a letter more for a whole word: "lost" before "lost*".
    const letters = parts.reduce((sum, part) => sum + part.text.length + (part.isStem ? 0 : 0.5), 0);
    found.push({ value, words: parts.length, letters });
  }
};

const matches = (word: string | undefined, part: Part): boolean =>
  word !== undefined && (part.isStem ? word.startsWith(part.text) : word === part.text);
