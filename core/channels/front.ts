import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import type { Medium, Signal } from '../signal.ts';
import { check, Id, list, maybe, parseJson, text } from './body.ts';
import { type HookRequest, maxBytesLarge, nothing, type Reading, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { contentOf, customerOf, tagsOf } from './questions.ts';
import { signedTime, unixMs } from './signing.ts';
import { firstInstant, UnixTime } from './time.ts';

const Envelope = z.object({ type: z.string() });

const Handle = z.object({ handle: z.string(), role: text });
const Named = z.object({ name: z.string() });

const Inbound = z.object({
  authorization: z.object({ id: Id }),
  payload: z.object({
    emitted_at: maybe(UnixTime),
    conversation: maybe(z.object({ recipient: maybe(Handle), tags: maybe(list(Named)) })),
    source: maybe(z.object({ data: list(Named) })),
    target: z.object({
      data: z.object({
        id: Id,
        type: text,
        is_inbound: maybe(z.boolean()),
        created_at: maybe(UnixTime),
        text: z.nullish(z.string()),
        body: z.nullish(z.string()),
        recipients: maybe(list(Handle)),
      }),
    }),
  }),
});
type Inbound = z.infer<typeof Inbound>;

const mediumOfType = new Map<string | undefined, Medium>([
  ['email', 'email'],
  ['sms', 'sms'],
  ['front_chat', 'chat'],
  ['whatsapp', 'chat'],
  ['facebook', 'social'],
  ['tweet', 'social'],
]);

/** The text as Front made it, or else the HTML it came from. */
const wordsOf = ({ text, body }: Inbound['payload']['target']['data']): Pick<Signal, 'text' | 'markup'> => {
  // Front can send events that only name the message: a 400 is seen, a message that is never heard is not.
  if (text === undefined && body === undefined) {
    throw new MalformedBody('front.payload.target.data.text: must be given, as string');
  }
  return text?.trim() ? { text } : { text: body ?? '', markup: 'html' };
};

const messageIn = ({ authorization, payload }: Inbound, source: Source, receivedAtMs: number): Signal | undefined => {
  const { conversation, target, emitted_at } = payload;
  const message = target.data;
  if (message.is_inbound === false) return undefined;
  const { text, markup } = wordsOf(message);
  const content = contentOf([{ role: 'text', name: 'text', value: text }]);
  const sender = message.recipients?.find(({ role }) => role === 'from') ?? conversation?.recipient;
  return (
    content &&
    // Conversations are merged and split; a message stays what it is.
    signalOf(source, `${authorization.id}/${message.id}`, undefined, {
      ...content,
      part: 'message',
      kind: 'perceptive',
      medium: mediumOfType.get(message.type),
      solicited: false,
      markup,
      occurredAt: firstInstant(receivedAtMs, message.created_at, emitted_at),
      customer: customerOf({ email: sender?.handle, phone: sender?.handle }),
      about: {
        inbox: payload.source?.data[0]?.name,
        tags: tagsOf(conversation?.tags?.map(({ name }) => name)),
        via: message.type,
      },
    })
  );
};

/** Nothing signs the header, so it is repeated only when it is plain and the signed body asks for it. */
const answerTo = (headers: HookRequest['headers']): Reading => {
  const challenge = headers['x-front-challenge'] ?? '';
  if (!/^[\w-]{1,256}$/.test(challenge)) return nothing;
  return { ...nothing, answer: { status: 200, headers: { 'content-type': 'text/plain' }, body: challenge } };
};

const signed = signedTime({
  header: 'x-front-signature',
  timeHeader: 'x-front-request-timestamp',
  clock: unixMs,
  signed: ({ body }, time) => [time, ':', body],
  encoding: 'base64',
});

/**
 * Messages customers send to a shared inbox, by the webhook of a Front app. Rule webhooks are signed otherwise, without
 * a time and with another secret, and are refused.
 *
 * https://dev.frontapp.com/docs/application-webhooks
 */
export const front: WebhookChannel = {
  guide: {
    tool: 'Front',
    steps: [
      'Settings › Developers › Create app, then Features › Add feature › Webhooks',
      'Put the signing key into the secret of this source first: Front tests the address when you save',
      'Paste {url}, and tick Inbound received alone',
    ],
    secret: { from: 'tool', where: 'the app’s page › Basic information › Application secret (the signing key)' },
    questions: 'none',
    brings: ['perceptive: each message a customer sends; tags and the inbox are attributes to route by'],
    unconfirmed: [
      'whether every account gets the text of a message with its event, as Front says; without it the answer is 400',
    ],
    page: 'https://dev.frontapp.com/docs/application-webhooks',
  },
  maxBytes: maxBytesLarge,
  corrects: false,
  accepted: { status: 202 },

  verify: signed.verify,

  read({ headers, body, receivedAtMs }, source) {
    const value = parseJson(body, 'front');
    const { type } = check(Envelope, value, 'front');
    if (type === 'sync') return answerTo(headers);
    if (type !== 'inbound_received') return nothing;
    return readingOf(messageIn(check(Inbound, value, 'front'), source, receivedAtMs));
  },

  sign: signed.sign,
};
