import { shapeOf } from './channels/shape.ts';
import { reasonWords } from './status.ts';

/** A message that could not be stored, or an item of a webhook that could not be read. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** Of what SQS gave up, when it was first put on the queue; of the others, when it became a dead letter. */
  readonly sentAtMs: number;
  /** Null when SQS gave up after too many tries: nobody said why. */
  readonly reason: string | null;
  /**
   * The source whose webhook held it, of an item that receive could not read. Its body is a piece of what the tool
   * posted and no message of the queue.
   */
  readonly refusedFrom?: string;
}

/** Which dead letters are meant; without either, all. */
export interface DeadLetterChoice {
  readonly source?: string;
  /** A part of the reason, in any case of letters. */
  readonly reason?: string;
}

/** Dead letters of one source with one reason, without a word of what they say. */
export interface DeadLetterGroup {
  readonly reason: string;
  readonly source?: string;
  readonly count: number;
  readonly oldest: string;
  readonly newest: string;
  readonly canRedrive: boolean;
  readonly advice: string;
  /** The structure of one of them: the names of its fields, each value replaced by its form. */
  readonly example: unknown;
}

/**
 * Whether score would take it if it came again. An item receive refused is no signal, and what the tool signed is gone: it
 * can be read only by the tool's posting it again.
 */
export const canRedrive = ({ refusedFrom }: DeadLetter): boolean => refusedFrom === undefined;

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
};

/** Ids of sources look like this (core/journey/schema.ts). Anything else may be somebody's word. */
const sourceId = /^[a-z][a-z0-9-]{0,47}$/;

const sourceOf = ({ refusedFrom, body }: DeadLetter): string | undefined => {
  if (refusedFrom !== undefined) return refusedFrom;
  const value = parse(body);
  const source = typeof value === 'object' && value !== null && 'source' in value ? value.source : undefined;
  return typeof source === 'string' && sourceId.test(source) ? source : undefined;
};

export const isChosen = (letter: DeadLetter, { source, reason }: DeadLetterChoice): boolean =>
  (source === undefined || sourceOf(letter) === source) &&
  (reason === undefined || reasonWords(letter.reason).toLowerCase().includes(reason.toLowerCase()));

const refusedAdvice =
  'an item its tool posted: it cannot be redriven. Mend what posts it, have it post that again, then drop these.';
const givenUpAdvice = 'something was down for hours (see `status` and the log of score): redrive once it is up again.';
const usualAdvice = 'redrive once what the reason names is mended, or drop.';

/** What to do about the reasons of functions/score.ts and what it calls. The first that fits counts. */
const advices: readonly (readonly [RegExp, string])[] = [
  [
    /^signal: it happened longer ago/,
    'drop: what it counted may stand in the figures although it is forgotten, and raising `organisation.retentionDays` to let it in would count it twice. Only if nothing so old of its source was ever stored: raise it, deploy, redrive, and `rebuild` to keep the rest as long.',
  ],
  [
    /^message: source is not in the journey/,
    'put the source back into the journey, deploy, then redrive; or drop what it left behind.',
  ],
  [
    /^message: no source of the journey takes this event/,
    'put the source that takes such events back into the journey, deploy, then redrive; or drop.',
  ],
  [
    /^message: /,
    'another version may have queued it: redrive once a version is deployed that reads it, or drop what nobody reads.',
  ],
  [/: the tool's API answered (404|410)/, 'the tool has it no more: drop.'],
  [
    /: its channel reads nothing from its tool's API/,
    'give the source its channel back, deploy, then redrive; or drop.',
  ],
  [/^event: EventBridge/, 'redrive once the queue takes events again.'],
  [
    /^(NotStorable|ValidationE|ItemCollectionSize|SerializationE)/,
    'the table takes no item that large, and no such number: correct it in its tool, then drop.',
  ],
];

const adviceFor = (letter: DeadLetter, words: string): string => {
  if (!canRedrive(letter)) return refusedAdvice;
  if (letter.reason === null) return givenUpAdvice;
  return advices.find(([pattern]) => pattern.test(words))?.[1] ?? usualAdvice;
};

type Growing = { -readonly [Field in keyof DeadLetterGroup]: DeadLetterGroup[Field] };

/** Groups dead letters one by one, and keeps of each group no more than can be shown. */
export class DeadLetterGroups {
  readonly #groups = new Map<string, Growing>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(letter: DeadLetter): void {
    const reason = reasonWords(letter.reason);
    const source = sourceOf(letter);
    const key = JSON.stringify([source, reason, canRedrive(letter)]);
    const at = new Date(letter.sentAtMs).toISOString();
    const group = this.#groups.get(key);
    this.#count += 1;
    if (group) {
      group.count += 1;
      if (at < group.oldest) group.oldest = at;
      if (at > group.newest) group.newest = at;
      return;
    }
    this.#groups.set(key, {
      reason,
      ...(source !== undefined && { source }),
      count: 1,
      oldest: at,
      newest: at,
      canRedrive: canRedrive(letter),
      advice: adviceFor(letter, reason),
      example: shapeOf(parse(letter.body)),
    });
  }

  /** Most first. */
  list(): readonly DeadLetterGroup[] {
    return [...this.#groups.values()].toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
  }
}

/**
 * The names in a structure, each with those above it.
 *
 * @example fieldsOf({ id: 'text 3', scores: { nps: 'number' } }) // => ['id', 'scores.nps']
 */
export const fieldsOf = (shape: unknown, path = ''): string[] => {
  if (Array.isArray(shape)) return fieldsOf(shape[0], `${path}[]`);
  if (typeof shape !== 'object' || shape === null) return path === '' ? [] : [path];
  const fields = Object.entries(shape);
  if (fields.length === 0) return path === '' ? [] : [path];
  return fields.flatMap(([name, inner]) => fieldsOf(inner, path === '' ? name : `${path}.${name}`));
};
