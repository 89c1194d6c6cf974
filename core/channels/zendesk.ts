import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import type { Medium, Signal } from '../signal.ts';
import { check, Id, list, maybe, parseJson, text } from './body.ts';
import { maxBytesDefault, type WebhookChannel } from './channel.ts';
import { orderOf, readingOf, type Said, signalOf } from './fact.ts';
import { type Answer, at, contentOf, customerOf, languageOf, tagsOf } from './questions.ts';
import { isoTime, signedTime } from './signing.ts';
import { hoursBetween, Time } from './time.ts';

const Envelope = z.object({ type: z.string() });

const TicketEvent = z.object({
  account_id: Id,
  time: Time,
  detail: z.object({
    id: Id,
    created_at: maybe(Time),
    status: text,
    description: text,
    requester_id: maybe(Id),
    submitter_id: maybe(Id),
    tags: maybe(list(z.string())),
    priority: text,
    brand_id: maybe(Id),
    via: maybe(z.object({ channel: z.string() })),
  }),
  event: z.object({
    meta: maybe(z.object({ sequence: z.object({ position: z.int().check(z.gte(0)) }) })),
    current: text,
    satisfaction_score: maybe(z.object({ score: z.optional(z.unknown()), comment: text })),
    comment: z.optional(z.unknown()),
  }),
});
type TicketEvent = z.infer<typeof TicketEvent>;

const Comment = z.object({
  id: Id,
  body: z.string(),
  is_public: maybe(z.boolean()),
  author: maybe(z.object({ id: Id })),
});

/**
 * A placeholder's time has no seconds: `2013-12-12T05:35Z`.
 * https://support.zendesk.com/hc/en-us/articles/4408886858138
 */
const withSeconds = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?=Z|[+-])/, '$1:00') : value;

/** The body of a trigger is ours to define: docs give it with the placeholders to paste. */
const Trigger = z.object({
  account_id: maybe(Id),
  ticket_id: Id,
  updated_at: z.pipe(z.transform(withSeconds), Time),
  requester_id: maybe(Id),
  requester_email: text,
  locale: text,
  rating: z.optional(z.unknown()),
  rating_comment: z.optional(z.unknown()),
  rating_reason: z.optional(z.unknown()),
  tags: text,
  priority: text,
  brand_id: maybe(Id),
});

/** Only where the word can mean one thing: `web` is the customer's form and the agent's desk alike. */
const mediumOfVia = new Map<string | undefined, Medium>([
  ['email', 'email'],
  ['chat', 'chat'],
  ['native_messaging', 'chat'],
  ['mobile_sdk', 'app'],
  ['voice', 'phone'],
  ['sms', 'sms'],
]);

type Fact = Omit<Said, 'occurredAt'>;

/** Good and bad are the ends of the scale; `offered` is our question and nobody's answer. */
const ratingOf = (value: unknown): unknown => {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (word === 'offered' || word === 'unoffered') return undefined;
  return word.startsWith('good') ? 5 : word.startsWith('bad') ? 1 : value;
};

const spoken = (part: string, solicited: boolean, answers: readonly Answer[]): Fact | undefined => {
  const content = contentOf(answers);
  return content && { ...content, part, kind: 'perceptive', solicited };
};

const rated = (rating: unknown, comment: unknown): Fact | undefined =>
  spoken('csat', true, [
    { role: 'csat', name: 'rating', value: ratingOf(rating) },
    { role: 'text', name: 'comment', value: comment },
  ]);

const solved = ({ time, detail, event }: TicketEvent): Fact | undefined => {
  const status = event.current ?? detail.status;
  if (status?.toUpperCase() !== 'SOLVED') return undefined;
  const resolutionHours = hoursBetween(detail.created_at, time);
  if (resolutionHours === undefined) return undefined;
  return { part: 'status:solved', kind: 'operational', measures: { resolutionHours } };
};

const opened = ({ detail }: TicketEvent): Fact | undefined => {
  // An agent who writes a ticket down uses the agent's words.
  if (detail.submitter_id !== detail.requester_id) return undefined;
  return spoken('description', false, [{ role: 'text', name: 'description', value: detail.description }]);
};

const commented = ({ detail, event }: TicketEvent): Fact | undefined => {
  const comment = check(Comment, event.comment, 'zendesk.event.comment');
  if (!comment.is_public || comment.author === undefined || comment.author.id !== detail.requester_id) return undefined;
  // Zendesk keeps a ticket's description as its first comment: the same words must count once.
  const part = comment.body === detail.description ? 'description' : `comment:${comment.id.slice(0, 200)}`;
  return spoken(part, false, [{ role: 'text', name: 'comment', value: comment.body }]);
};

