import { fold } from '../text/fold.ts';
import { compilePhrases, type FindPhrases } from '../text/phrases.ts';

/**
 * A language's words as its data file writes them: lists separated by spaces, `*` for any ending, `_` between the words
 * of a phrase. Accents and case do not matter.
 */
export interface Lexicon {
  /** Words by what they say: −3 (very bad) to 3 (very good); 0 keeps a harmless word or phrase out of the others. */
  readonly valences: readonly (readonly [weight: number, words: string])[];
  /** What every customer expects, so that only its denial says much: "arrived", "never arrived". */
  readonly expected: string;
  /** Words that turn what follows. */
  readonly negators: string;
  /** Words that make the next opinion stronger (above 0) or weaker (below 0), as a share of its weight. */
  readonly degrees: readonly (readonly [share: number, words: string])[];
  /** "but": what comes after counts more than what came before. */
  readonly contrasts: string;
  /** "although": what comes after, in the clause, counts less. */
  readonly concessions: string;
  /** "and": a new thought, to which a negation before does not reach. */
  readonly joins: string;
  /** "or", "nor": the negation goes on. */
  readonly chains: string;
}

/** What one word or phrase does to the reading of a text. */
export type Role =
  | {
      readonly kind: 'valence';
      readonly weight: number;
      readonly isExpected: boolean;
      /** A phrase that denies by itself ("no reply"): in Spanish a negation before it adds nothing ("no tienen ni idea"). */
      readonly isDenial: boolean;
    }
  | { readonly kind: 'degree'; readonly share: number }
  | { readonly kind: 'negator' | 'contrast' | 'concession' | 'join' | 'chain' };

/** One finder for all roles, so that a word of text is looked up once. */
export const compileLexicon = (lexicon: Lexicon): FindPhrases<Role> => {
  const roles = new Map<string, Role>();
  const expected = new Set(entriesOf(lexicon.expected));
  const negators = new Set(entriesOf(lexicon.negators));
  const addValence = (entry: string, weight: number): void => {
    const [first, ...rest] = entry.split('_');
    const isDenial = rest.length > 0 && negators.has(first ?? '');
    roles.set(entry, { kind: 'valence', weight, isExpected: expected.has(entry), isDenial });
  };
  for (const entry of expected) addValence(entry, 0);
  for (const [weight, words] of lexicon.valences) for (const entry of entriesOf(words)) addValence(entry, weight);
  for (const [share, words] of lexicon.degrees) {
    for (const entry of entriesOf(words)) roles.set(entry, { kind: 'degree', share });
  }
  for (const kind of ['negator', 'contrast', 'concession', 'join', 'chain'] as const) {
    for (const entry of entriesOf(lexicon[`${kind}s`])) roles.set(entry, { kind });
  }
  return compilePhrases([...roles].map(([entry, role]) => [entry.split('_').map(plainWord), role] as const));
};

const entriesOf = (words: string): string[] => fold(words).trim().split(/\s+/);

/**
 * A folded word without its apostrophe: "don't" is "dont", as many write it; "it's" is "it", and above all "we'll" is
 * "we" and not "well".
 */
export const plainWord = (word: string): string => {
  const at = word.indexOf("'");
  if (at === -1) return word;
  return word.endsWith("n't") ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at);
};
