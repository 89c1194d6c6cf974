import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';
import { itemsOf, readEach } from './batch.ts';
import { check, Id, parseJson, text } from './body.ts';
import { type HookRequest, maxBytesDefault, type WebhookChannel } from './channel.ts';
import { signalOf } from './fact.ts';
import { signOwn, verifyOwn } from './generic.ts';
import { contentOf } from './questions.ts';
import { answersAt, usualPaths } from './standard-webhooks.ts';
import { firstInstant } from './time.ts';

const Event = z.object({
  specversion: z.literal('1.0'),
  id: Id,
  // A URI reference holds no space, so that the two ids together can be told apart again.
  source: z.string().check(z.regex(/^\S{1,512}$/)),
  type: z.string().check(z.minLength(1)),
  subject: text,
  time: z.optional(z.unknown()),
  data: z.optional(z.unknown()),
});

/** Source and id name one event for good, and nothing tells two of them apart as versions of one fact. */
const feedbackIn = (event: z.infer<typeof Event>, source: Source, receivedAtMs: number): Signal | undefined => {
  const content = contentOf(answersAt(event.data, source));
  return (
    content &&
    signalOf(source, `${event.source} ${event.id}`, undefined, {
      ...content,
      part: 'event',
      kind: 'perceptive',
      occurredAt: firstInstant(receivedAtMs, event.time),
      about: { type: event.type, source: event.source, subject: event.subject },
    })
  );
};

const mediaType = 'application/cloudevents';

/** In binary mode the headers are half of the event, and the signature covers the body alone. */
const refuseBinary = (headers: HookRequest['headers']): void => {
  if (headers['ce-specversion'] === undefined || headers['content-type']?.startsWith(mediaType)) return;
  throw new MalformedBody(
    `cloudevents: binary mode cannot be verified, because nothing signs its headers; send ${mediaType}+json`,
  );
};

/** A name or an address of a server: whatever else came in a header must not go out in one. */
const isPlausibleOrigin = (origin: string): boolean =>
  /^(https?:\/\/)?[a-z\d][a-z\d.-]{0,252}(:\d{1,5})?$/i.test(origin);

/**
 * Any sender of CloudEvents 1.0, one or a batch, in structured mode. They have no signature of their own: ours, or a
 * bearer token, goes in front.
 *
 * https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md
 */
export const cloudevents: WebhookChannel = {
  guide: {
    tool: 'CloudEvents',
    steps: [
      'Let the sender post to {url} in structured mode (application/cloudevents+json) or in batches (application/cloudevents-batch+json); binary mode is refused',
      'Send the header authorization: Bearer SECRET',
      'Or sign: x-timestamp is unix seconds, x-signature is sha256= and the hex HMAC-SHA256 of `timestamp.body`',
    ],
    secret: { from: 'us', where: 'the configuration of the sending system' },
    questions: 'optional',
    questionKeys: `dot-paths into the event’s data, { answers.q1: nps, answers.why: text }; without a map these are read: ${usualPaths}`,
    brings: [
      'perceptive: one per event that has a score or a text; type, source and subject are attributes to route by',
    ],
    page: 'https://github.com/cloudevents/spec/blob/main/cloudevents/http-webhook.md',
  },
  maxBytes: maxBytesDefault,
  corrects: false,
  accepted: { status: 202 },
  probes: ['OPTIONS'],

  probe({ method, headers }) {
    const origin = headers['webhook-request-origin'] ?? '';
    if (method !== 'OPTIONS' || !isPlausibleOrigin(origin)) return undefined;
    return { status: 200, headers: { allow: 'POST', 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' } };
  },

  verify: verifyOwn,

  read({ headers, body, receivedAtMs }, source) {
    refuseBinary(headers);
    const items = itemsOf(parseJson(body, 'cloudevents'), 'cloudevents');
    return readEach(items, ({ item, where }) => feedbackIn(check(Event, item, where), source, receivedAtMs));
  },

  sign(outgoing, secret, nowMs) {
    const { headers, ...delivery } = signOwn(outgoing, secret, nowMs);
    const isBatch = outgoing.body.toString('latin1', 0, 1) === '[';
    return { ...delivery, headers: { ...headers, 'content-type': `${mediaType}${isBatch ? '-batch' : ''}+json` } };
  },
};
