import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Medium, Signal } from '../signal.ts';
import { type BatchItem, itemsOf, readEach } from './batch.ts';
import { check, hasFewFields, Id, list, maybe, parseJson, queryOf, text } from './body.ts';
import { type HookResponse, maxBytesLarge, type WebhookChannel } from './channel.ts';
import { orderOf, signalOf } from './fact.ts';
import { pathTokenOf } from './path-token.ts';
import { at, contentOf } from './questions.ts';
import { signedBody } from './signing.ts';
import { UnixMs, UnixTime } from './time.ts';
import { matchesAny } from './verify.ts';

const Envelope = z.object({ object: z.string(), entry: list(z.unknown()) });

const person = maybe(z.object({ id: Id }));

/** Some changes tell milliseconds. */
const ChangeTime = z.pipe(
  z.transform((time: unknown) => (typeof time === 'number' && time > 1e11 ? time / 1_000 : time)),
  UnixTime,
);

/** Each update is read together with the page and the time of its entry. */
const Change = z.object({
  page: Id,
  time: ChangeTime,
  field: z.string(),
  value: maybe(z.looseObject({ item: text, verb: text })),
});
const Comment = z.object({ comment_id: Id, post_id: maybe(Id), message: text, from: person });
const InstagramComment = z.object({ id: Id, media: person, text, from: person });
const Rating = z.object({
  open_graph_story_id: Id,
  recommendation_type: text,
  review_text: text,
  reviewer_id: maybe(Id),
});
/** Messenger and Instagram chats tell milliseconds, everything else seconds. */
const Messaging = z.object({
  page: Id,
  time: UnixMs,
  sender: person,
  timestamp: maybe(UnixMs),
  message: z.optional(z.object({ mid: Id, text, is_echo: maybe(z.boolean()) })),
});

interface Said {
  readonly id: string;
  readonly part: string;
  readonly medium: Medium;
  readonly author: string | undefined;
  readonly text: string | undefined;
  readonly about?: Readonly<Record<string, unknown>>;
}

/** Hiding is the page's doing, and nothing here takes a removed word back. */
const spokenVerbs = new Set<string | undefined>(['add', 'edit', 'edited']);

const saidIn = ({ field, value }: z.infer<typeof Change>, where: string): Said | undefined => {
  if (field === 'comments') {
    const { id, media, text, from } = check(InstagramComment, value, where);
    return { id, part: 'comment', medium: 'social', author: from?.id, text, about: { post: media?.id } };
  }
  if (!spokenVerbs.has(value?.verb)) return undefined;
  if (field === 'feed' && value?.item === 'comment') {
    const { comment_id: id, post_id: post, message: text, from } = check(Comment, value, where);
    return { id, part: 'comment', medium: 'social', author: from?.id, text, about: { post } };
  }
  if (field !== 'ratings' || value?.item !== 'rating') return undefined;
  const { open_graph_story_id: id, reviewer_id: author, ...rating } = check(Rating, value, where);
  const about = { recommendation_type: rating.recommendation_type };
  return { id, part: 'rating', medium: 'review', author, text: rating.review_text, about };
};

const signalIn = (source: Source, page: string, order: string, occurredAt: string, said: Said): Signal | undefined => {
  const { id, part, medium, author, text, about } = said;
  const content = contentOf([
    { role: 'text', name: 'text', value: text },
    { role: 'customer', name: 'author', value: author },
  ]);
  // What our own page writes is nobody's feedback.
  if (content === undefined || author === page) return undefined;
  return signalOf(source, `${page}/${id}`, order, { ...content, part, kind: 'perceptive', medium, occurredAt, about });
};

const readChange = (item: unknown, where: string, source: Source): Signal | undefined => {
  const change = check(Change, item, where);
  const { page, time, value } = change;
  const said = saidIn(change, `${where}.value`);
  const occurredAt = z.safeParse(ChangeTime, value?.created_time).data ?? time;
  // One entry may tell of a comment and of its change in the same second.
  const order = orderOf(time, value?.verb?.startsWith('edit') ? 1 : 0);
  return said && signalIn(source, page, order, occurredAt, said);
};

