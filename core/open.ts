import * as z from 'zod/mini';
import { type EventChannel, isWebhook } from './channels/channel.ts';
import { loadChannel } from './channels/registry.ts';
import { Thin } from './channels/thin.ts';
import { MalformedBody, MalformedMessage } from './errors.ts';
import type { Source } from './journey/schema.ts';
import { Signal } from './signal.ts';

/** What a message of the queue holds: one signal from receive, one fact to be read first, or an event of AWS itself. */
export interface Opened {
  readonly signals: readonly Signal[];
  readonly thin: readonly Thin[];
}

type Sources = ReadonlyMap<string, Source>;

/** Names the place and the kind of the first problem, and quotes nothing. */
const parsed = <Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.infer<Schema> => {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new MalformedMessage(`message: ${issue?.path.join('.') || 'signal'}: ${issue?.code}`);
};

const known = <Fact extends { readonly source: string }>(fact: Fact, sources: Sources): Fact => {
  if (!sources.has(fact.source)) throw new MalformedMessage('message: source is not in the journey');
  return fact;
};

const takes = ({ pattern }: EventChannel, event: Readonly<Record<string, unknown>>): boolean =>
  pattern.source.includes(String(event.source)) && pattern.detailType.includes(String(event['detail-type']));

/** EventBridge puts events on the queue as they are; the source is the one whose channel's rule they matched. */
const openEvent = async (event: Readonly<Record<string, unknown>>, sources: Sources): Promise<Opened> => {
  for (const source of sources.values()) {
    const channel = await loadChannel(source);
    if (channel === undefined || isWebhook(channel) || !takes(channel, event)) continue;
    if (!source.active) return { signals: [], thin: [] };
    const { signals, thin } = channel.read(event, source);
    return { signals, thin };
  }
  throw new MalformedMessage('message: no source of the journey takes this event');
};

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    // Without the parser's own error, which quotes the text.
    throw new MalformedMessage('message: not JSON');
  }
};

/** @throws {MalformedMessage} when nobody will ever be able to read it, or its source is gone from the journey */
export const openMessage = async (body: string, sources: Sources): Promise<Opened> => {
  const value = parse(body);
  const fields = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  if ('detail-type' in fields) {
    try {
      return await openEvent(fields, sources);
    } catch (error) {
      throw error instanceof MalformedBody ? new MalformedMessage(`message: ${error.message}`) : error;
    }
  }
  if ('thin' in fields) return { signals: [], thin: [known(parsed(Thin, value), sources)] };
  return { signals: [known(parsed(Signal, value), sources)], thin: [] };
};

/** Opens a batch: what can be read, and what never will be, with the reason. */
export const openAll = async <Message extends { readonly body: string }>(
  messages: readonly Message[],
  sources: Sources,
): Promise<{ opened: Map<Message, Opened>; malformed: { record: Message; reason: string }[] }> => {
  const opened = new Map<Message, Opened>();
  const malformed: { record: Message; reason: string }[] = [];
  for (const record of messages) {
    try {
      opened.set(record, await openMessage(record.body, sources));
    } catch (error) {
      if (!(error instanceof MalformedMessage)) throw error;
      malformed.push({ record, reason: error.message });
    }
  }
  return { opened, malformed };
};
