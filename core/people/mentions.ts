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

/**
 * What could be an address or a number within a longer text. Bounded as addresses are (RFC 5321, 4.5.3.1), and begun only
 * where a word begins, so that a long body takes no more than its length in time.
 */
const inText =
  /(?<![^\s"'<>()[\],;:=&@])[^\s"'<>()[\],;:=&@]{1,64}@[^\s"'<>()[\],;:=&@]{0,253}[^\s"'<>()[\],;:=&@.!?]|\+\d[\d ().-]{5,30}\d/g;

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** A dead letter as far as an erasure looks at it. Its body may be anything, for that it could not be read is why it lies there. */
export interface Suspect {
  readonly body: string;
  /** The source whose webhook brought it, if it never became a message of ours. */
  readonly refusedFrom?: string;
}

/** Whom one walk through the dead letters looks for. */
export interface SoughtMentions {
  readonly aliases: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
}

/** Words that are remembered at a time: names of fields and usual answers come in every letter, ids in one. */
const rememberedMax = 50_000;

/** Whether words are theirs. Each is hashed once, however many letters hold it. */
class Words {
  readonly #aliases: ReadonlySet<string>;
  readonly #customerKey: string;
  readonly #known = new Map<string, boolean>();

  constructor(aliases: ReadonlySet<string>, customerKey: string) {
    this.#aliases = aliases;
    this.#customerKey = customerKey;
  }

  /** @param sources tools of which one may have given the word as an id */
  areTheirs(word: string, sources: readonly string[]): boolean {
    const { id, email, phone } = customerOf({ id: word, email: word, phone: word });
    const usual = { ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) };
    return (
      (Object.keys(usual).length > 0 && this.#hold(usual, '')) ||
      (id !== undefined && sources.some((source) => this.#hold({ id }, source)))
    );
  }

  #hold(customer: Parameters<typeof aliasesOf>[0], source: string): boolean {
    const name = JSON.stringify([source, customer]);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const isTheirs = aliasesOf(customer, source, this.#customerKey).some((alias) => this.#aliases.has(alias));
    if (this.#known.size >= rememberedMax) this.#known.clear();
    this.#known.set(name, isTheirs);
    return isTheirs;
  }
}

/**
 * Tells whether a dead letter is of a person who asked to be forgotten: it holds something they are known by, in whichever
 * field, or is about an object of theirs. One is made for a walk, and remembers the words it met.
 *
 * An id is one only where it was given: a message of ours names its source, even one the journey has no longer; all else
 * may hold the ids of any tool.
 *
 * @param sources ids of the journey's sources
 */
export const mentionsOf = ({ aliases, objects }: SoughtMentions, sources: readonly string[], customerKey: string) => {
  const words = new Words(aliases, customerKey);
  return ({ body, refusedFrom }: Suspect): boolean => {
    const value = parse(body);
    const { source, object } = fieldsOf(value);
    const named = typeof source === 'string' ? [source] : [];
    const isOurs = named.length > 0 && typeof object === 'string';
    if (isOurs && named.some((one) => objects.has(signalKey({ source: one, object, part: '' }).PK))) return true;
    const guessed = isOurs ? named : [...new Set([...named, ...sources])];
    const from = refusedFrom === undefined ? guessed : [refusedFrom];
    const isTheirs = (word: string): boolean => words.areTheirs(word, from);
    for (const text of wordsOf(value)) {
      if (isTheirs(text) || (text.match(inText) ?? []).some(isTheirs)) return true;
    }
    return false;
  };
};

/** What several erasures look for among the dead letters. */
export const soughtByAll = (erasures: readonly Erasure[]): SoughtMentions => ({
  aliases: new Set(erasures.flatMap(({ aliases }) => aliases)),
  objects: new Set(erasures.flatMap(({ objects }) => objects)),
});
