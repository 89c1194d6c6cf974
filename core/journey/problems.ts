import { distance, closest as nearest } from 'fastest-levenshtein';
import { type Document, isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';

/** The way to a value in the file: `['owners', 0, 'email']`. */
export type Path = readonly (string | number)[];

/** One thing wrong with the file: what, how to mend it, and whether the key or its value is to blame. */
export interface Problem {
  readonly path: Path;
  readonly at: 'key' | 'value';
  readonly text: string;
  /** Where the same thing was said before; its line is added to the text. */
  readonly before?: Path;
}

export const atKey = (path: Path, text: string): Problem => ({ path, at: 'key', text });
export const atValue = (path: Path, text: string): Problem => ({ path, at: 'value', text });

const startOf = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

/**
 * Where a path leads in the text, counted in characters from 0. A path that ends too early for the file leads to the
 * innermost thing that exists, so that even a surprising problem has a place.
 */
export const offsetOf = (document: Document, path: Path, at: Problem['at'] = 'value'): number => {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const holder = isAlias(node) ? node.resolve(document) : node;
    if (isSeq(holder)) node = holder.items[Number(step)];
    else if (isMap(holder)) {
      // The last of two equal keys is the one whose value counts.
      const pair = holder.items.findLast(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      node = at === 'key' && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key);
    } else return offset;
    offset = startOf(node) ?? offset;
  }
  return offset;
};

/** As a person would call what a path leads to. */
export const nameOf = (path: Path): string => {
  const key = path.findLast((step) => typeof step === 'string');
  return typeof path.at(-1) === 'number' ? `each of \`${key}\`` : `\`${key}\``;
};

/** A third of the letters may be wrong: more alike than that is a slip of the fingers, less is another word. */
const typosMax = (word: string): number => Math.ceil(word.length / 3);

/** The known word somebody most likely meant; undefined when none is alike. */
export const closest = (word: string, known: readonly string[]): string | undefined => {
  if (known.length === 0) return undefined;
  const lowered = known.map((one) => one.toLowerCase());
  const best = nearest(word.toLowerCase(), lowered);
  return distance(word.toLowerCase(), best) <= typosMax(best) ? known[lowered.indexOf(best)] : undefined;
};

/**
 * How to mend a word that is not known: the one most like it, or all there are.
 *
 * @example suggest('digitl', ['digital', 'care']) // => 'did you mean `digital`?'
 */
export const suggest = (word: string, known: readonly string[]): string => {
  const best = closest(word, known);
  return best === undefined ? `use one of ${known.join(', ')}` : `did you mean \`${best}\`?`;
};
