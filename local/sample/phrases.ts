/** How somebody feels who answers: 9 or 10, 7 or 8, 6 or less. */
export type Mood = 'glad' | 'flat' | 'cross';

/** One way to say something per line. */
export const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

type ByMood = Readonly<Record<Mood, readonly string[]>>;

/**
 * What people write in one language, in parts: `happened` is the heart of a comment and depends on the touchpoint, the
 * others go before and after it. Parts are whole sentences, so that any of them may follow any other.
 */
export interface PhraseBank {
  readonly opening: ByMood;
  readonly happened: Readonly<Record<string, ByMood>>;
  readonly consequence: ByMood;
  readonly closing: ByMood;
  /** A whole comment, from people who say no more. */
  readonly short: ByMood;
  readonly faces: ByMood;
  /** How to be reached, which nobody should leave in a comment and some do: masking hides it. */
  readonly contact: readonly string[];
  /** How hurried thumbs spell, as replacements of whole words. */
  readonly hurried: readonly (readonly [word: string, spelt: string])[];
  /** What is said about what was planted; see truth.ts. */
  readonly planted: {
    readonly lateCode: ByMood;
    readonly lateCodeConsequence: readonly string[];
    readonly quickChat: ByMood;
  };
}
