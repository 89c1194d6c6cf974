import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Medium, Signal } from '../signal.ts';
import { check, Id, list, maybe, parseJson, text } from './body.ts';
import { maxBytesLarge, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, type Said, signalOf } from './fact.ts';
import { contentOf, customerOf, tagsOf } from './questions.ts';
import { signedBody } from './signing.ts';
import { hoursBetween, UnixTime } from './time.ts';

const Envelope = z.object({ topic: z.string() });

const Person = z.object({ type: text, id: maybe(Id), external_id: maybe(Id), email: text });
type Person = z.infer<typeof Person>;

const Part = z.object({
  id: Id,
  body: text,
  author: maybe(Person),
  created_at: maybe(UnixTime),
  updated_at: maybe(UnixTime),
});

const Notification = z.object({
  app_id: Id,
  created_at: UnixTime,
  data: z.object({
    item: z.object({
      id: Id,
      created_at: maybe(UnixTime),
      source: maybe(z.object({ type: text, body: text, author: maybe(Person) })),
      contacts: maybe(z.object({ contacts: list(Person) })),
      tags: maybe(z.object({ tags: list(z.object({ name: z.string() })) })),
      conversation_parts: maybe(z.object({ conversation_parts: list(Part) })),
      conversation_rating: maybe(
        z.object({
          rating: z.unknown(),
          remark: z.optional(z.unknown()),
          created_at: maybe(UnixTime),
          contact: maybe(Person),
        }),
      ),
    }),
  }),
});
type Notification = z.infer<typeof Notification>;
type Conversation = Notification['data']['item'];

type Fact = Said & { readonly order: string };

const mediumOfSource = new Map<string | undefined, Medium>([
  ['conversation', 'chat'],
  ['whatsapp', 'chat'],
  ['email', 'email'],
  ['sms', 'sms'],
  ['phone_call', 'phone'],
  ['facebook', 'social'],
  ['instagram', 'social'],
  ['twitter', 'social'],
]);

/** Everybody else who writes into a conversation is a teammate or a bot. */
const customerTypes = new Set<string | undefined>(['user', 'lead', 'contact', 'visitor']);

/** Only the list of contacts says what the organisation calls a customer, and only authors have an address. */
const customerIn = ({ contacts, source }: Conversation, person: Person | undefined): Signal['customer'] => {
  const is = (other: Person | undefined) => other?.id !== undefined && other.id === person?.id;
  const contact = contacts?.contacts.find(is);
  const author = is(source?.author) ? source?.author : undefined;
  return customerOf({
    id: person?.external_id ?? contact?.external_id ?? person?.id,
    email: person?.email ?? author?.email ?? contact?.email,
  });
};

/** Newer versions of the API send plain text where the older ones send HTML. */
const markupOf = (text: string): Signal['markup'] => (/^\s*<[a-z]/i.test(text) ? 'html' : undefined);

const written = (
  conversation: Conversation,
  message: { readonly body?: string | undefined; readonly author?: Person | undefined } | undefined,
  fact: Pick<Fact, 'part' | 'occurredAt' | 'order'>,
): Fact[] => {
  const text = message?.body ?? '';
  if (!customerTypes.has(message?.author?.type) || text.trim() === '') return [];
  const customer = customerIn(conversation, message?.author);
  return [{ ...fact, kind: 'perceptive', solicited: false, customer, text, markup: markupOf(text) }];
};

const opened = ({ created_at, data: { item } }: Notification): Fact[] =>
  written(item, item.source, { part: 'message', occurredAt: item.created_at ?? created_at, order: created_at });

/** A reply comes with the parts since the last one; each counts once, by its own id. */
const replied = ({ created_at, data: { item } }: Notification): Fact[] => {
  // Another format has to be noticed: a 400 is seen, a reply ignored is not.
  if (item.conversation_parts === undefined) {
    throw new MalformedBody('intercom.data.item.conversation_parts: must be given, as object');
  }
  return item.conversation_parts.conversation_parts.flatMap((part) => {
    const occurredAt = part.created_at ?? created_at;
    const order = part.updated_at ?? occurredAt;
    return written(item, part, { part: `comment:${part.id.slice(0, 200)}`, occurredAt, order });
  });
};

const rated = ({ created_at, data: { item } }: Notification): Fact[] => {
  const { conversation_rating: rating } = item;
  if (rating === undefined) {
    throw new MalformedBody('intercom.data.item.conversation_rating: must be given, as object');
  }
  const content = contentOf([
    { role: 'csat', name: 'rating', value: rating.rating },
    { role: 'text', name: 'remark', value: rating.remark },
  ]);
  const customer = customerIn(item, rating.contact);
  const occurredAt = rating.created_at ?? created_at;
  // The remark may follow the stars: the time of the notification tells which came last.
  const fact = { part: 'csat', kind: 'perceptive', solicited: true, occurredAt, order: created_at } as const;
  return content ? [{ ...fact, ...content, customer }] : [];
};

const closed = ({ created_at, data: { item } }: Notification): Fact[] => {
  const resolutionHours = hoursBetween(item.created_at, created_at);
  if (resolutionHours === undefined) return [];
  const customer = customerIn(item, item.contacts?.contacts[0]);
  const fact = { part: 'status:closed', kind: 'operational', occurredAt: created_at, order: created_at } as const;
  return [{ ...fact, customer, measures: { resolutionHours } }];
};

const factsOf = new Map<string, (notification: Notification) => Fact[]>([
  ['conversation.rating.added', rated],
  ['conversation.user.created', opened],
  ['conversation.user.replied', replied],
  ['conversation.admin.closed', closed],
]);

const signed = signedBody({ header: 'x-hub-signature', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' });

/**
 * Intercom conversations: ratings, what customers write, and how long it took.
 *
 * https://developers.intercom.com/docs/webhooks/webhook-notifications
 */
export const intercom: WebhookChannel = {
  guide: {
    tool: 'Intercom',
    steps: [
      'Developer Hub › your app (or a new private one) › Configure › Webhooks, and paste {url}; API version 2.5 or newer',
      'Add the topics conversation.rating.added, conversation.user.created, conversation.user.replied and conversation.admin.closed',
    ],
    secret: { from: 'tool', where: 'Developer Hub › the app › Basic information › Client secret' },
    questions: 'none',
    brings: [
      'perceptive: a conversation’s rating as CSAT with its remark, its first message, and customers’ replies',
      'operational: resolutionHours, when a teammate closes a conversation',
    ],
    unconfirmed: [
      'whether a reply comes with its own part alone or with earlier ones (both count once)',
      'when and how often Intercom tries again',
    ],
    page: 'https://developers.intercom.com/docs/webhooks/webhook-notifications',
  },
  maxBytes: maxBytesLarge,
  corrects: true,
  accepted: { status: 200 },
  probes: ['HEAD'],

  probe({ method }) {
    return method === 'HEAD' ? { status: 200 } : undefined;
  },

  verify: signed.verify,

  read({ body }, source) {
    const value = parseJson(body, 'intercom');
    const read = factsOf.get(check(Envelope, value, 'intercom').topic);
    if (read === undefined) return nothing;
    const notification = check(Notification, value, 'intercom');
    const { app_id, data } = notification;
    const { id, source: via, tags } = data.item;
    const where = {
      medium: mediumOfSource.get(via?.type),
      about: { tags: tagsOf(tags?.tags.map(({ name }) => name)), via: via?.type },
    };
    return readingOf(
      ...read(notification).map(({ order, ...fact }) =>
        signalOf(source, `${app_id}/${id}`, order, { ...fact, ...where }),
      ),
    );
  },

  sign: signed.sign,
};
