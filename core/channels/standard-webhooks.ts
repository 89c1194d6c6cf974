import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import { check, Id, maybe, parseJson } from './body.ts';
import { type HookRequest, maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { type Answer, at, contentOf, type Role } from './questions.ts';
import { unixSeconds } from './signing.ts';
import { firstInstant, instantOf } from './time.ts';
import { hmac, isFresh, matchesAny } from './verify.ts';

/** Senders post bodies of other forms too, a ping for one, and disable an endpoint that keeps refusing. */
const Envelope = z.object({ data: maybe(z.object({})) });

const Body = z.object({
  type: z.optional(z.string().check(z.maxLength(256))),
  timestamp: z.optional(z.unknown()),
  data: z.looseObject({ id: z.nullish(Id) }),
});

/** What the paths of a body most likely mean, for senders nobody has mapped yet. */
const usualQuestions: Readonly<Record<string, Role>> = {
  nps: 'nps',
  csat: 'csat',
  ces: 'ces',
  rating: 'rating',
  text: 'text',
  comment: 'text',
  language: 'language',
  touchpoint: 'touchpoint',
  'customer.id': 'customer',
  customerId: 'customer',
  'customer.email': 'email',
  'customer.phone': 'phone',
};

/** The same for people to read. */
export const usualPaths = Object.keys(usualQuestions).join(', ');

/** The values at the paths the source's question map names, or at the usual ones while there is no map. */
export const answersAt = (data: unknown, { questions }: Source): Answer[] =>
  Object.entries(Object.keys(questions).length > 0 ? questions : usualQuestions).map(([path, role]) => ({
    role,
    name: path,
    value: at(data, path),
  }));

/** Both header families are one scheme; they are never mixed, or an unsigned id could pass for a signed one. */
const deliveryOf = (headers: HookRequest['headers']) => {
  const family = headers['webhook-signature'] === undefined ? 'svix' : 'webhook';
  return {
    id: headers[`${family}-id`],
    timestamp: headers[`${family}-timestamp`],
    signature: headers[`${family}-signature`],
  };
};

/** Buffer.from forgives what is not base64 and would make a weak key of it, perhaps an empty one. */
const keyOf = (secret: string): Buffer => {
  const text = secret.replace(/^whsec_/, '');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : Buffer.alloc(0);
};

/** Judges by the scheme of the specification: every channel whose tool follows it shares this. */
export const verifyWebhook: WebhookChannel['verify'] = ({ headers, body, receivedAtMs }, secrets) => {
  const { id, timestamp, signature } = deliveryOf(headers);
  if (id === undefined || timestamp === undefined || signature === undefined) return 'missing';
  const isOurs = matchesAny(secrets.map(keyOf), signature.split(' '), (key) => signatureOf(key, id, timestamp, body));
  if (!isOurs) return 'mismatch';
  return isFresh(unixSeconds.msOf(timestamp), receivedAtMs) ? 'ok' : 'stale';
};

/** Signs by the scheme of the specification. */
export const signWebhook: WebhookChannel['sign'] = ({ url, body }, secret, nowMs) => {
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 27)}`;
  const timestamp = unixSeconds.textOf(nowMs);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatureOf(keyOf(secret), id, timestamp, body),
  };
  return { url, body, headers };
};

/** What may happen to one answer. Without a dot to tell where the verb begins, only these are known to be one. */
const verbs = new Set(
  'added answered changed completed created edited finished modified received saved submitted updated'.split(' '),
);

/** The last word after a sign or where camelCase begins it. */
const lastWord = /(?:^|[\W_]|(?<=[a-z\d])(?=[A-Z]))([A-Z]?[a-z]+|[A-Z]+)$/;

/**
 * `feedback.updated` speaks of the same fact as `feedback.submitted`, and not of `order.paid` under the same id. So do
 * `feedback_updated` and `feedbackUpdated`.
 */
const partOf = (type = ''): string => {
  const stem = type.includes('.')
    ? type.replace(/\.[^.]*$/, '')
    : type.replace(lastWord, (found, word: string) => (verbs.has(word.toLowerCase()) ? '' : found));
  return stem || 'event';
};

const orderOf = (data: unknown, timestamp: unknown): string | undefined =>
  instantOf(at(data, 'updatedAt')) ??
  instantOf(at(data, 'updated_at')) ??
  (at(data, 'id') == null ? undefined : instantOf(timestamp));

/**
 * Any sender that follows the Standard Webhooks specification, Svix's customers included.
 *
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const standardWebhooks: WebhookChannel = {
  guide: {
    tool: 'Standard Webhooks (and Svix)',
    steps: ['Make an endpoint in the sender and paste {url}', 'Tick the events that carry feedback'],
    secret: { from: 'tool', where: 'the endpoint’s page › Signing secret (it begins with whsec_)' },
    questions: 'optional',
    questionKeys: `dot-paths into the body’s data, { score: nps, person.email: email }; without a map these are read: ${usualPaths}`,
    brings: ['perceptive: one per event that has a score or a text'],
    page: 'https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  accepted: { status: 202 },

  verify: verifyWebhook,

  read({ headers, body, receivedAtMs }, source) {
    const value = parseJson(body, 'standard-webhooks');
    if (check(Envelope, value, 'standard-webhooks').data === undefined) return nothing;
    const { type, timestamp, data } = check(Body, value, 'standard-webhooks');
    const content = contentOf(answersAt(data, source));
    if (content === undefined) return nothing;

    const object = data.id ?? deliveryOf(headers).id;
    if (object === undefined || object === '' || object.length > 1_024) {
      throw new MalformedBody('standard-webhooks.data.id: must be given, or the header webhook-id');
    }
    return readingOf(
      signalOf(source, object, orderOf(data, timestamp), {
        ...content,
        part: partOf(type),
        kind: 'perceptive',
        occurredAt: firstInstant(receivedAtMs, timestamp),
        about: { type },
      }),
    );
  },

  sign: signWebhook,
};

const signatureOf = (key: Buffer, id: string, timestamp: string, body: Buffer): string =>
  `v1,${hmac('sha256', key, [`${id}.${timestamp}.`, body], 'base64')}`;