const readMessaging = (item: unknown, where: string, source: Source): Signal | undefined => {
  const { page, time, sender, timestamp = time, message } = check(Messaging, item, where);
  if (message === undefined || message.is_echo === true) return undefined;
  const said = { id: message.mid, part: 'message', medium: 'chat', author: sender?.id, text: message.text } as const;
  return signalIn(source, page, time, timestamp, said);
};

interface Update extends BatchItem {
  readonly read: typeof readChange;
}

/** What every update repeats may be no longer than an id or a time is. */
const brief = (value: unknown): unknown =>
  typeof value === 'number' || (typeof value === 'string' && value.length <= 256) ? value : undefined;

/** An entry bundles what happened to one page; each update is an item of its own. */
const updatesOf = (entry: unknown, where: string): Update[] => {
  const about = { page: brief(at(entry, 'id')), time: brief(at(entry, 'time')) };
  const update = (read: Update['read'], { item, where }: BatchItem): Update => ({
    // Whatever else it is, reading it says so.
    item: typeof item === 'object' && item !== null && hasFewFields(item) ? { ...item, ...about } : about,
    where,
    read,
  });
  const list = (name: string, read: Update['read']): Update[] => {
    const updates = at(entry, name);
    if (!Array.isArray(updates)) return [];
    return itemsOf(updates, `${where}.${name}`).map((item) => update(read, item));
  };
  // Meta's examples of Instagram login have the change directly in its entry.
  const alone = at(entry, 'field') === undefined ? [] : [update(readChange, { item: entry, where })];
  return [...alone, ...list('changes', readChange), ...list('messaging', readMessaging)];
};

/** The verify token follows from the secret, so that there is one thing to keep and to rotate. */
const challenge = (url: string, secrets: readonly string[]): HookResponse | undefined => {
  const query = queryOf(url);
  if (!query.has('hub.mode')) return undefined;
  const isOurs =
    query.get('hub.mode') === 'subscribe' && matchesAny(secrets, [query.get('hub.verify_token') ?? ''], pathTokenOf);
  if (!isOurs) return { status: 403 };
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: query.get('hub.challenge') ?? '' };
};

const signed = signedBody({
  header: 'x-hub-signature-256',
  algorithm: 'sha256',
  encoding: 'hex',
  prefix: 'sha256=',
});

/**
 * Facebook pages, Instagram and Messenger.
 *
 * https://developers.facebook.com/docs/graph-api/webhooks/getting-started
 */
export const meta: WebhookChannel = {
  guide: {
    tool: 'Meta (Facebook page, Instagram, Messenger)',
    steps: [
      'Meta for Developers › your app › Webhooks; choose Page (or Instagram) and Subscribe to this object',
      'Paste {url} as Callback URL, and the verify token; Verify and save',
      'Subscribe to feed, ratings and messages (Instagram: comments and messages), and install the app on the page',
    ],
    secret: { from: 'tool', where: 'your app › App settings › Basic › App secret' },
    verifyToken: 'Verify token',
    questions: 'none',
    brings: ['perceptive: comments on posts, the words of recommendations, and messages to the page'],
    unconfirmed: [
      'the fields of a rating, and which names a change of a comment or a rating has',
      'the fields of an Instagram comment',
    ],
    page: 'https://developers.facebook.com/docs/graph-api/webhooks/getting-started',
  },
  maxBytes: maxBytesLarge,
  corrects: true,
  accepted: { status: 200 },
  probes: ['GET'],

  probe: ({ method, url }, secrets) => (method === 'GET' ? challenge(url, secrets) : undefined),

  verify: signed.verify,

  read({ body }, source) {
    const { entry } = check(Envelope, parseJson(body, 'meta'), 'meta');
    const updates = itemsOf(entry, 'meta.entry').flatMap(({ item, where }) => updatesOf(item, where));
    return readEach(updates, ({ item, where, read }) => read(item, where, source));
  },

  sign: signed.sign,
};
