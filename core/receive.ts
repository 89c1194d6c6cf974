import {
  type Channel,
  type HookRequest,
  type HookResponse,
  isWebhook,
  type Reading,
  type WebhookChannel,
} from './channels/channel.ts';
import { MalformedBody } from './errors.ts';
import type { Source } from './journey/schema.ts';

/** What to do with a webhook: what to keep, and what to answer once it is kept. */
export interface Decision extends Pick<Reading, 'rejected'> {
  readonly response: HookResponse;
  /** Bodies for the queue: signals, and facts whose objects score has to read first. */
  readonly messages: readonly string[];
  /** For the log: never a body, a signature or an address. */
  readonly reason: string;
}

const keepNothing = (response: HookResponse, reason: string): Decision => ({
  response,
  messages: [],
  rejected: [],
  reason,
});

/** What every failure of ours answers: the tool keeps the event and tries again. Zendesk honours only up to 60 s. */
export const unavailable: HookResponse = { status: 503, headers: { 'retry-after': '30' } };

/** SQS's older limit still holds in some regions; a text this long would not fit an item of the table either. */
const messageBytesMax = 240 * 1024;

/** The size the sender declares may be all that API Gateway lets us see of a body it cut. */
const sizeOf = ({ headers, body }: Pick<HookRequest, 'headers' | 'body'>): number =>
  Math.max(body.length, Number(headers['content-length'] ?? 0) || 0);

/**
 * What can be said before any secret is looked up: who it is for, by which method, and how big.
 *
 * Only a source that does not exist gets 404: several tools disable a webhook for good on the first 404 or 410. A source
 * that is switched off therefore accepts, and keeps nothing.
 *
 * @returns the answer, or undefined to go on
 */
export const refuseEarly = (
  request: Pick<HookRequest, 'method' | 'headers' | 'body'>,
  source: Pick<Source, 'active'> | undefined,
  channel: Channel | undefined,
): Decision | undefined => {
  if (source === undefined || channel === undefined) return keepNothing({ status: 404 }, 'unknown source');
  const methods = isWebhook(channel) ? ['POST', ...(channel.probes ?? [])] : [];
  if (!isWebhook(channel) || !methods.includes(request.method)) {
    return keepNothing({ status: 405, headers: { allow: methods.join(', ') } }, 'method');
  }
  if (sizeOf(request) > channel.maxBytes) return keepNothing({ status: 413 }, 'too large');
  if (!source.active && request.method === 'POST') return keepNothing(channel.accepted, 'switched off');
  return undefined;
};

const fits = (message: string): boolean => Buffer.byteLength(message) <= messageBytesMax;

const messagesOf = ({ signals, thin, rejected }: Reading): Pick<Decision, 'messages' | 'rejected'> => {
  const messages: string[] = thin.map((one) => JSON.stringify(one));
  const tooLong: Reading['rejected'][number][] = [];
  for (const signal of signals) {
    const message = JSON.stringify(signal);
    if (fits(message)) messages.push(message);
    else {
      const { source, object, part, kind } = signal;
      tooLong.push({ item: { source, object, part, kind }, reason: 'signal: too long for the queue' });
    }
  }
  // A dead letter waits on a queue, too.
  const small = rejected.map(({ item, reason }) => ({ item: fits(JSON.stringify(item)) ? item : 'too long', reason }));
  return { messages, rejected: [...small, ...tooLong] };
};

/**
 * Judges a webhook and reads its signals: the status table of every channel in one place.
 *
 * @param secrets the source's active secrets, the current one first; none at all is our fault, not the sender's
 */
export const judge = (
  request: HookRequest,
  source: Source,
  channel: WebhookChannel,
  secrets: readonly string[] | undefined,
): Decision => {
  const active = secrets?.filter((secret) => secret !== '') ?? [];
  if (active.length === 0) return keepNothing(unavailable, 'no secret');
  try {
    const probed = channel.probe?.(request, active);
    if (probed) return keepNothing(probed, 'probe');
    if (request.method !== 'POST') return keepNothing({ status: 200 }, 'probe');
    const verdict = channel.verify(request, active);
    if (verdict === 'malformed') return keepNothing({ status: 400 }, verdict);
    if (verdict !== 'ok') return keepNothing({ status: 401 }, verdict);
    const reading = channel.read(request, source);
    return { response: reading.answer ?? channel.accepted, ...messagesOf(reading), reason: 'accepted' };
  } catch (error) {
    if (!(error instanceof MalformedBody)) throw error;
    return keepNothing({ status: 400, body: error.message }, error.loggable);
  }
};
