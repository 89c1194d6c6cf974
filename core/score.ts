import { createHmac } from 'node:crypto';
import { MalformedMessage } from './errors.ts';
import type { JourneyMap } from './journey/map.ts';
import type { Source } from './journey/schema.ts';
import { e164Of } from './phone.ts';
import { forgottenAtSeconds } from './retention.ts';
import { combineSentiments } from './sentiment/combine.ts';
import type { ScoredSignal, Sentiment, Signal, Unscored } from './signal.ts';
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
  // Only what people said is read for feelings; a ticket's status note has none. Blank parts say nothing.
  const parts = signal.kind === 'perceptive' ? splitByBytes(text, bytesMax).filter((part) => part.trim() !== '') : [];
  return { signal, source, text, language, parts };
};

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

/** One text may have been read in parts: all must be read, or the text counts as unread. */
const joinDetections = (draft: Draft, detections: readonly (Sentiment | Unscored)[]): Sentiment | Unscored => {
  const unread = detections.find((detection) => typeof detection === 'string');
  if (unread !== undefined) return unread as Unscored;
  return combineSentiments(
    detections.map((sentiment, index) => ({
      sentiment: sentiment as Sentiment,
      bytes: Buffer.byteLength(draft.parts[index] ?? ''),
    })),
  );
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
  { map, findThemes, customerKey, retentionDays }: ScoreContext,
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
  const touchpoint = map.place({ ...draft.signal, ...(draft.text && { text: draft.text }) }, draft.source);
  const ttl = forgottenAtSeconds(signal.occurredAt, retentionDays);
  const reading = detections.length > 0 ? joinDetections(draft, detections) : undefined;
  const promises = map.touchpoint(touchpoint)?.commitments ?? [];
  return {
    ...signal,
    touchpoint,
    medium: medium ?? draft.source.medium,
    ...(signal.kind === 'perceptive' && { solicited: signal.solicited ?? draft.source.solicited }),
    day: map.dayOf(signal.occurredAt),
    // Routes and segments see attributes as they came; the table does not.
    segments: map.segmentsOf(signal.attributes),
    attributes: maskAttributes(signal.attributes),
    aliases: aliasesOf(draft.signal.customer, signal.source, customerKey),
    map: map.version,
    scorer: scorerVersion,
    themes: draft.text === undefined ? [] : [...findThemes(draft.text, draft.language ?? '')],
    commitments: Object.fromEntries(
      promises.flatMap(({ measure, limit }) => {
        const value = signal.measures[measure];
        return value === undefined ? [] : [[measure, value <= limit ? ('kept' as const) : ('missed' as const)]];
      }),
    ),
    ...(placeWord !== undefined && { placeWord: maskPersonal(placeWord) }),
    ...(ttl !== undefined && { ttl }),
    ...(draft.text !== undefined && { text: draft.text }),
    ...(draft.language !== undefined && { language: draft.language }),
    ...(typeof reading === 'string' && { unscored: reading }),
    ...(typeof reading === 'object' && { sentiment: reading }),
  };
};
