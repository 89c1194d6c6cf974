import { createHmac } from 'node:crypto';
import { MalformedMessage } from './errors.ts';
import type { JourneyMap } from './journey/map.ts';
import type { Source } from './journey/schema.ts';
import { combineSentiments } from './sentiment/combine.ts';
import { type ScoredSignal, type Sentiment, Signal, type Unscored } from './signal.ts';
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
}

/** A decoded signal with its text masked, its language known and its text cut for the sentiment service. */
export interface Draft {
  readonly signal: Signal;
  readonly source: Source;
  readonly text?: string;
  readonly language?: string;
  readonly parts: readonly string[];
}

/** @throws {MalformedMessage} when the message is no signal, or its source is gone from the journey */
const decode = (body: string, { sources, language: usual }: ScoreContext, bytesMax: number): Draft => {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    // Without the parser's own error, which quotes the text.
    throw new MalformedMessage('message: not JSON');
  }
  const parsed = Signal.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new MalformedMessage(`message: ${issue?.path.join('.') || 'signal'}: ${issue?.code}`);
  }
  const signal = parsed.data;
  const source = sources.get(signal.source);
  if (source === undefined) throw new MalformedMessage('message: source is not in the journey');
  const said = signal.text?.trim() ?? '';
  if (said === '') return { signal, source, parts: [] };
  const text = maskPersonal(said);
  const declared = signal.language;
  const language = chooseLanguage({ text, usual: source.language ?? usual, ...(declared && { declared }) });
  // Only what people said is read for feelings; a ticket's status note has none. Blank parts say nothing.
  const parts = signal.kind === 'perceptive' ? splitByBytes(text, bytesMax).filter((part) => part.trim() !== '') : [];
  return { signal, source, text, language, parts };
};

/** Decodes a batch: what can be read, and what never will be, with the reason. */
export const decodeAll = <Message extends { readonly body: string }>(
  messages: readonly Message[],
  context: ScoreContext,
  bytesMax: number,
): { drafts: Map<Message, Draft>; malformed: { record: Message; reason: string }[] } => {
  const drafts = new Map<Message, Draft>();
  const malformed: { record: Message; reason: string }[] = [];
  for (const record of messages) {
    try {
      drafts.set(record, decode(record.body, context, bytesMax));
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      malformed.push({ record, reason: error.message });
    }
  }
  return { drafts, malformed };
};

/** The keyed hash of the strongest alias: an id the source gave, then e-mail, then phone. */
const customerOf = ({ customer, source }: Signal, key: string): string | undefined => {
  const alias = customer.id !== undefined ? `id:${source}:${customer.id}` : (customer.email ?? customer.phone);
  return alias && createHmac('sha256', key).update(alias).digest('hex').slice(0, 32);
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
  { map, findThemes, customerKey }: ScoreContext,
): ScoredSignal => {
  const { text: _raw, customer: _customer, touchpoint: _word, medium, language: _declared, ...signal } = draft.signal;
  const touchpoint = map.place({ ...draft.signal, ...(draft.text && { text: draft.text }) }, draft.source);
  const customer = customerOf(draft.signal, customerKey);
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
    map: map.version,
    themes: draft.text === undefined ? [] : [...findThemes(draft.text, draft.language ?? '')],
    commitments: Object.fromEntries(
      promises.flatMap(({ measure, limit }) => {
        const value = signal.measures[measure];
        return value === undefined ? [] : [[measure, value <= limit ? ('kept' as const) : ('missed' as const)]];
      }),
    ),
    ...(customer !== undefined && { customer }),
    ...(draft.text !== undefined && { text: draft.text }),
    ...(draft.language !== undefined && { language: draft.language }),
    ...(typeof reading === 'string' && { unscored: reading }),
    ...(typeof reading === 'object' && { sentiment: reading }),
  };
};
