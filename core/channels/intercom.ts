import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import { type Medium, measureMax, revisionOf, type Signal } from '../signal.ts';
import { check, Id, maybe, parseJson } from './body.ts';
import { maxBytesLarge, nothing, type WebhookChannel } from './channel.ts';
import { attributesOf, contentOf, customerOf } from './questions.ts';
import { UnixTime } from './unix-time.ts';
import { hmac, matchesAny } from './verify.ts';

const Envelope = z.object({ topic: z.string() });

const Person = z.object({
  type: maybe(z.string()),
  id: maybe(Id),
  external_id: maybe(Id),
  email: maybe(z.string()),
});
type Person = z.infer<typeof Person>;

const Part = z.object({
  id: Id,
  body: maybe(z.string()),
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
      source: maybe(z.object({ type: maybe(z.string()), body: maybe(z.string()), author: maybe(Person) })),
      contacts: maybe(z.object({ contacts: z.array(Person) })),
      tags: maybe(z.object({ tags: z.array(z.object({ name: z.string() })) })),
      conversation_parts: maybe(z.object({ conversation_parts: z.array(Part) })),
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

type Fact = Pick<Signal, 'part' | 'kind' | 'occurredAt' | 'customer' | 'solicited'> &
  Partial<Pick<Signal, 'text' | 'markup' | 'scores' | 'measures' | 'attributes'>> & { readonly order: string };

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
  if (item.created_at === undefined) return [];
  const resolutionHours = (Date.parse(created_at) - Date.parse(item.created_at)) / 3_600_000;
  // A conversation imported with a nonsense date was resolved in no time anyone could mean.
  if (resolutionHours < 0 || resolutionHours > measureMax) return [];
  const customer = customerIn(item, item.contacts?.contacts[0]);
  const fact = { part: 'status:closed', kind: 'operational', solicited: undefined } as const;
  return [{ ...fact, occurredAt: created_at, order: created_at, customer, measures: { resolutionHours } }];
};

const factsOf = new Map<string, (notification: Notification) => Fact[]>([
  ['conversation.rating.added', rated],
  ['conversation.user.created', opened],
  ['conversation.user.replied', replied],
  ['conversation.admin.closed', closed],
]);

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

  verify({ headers, body }, secrets) {
    const signature = headers['x-hub-signature'];
    if (signature === undefined) return 'missing';
    return matchesAny(secrets, [signature], (secret) => signatureOf(secret, body)) ? 'ok' : 'mismatch';
  },

  read({ body }, source) {
    const value = parseJson(body, 'intercom');
    const read = factsOf.get(check(Envelope, value, 'intercom').topic);
    if (read === undefined) return nothing;
    const notification = check(Notification, value, 'intercom');
    const { item } = notification.data;
    const tags = item.tags?.tags.map(({ name }) => name).join(', ');
    const where = {
      object: `${notification.app_id}/${item.id}`,
      medium: mediumOfSource.get(item.source?.type),
    };
    const signals = read(notification).map(({ order, ...fact }): Signal => {
      const attributes = { ...attributesOf({ tags, via: item.source?.type }), ...fact.attributes };
      const said = { scores: {}, measures: {}, ...fact, ...where, attributes };
      return { source: source.id, revision: revisionOf(order, said), ...said };
    });
    return { signals, rejected: [] };
  },

  sign({ url, body }, secret) {
    return { url, body, headers: { 'content-type': 'application/json', 'x-hub-signature': signatureOf(secret, body) } };
  },
};

const signatureOf = (secret: string, body: Buffer): string => `sha1=${hmac('sha1', secret, [body], 'hex')}`;
