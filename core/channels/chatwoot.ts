import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Medium, Signal } from '../signal.ts';
import { check, Id, maybe, parseJson, text } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { orderOf, readingOf, signalOf } from './fact.ts';
import { verifyPathToken } from './path-token.ts';
import { type Answer, at, contentOf } from './questions.ts';
import { signedTime, unixSeconds } from './signing.ts';
import { Time, UnixTime } from './time.ts';

const Envelope = z.object({ event: z.string() });

const Message = z.object({
  id: Id,
  account: z.object({ id: Id }),
  conversation: z.object({
    id: Id,
    channel: text,
    updated_at: maybe(UnixTime),
    meta: maybe(
      z.object({
        sender: z.object({ id: maybe(Id), email: text, phone_number: text }),
      }),
    ),
  }),
  inbox: maybe(z.object({ name: z.string() })),
  created_at: z.union([Time, UnixTime]),
  message_type: text,
  content_type: text,
  content: text,
  content_attributes: maybe(z.looseObject({})),
  private: maybe(z.boolean()),
});
type Message = z.infer<typeof Message>;

/** Only where the inbox says what it is: an API inbox or a Twilio number may be several things. */
const mediumOfInbox = new Map<string | undefined, Medium>([
  ['Channel::WebWidget', 'chat'],
  ['Channel::Whatsapp', 'chat'],
  ['Channel::FacebookPage', 'chat'],
  ['Channel::Instagram', 'chat'],
  ['Channel::Telegram', 'chat'],
  ['Channel::Line', 'chat'],
  ['Channel::Email', 'email'],
  ['Channel::Sms', 'sms'],
  ['Channel::TwitterProfile', 'social'],
]);

type Said = Pick<Signal, 'part' | 'occurredAt'> & { readonly stage: 0 | 1; readonly answers: readonly Answer[] };

const ratingOf = ({ id, created_at, conversation, content_attributes }: Message): Said => {
  const answer = at(content_attributes, 'submitted_values.csat_survey_response');
  const words = at(answer, 'feedback_message');
  return {
    part: `csat:${id}`.slice(0, 256),
    // The message was made when we asked; an answer touches its conversation.
    occurredAt: conversation.updated_at ?? created_at,
    // The rating comes first and alone, the words after it.
    stage: words ? 1 : 0,
    answers: [
      { role: 'csat', name: 'rating', value: at(answer, 'rating') },
      { role: 'text', name: 'feedback_message', value: words },
    ],
  };
};

const saidIn = (message: Message): Said | undefined => {
  if (message.content_type === 'input_csat') return ratingOf(message);
  const isTheirs = message.message_type === 'incoming' && message.private !== true;
  // A deleted message says that it was deleted.
  if (!isTheirs || message.content_attributes?.deleted === true) return undefined;
  return {
    part: `message:${message.id}`.slice(0, 256),
    occurredAt: message.created_at,
    stage: 0,
    answers: [{ role: 'text', name: 'content', value: message.content }],
  };
};

const messageIn = (message: Message, source: Source): Signal | undefined => {
  const said = saidIn(message);
  const { account, conversation, inbox } = message;
  const customer = conversation.meta?.sender;
  const content = contentOf([
    ...(said?.answers ?? []),
    { role: 'customer', name: 'sender.id', value: customer?.id },
    { role: 'email', name: 'sender.email', value: customer?.email },
    { role: 'phone', name: 'sender.phone_number', value: customer?.phone_number },
    { role: 'touchpoint', name: 'inbox.name', value: inbox?.name },
  ]);
  if (said === undefined || content === undefined) return undefined;
  return signalOf(source, `${account.id}/${conversation.id}`, orderOf(conversation.updated_at ?? '', said.stage), {
    ...content,
    part: said.part,
    kind: 'perceptive',
    medium: mediumOfInbox.get(conversation.channel),
    occurredAt: said.occurredAt,
    about: { via: conversation.channel },
  });
};

const signed = signedTime({
  header: 'x-chatwoot-signature',
  timeHeader: 'x-chatwoot-timestamp',
  clock: unixSeconds,
  signed: ({ body }, time) => [time, '.', body],
  encoding: 'hex',
  prefix: 'sha256=',
});

/**
 * Chatwoot: satisfaction ratings, and what people write.
 *
 * https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks
 */
export const chatwoot: WebhookChannel = {
  guide: {
    tool: 'Chatwoot',
    steps: [
      'Settings › Integrations › Webhooks › Add new webhook, and paste {url}',
      'Subscribe to Message created and Message updated',
      'Settings › Inboxes › the inbox › Configuration: enable CSAT, if you want ratings',
    ],
    secret: { from: 'tool', where: 'the webhook’s own form; releases that show none sign nothing' },
    pathToken: 'unsigned',
    questions: 'none',
    brings: ['perceptive: a satisfaction rating (CSAT 1 to 5) with its comment', 'perceptive: what customers write'],
    unconfirmed: ['which release of Chatwoot signs first', 'whether every release sends the conversation’s updated_at'],
    page: 'https://www.chatwoot.com/hc/user-guide/articles/1677693021-how-to-use-webhooks',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  accepted: { status: 202 },

  verify: (request, secrets) =>
    // A signature that is there has to be right: a path token beside it mends nothing.
    request.headers['x-chatwoot-signature'] === undefined
      ? verifyPathToken(request, secrets, { hasHeader: false })
      : signed.verify(request, secrets),

  read({ body }, source) {
    const value = parseJson(body, 'chatwoot');
    if (!/^message_(created|updated)$/.test(check(Envelope, value, 'chatwoot').event)) return nothing;
    return readingOf(messageIn(check(Message, value, 'chatwoot'), source));
  },

  sign: signed.sign,
};
