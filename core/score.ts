import { createHmac } from 'node:crypto';
import { MalformedMessage } from './errors.ts';
import type { JourneyMap } from './journey/map.ts';
import type { Source } from './journey/schema.ts';
import { e164Of } from './phone.ts';
import { forgottenAtSeconds } from './retention.ts';
import { combineSentiments } from './sentiment/combine.ts';
import type { ScoredSignal, Sentiment, Signal, StoredSignal, Unscored } from './signal.ts';
import { plainOfHtml } from './text/html.ts';
import { chooseLanguage } from './text/language.ts';
import { maskPersonal } from './text/mask.ts';
import { splitByBytes } from './text/sentences.ts';

/** What score has to know about the organisation. */
export interface ScoreContext {
  readonly map: JourneyMap;
  readonly sources: ReadonlyMap<string, Source>;
  /** The language of texts nobody declares and detection cannot tell. */
  readonly language: string;
  readonly findThemes: (text: string, language: string) => readonly string[];
  /** Hides customer ids in the table. */
  readonly customerKey: string;
  /** How long signals are kept; undefined is for ever. */
  readonly retentionDays?: number | undefined;
}

/** Raised whenever the code would read a text otherwise: `rebuild` then reads the older ones again. */
export const scorerVersion = '1';

/** A decoded signal with its text masked, its language known and its text cut for the sentiment service. */
export interface Draft {
  readonly signal: Signal;
  readonly source: Source;
  readonly text?: string;
  readonly language?: string;
  readonly parts: readonly string[];
}

/**
 * What is read of a signal before anything outside is asked: its words in plain text, masked, in a known language.
 *
 * @param bytesMax the longest text the sentiment service takes; longer ones are read in parts
 */
export const draftOf = (
  signal: Signal,
  { sources, language: usual }: Pick<ScoreContext, 'sources' | 'language'>,
  bytesMax: number,
): Draft => {
  const source = sources.get(signal.source);
  if (source === undefined) throw new MalformedMessage('message: source is not in the journey');
  const said = (signal.markup === 'html' ? plainOfHtml(signal.text ?? '') : (signal.text ?? '')).trim();
  if (said === '') return { signal, source, parts: [] };
  const text = maskPersonal(said);
  const declared = signal.language;
  const language = chooseLanguage({ text, usual: source.language ?? usual, ...(declared && { declared }) });
  return { signal, source, text, language, parts: partsOf(signal.kind, text, bytesMax) };
};

/**
 * A text as the sentiment service takes it. Only what people said is read for feelings; a ticket's status note has none.
 * Blank parts say nothing.
 */
export const partsOf = (kind: Signal['kind'], text: string, bytesMax: number): readonly string[] =>
  kind === 'perceptive' ? splitByBytes(text, bytesMax).filter((part) => part.trim() !== '') : [];

/** Whether anything is left of what somebody said: a picture alone is a text of HTML, and no words. */
export const saysSomething = ({ signal, text }: Draft): boolean =>
  signal.kind !== 'perceptive' ||
  text !== undefined ||
  signal.text === undefined ||
  Object.keys(signal.scores).length > 0;

/**
 * What a customer is known by, strongest first: an id the source gave, then e-mail, then phone. As keyed hashes, because
 * the table needs to compare them and nobody to read them.
 *
 * @param source the ids of one tool mean nothing in another
 */
export const aliasesOf = (
  { id, email, phone }: Signal['customer'],
  source: string,
  customerKey: string,
): readonly string[] => {
  const number = e164Of(phone ?? '');
  const aliases = [id && `id:${source}:${id}`, email && `email:${email}`, number && `phone:${number}`];
  return aliases.flatMap((alias) =>
    alias ? createHmac('sha256', customerKey).update(alias).digest('hex').slice(0, 32) : [],
  );
};

/**
 * What the sentiment service made of a text. It may have been read in parts: all must be read, or it counts as unread.
 *
 * @param detections one per part, in order
 * @returns neither a sentiment nor a reason for its absence where there was nothing to read
 */
export const readingOf = (
  parts: readonly string[],
  detections: readonly (Sentiment | Unscored)[],
): Pick<ScoredSignal, 'sentiment' | 'unscored'> => {
  if (detections.length === 0) return {};
  const unread = detections.find((detection) => typeof detection === 'string');
  if (unread !== undefined) return { unscored: unread as Unscored };
  const read = detections.map((sentiment, index) => ({
    sentiment: sentiment as Sentiment,
    bytes: Buffer.byteLength(parts[index] ?? ''),
  }));
  return { sentiment: combineSentiments(read) };
};

/** What decides where and under what a signal counts, of one that has just come and of one the table holds. */
type Countable = Pick<StoredSignal, 'placeWord' | 'attributes' | 'text' | 'language' | 'measures' | 'occurredAt'>;

/**
 * Where and under what a signal counts by a map. One function for what has just come and for what the table holds, so
 * that `rebuild` leads where score would have led.
 *
 * @param source one whose id the map does not know has no routes, and leaves the signal at its default touchpoint
 */
export const placedBy = (
  { placeWord, attributes, text, language = '', measures, occurredAt }: Countable,
  source: Pick<Source, 'id' | 'defaultTouchpoint'>,
  { map, findThemes }: Pick<ScoreContext, 'map' | 'findThemes'>,
): Pick<StoredSignal, 'map' | 'touchpoint' | 'day' | 'segments' | 'themes' | 'commitments'> => {
  const touchpoint = map.place({ touchpoint: placeWord, attributes, text }, source);
  const promises = map.touchpoint(touchpoint)?.commitments ?? [];
  return {
    map: map.version,
    touchpoint,
    day: map.dayOf(occurredAt),
    segments: map.segmentsOf(attributes),
    themes: text === undefined ? [] : [...findThemes(text, language)],
    commitments: Object.fromEntries(
      promises.flatMap(({ measure, limit }) => {
        const value = measures[measure];
        return value === undefined ? [] : [[measure, value <= limit ? ('kept' as const) : ('missed' as const)]];
      }),
    ),
  };
};

const maskAttributes = (attributes: Signal['attributes']): Signal['attributes'] =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'string' ? maskPersonal(value) : value]),
  );

/**
 * The signal as it is stored: placed, masked, read.
 *
 * @param detections one per part of the text, in order
 */
export const finish = (
  draft: Draft,
  detections: readonly (Sentiment | Unscored)[],
  context: ScoreContext,
): ScoredSignal => {
  const {
    text: _raw,
    markup: _markup,
    customer: _customer,
    touchpoint: placeWord,
    medium,
    language: _declared,
    ...signal
  } = draft.signal;
  const words = {
    ...(draft.text !== undefined && { text: draft.text }),
    ...(draft.language !== undefined && { language: draft.language }),
  };
  const ttl = forgottenAtSeconds(signal.occurredAt, context.retentionDays);
  return {
    ...signal,
    // Routes and segments see the place's word and attributes as they came; the table does not.
    ...placedBy({ ...signal, ...words, ...(placeWord !== undefined && { placeWord }) }, draft.source, context),
    medium: medium ?? draft.source.medium,
    ...(signal.kind === 'perceptive' && { solicited: signal.solicited ?? draft.source.solicited }),
    attributes: maskAttributes(signal.attributes),
    aliases: aliasesOf(draft.signal.customer, signal.source, context.customerKey),
    scorer: scorerVersion,
    ...(placeWord !== undefined && { placeWord: maskPersonal(placeWord) }),
    ...(ttl !== undefined && { ttl }),
    ...words,
    ...readingOf(draft.parts, detections),
  };
};
