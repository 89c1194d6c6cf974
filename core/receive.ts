import type { Channel, HookRequest, HookResponse } from './channels/channel.ts';
import { MalformedBody } from './errors.ts';
import type { Source } from './journey/schema.ts';
import type { Signal } from './signal.ts';

/** What to do with a webhook: what to keep, and what to answer once it is kept. */
export interface Decision {
  readonly response: HookResponse;
  readonly signals: readonly Signal[];
  /** Single items of a batch that cannot be read: kept as dead letters. */
  readonly rejected: readonly { readonly item: unknown; readonly reason: string }[];
  /** For the log: never a body, a signature or an address. */
  readonly reason: string;
}

const refuse = (status: number, reason: string, extra: Partial<HookResponse> = {}): Decision => ({
  response: { status, ...extra },
  signals: [],
  rejected: [],
  reason,
});

/** What every failure of ours answers: the tool keeps the event and tries again. Zendesk honours only up to 60 s. */
export const unavailable: HookResponse = { status: 503, headers: { 'retry-after': '30' } };

/**
 * What can be said before any secret is looked up: who it is for, by which method, and how big.
 *
 * Only a source that does not exist gets 404: several tools disable a webhook for good on the first 404 or 410.
 *
 * @returns the refusal, or undefined to go on
 */
export const refuseEarly = (
  request: Pick<HookRequest, 'method' | 'body'>,
  channel: Channel | undefined,
): Decision | undefined => {
  if (channel === undefined) return refuse(404, 'unknown source');
  if (request.method !== 'POST') return refuse(405, 'method', { headers: { allow: 'POST' } });
  if (request.body.length > channel.maxBytes) return refuse(413, 'too large');
  return undefined;
};

/**
 * Judges a webhook and reads its signals: the status table of every channel in one place.
 *
 * @param secrets the source's active secrets, the current one first; none at all is our fault, not the sender's
 */
export const judge = (
  request: HookRequest,
  source: Source,
  channel: Channel,
  secrets: readonly string[] | undefined,
): Decision => {
  if (secrets === undefined || secrets.every((secret) => secret === '')) {
    return { ...refuse(503, 'no secret'), response: unavailable };
  }
  const verdict = channel.verify(request, secrets);
  if (verdict !== 'ok') return refuse(401, verdict);
  try {
    const { signals, rejected } = channel.read(request, source);
    return { response: channel.accepted, signals, rejected, reason: 'accepted' };
  } catch (error) {
    if (error instanceof MalformedBody) return refuse(400, error.message, { body: error.message });
    throw error;
  }
};
