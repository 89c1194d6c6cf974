import { customerOf } from '../channels/questions.ts';
import { aliasesOf } from '../score.ts';
import { signalKey } from '../store/keys.ts';
import type { Erasure } from './erasure.ts';

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

/** Everything a body says, names of fields included: a tool may have used an address as one. */
function* wordsOf(value: unknown): Generator<string> {
  if (typeof value === 'string' || typeof value === 'number') yield String(value);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    yield name;
    yield* wordsOf(inner);
  }
}

/** What could be an address or a number within a longer text. */
const inText = /[^\s"'<>()[\],;:=&]+@[^\s"'<>()[\],;:=&]*[^\s"'<>()[\],;:=&.!?]|\+\d[\d ().-]{5,30}\d/g;

/** The object a message is about, when it names one as our own messages do. */
const objectOf = (value: unknown): string | undefined => {
  const { source, object } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return typeof source === 'string' && typeof object === 'string'
    ? signalKey({ source, object, part: '' }).PK
    : undefined;
};

/**
 * Whether a dead letter is of a person who asked to be forgotten: it holds something they are known by, in whichever
 * field, or is about an object of theirs. Its body may be anything, for that it could not be read is why it lies there.
 *
 * @param sources ids of the tools whose customer ids it could hold
 */
export const mentions = (
  { body, sources }: { readonly body: string; readonly sources: readonly string[] },
  { aliases, objects }: { readonly aliases: ReadonlySet<string>; readonly objects: ReadonlySet<string> },
  customerKey: string,
): boolean => {
  const value = parse(body);
  const object = objectOf(value);
  if (object !== undefined && objects.has(object)) return true;
  const isTheirs = (word: string): boolean => {
    const { id, email, phone } = customerOf({ id: word, email: word, phone: word });
    const usual = aliasesOf({ ...(email && { email }), ...(phone && { phone }) }, '', customerKey);
    const ids = id === undefined ? [] : sources.flatMap((source) => aliasesOf({ id }, source, customerKey));
    return [...usual, ...ids].some((alias) => aliases.has(alias));
  };
  for (const text of wordsOf(value)) {
    if (isTheirs(text) || (text.match(inText) ?? []).some(isTheirs)) return true;
  }
  return false;
};

/** What several erasures look for among the dead letters. */
export const soughtByAll = (erasures: readonly Erasure[]) => ({
  aliases: new Set(erasures.flatMap(({ aliases }) => aliases)),
  objects: new Set(erasures.flatMap(({ objects }) => objects)),
});