const ratedEvent = ({ event: { satisfaction_score: rating, comment } }: TicketEvent): Fact | undefined => {
  // Newer surveys may send another body under this name: a 400 is seen, a rating ignored is not.
  if (!rating) throw new MalformedBody('zendesk.event.satisfaction_score: must be given, as object');
  return rated(rating.score, rating.comment || comment);
};

const factOf = new Map<unknown, (event: TicketEvent) => Fact | undefined>([
  ['zen:event-type:ticket.csat_received', ratedEvent],
  ['zen:event-type:ticket.status_changed', solved],
  ['zen:event-type:ticket.created', opened],
  ['zen:event-type:ticket.comment_added', commented],
]);

const readEvent = (value: unknown, source: Source): Signal | undefined => {
  const read = factOf.get(check(Envelope, value, 'zendesk').type);
  if (read === undefined) return undefined;
  const ticket = check(TicketEvent, value, 'zendesk');
  const fact = read(ticket);
  const { account_id, time, detail, event } = ticket;
  const { id, requester_id, tags, priority, brand_id, via } = detail;
  // One action may cause several events of the same second; the position tells which came last.
  const order = orderOf(time, event.meta?.sequence.position ?? 0);
  return (
    fact &&
    signalOf(source, `${account_id}/${id}`, order, {
      ...fact,
      occurredAt: time,
      customer: customerOf({ id: requester_id }),
      medium: mediumOfVia.get(via?.channel),
      about: { tags: tagsOf(tags), priority, brand_id, via: via?.channel },
    })
  );
};

/**
 * Within a trigger's minute: people rate first and comment then, so a rating with a comment came later. Which of good
 * and bad did is unknown; bad stays, because it must not be missed.
 */
const stepOf = ({ text: words, scores }: Fact): number => (words === undefined ? 0 : 2) + (scores?.csat === 1 ? 1 : 0);

const readTrigger = (value: unknown, source: Source): Signal | undefined => {
  const { account_id, ticket_id, updated_at, ...ticket } = check(Trigger, value, 'zendesk');
  const { tags, priority, brand_id, rating_reason: reason } = ticket;
  const fact = rated(ticket.rating, ticket.rating_comment);
  const object = account_id === undefined ? ticket_id : `${account_id}/${ticket_id}`;
  return (
    fact &&
    signalOf(source, object, orderOf(updated_at, stepOf(fact)), {
      ...fact,
      occurredAt: updated_at,
      customer: customerOf({ id: ticket.requester_id, email: ticket.requester_email }),
      language: languageOf(ticket.locale),
      about: { tags, priority, brand_id, reason },
    })
  );
};

const signed = signedTime({
  header: 'x-zendesk-webhook-signature',
  timeHeader: 'x-zendesk-webhook-signature-timestamp',
  clock: isoTime,
  signed: ({ body }, time) => [time, body],
  encoding: 'base64',
});

/**
 * Zendesk tickets: event subscriptions, or the body of a trigger.
 *
 * Use one of the two per source: both at once would tell one rating twice, unless the trigger sends the account id.
 * https://developer.zendesk.com/documentation/webhooks/verifying/
 */
export const zendesk: WebhookChannel = {
  guide: {
    tool: 'Zendesk',
    steps: [
      'Admin Center › Apps and integrations › Webhooks › Create webhook, and paste {url}; format JSON, method POST',
      'Subscribe it to the Zendesk events Ticket CSAT received, Ticket status changed, Ticket created and Ticket comment added',
      'Or connect it to a trigger instead, with the JSON body of docs/channels.md; use one of the two per source',
    ],
    secret: { from: 'tool', where: 'the webhook’s page › Reveal secret' },
    questions: 'none',
    brings: [
      'perceptive: a satisfaction rating (good is CSAT 5, bad is 1) with its comment, the first words of a ticket, and customers’ comments',
      'operational: resolutionHours, when a ticket is solved',
    ],
    unconfirmed: [
      'the body of ticket.csat_received under the newer CSAT surveys',
      'when and how often Zendesk tries again',
    ],
    page: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  accepted: { status: 202 },

  verify: signed.verify,

  read({ body }, source) {
    const value = parseJson(body, 'zendesk');
    return readingOf((at(value, 'ticket_id') === undefined ? readEvent : readTrigger)(value, source));
  },

  sign: signed.sign,
};
