import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';
import { itemsOf, readEach } from './batch.ts';
import { check, Id, list, maybe, parseJson, text } from './body.ts';
import { maxBytesDefault, type WebhookChannel } from './channel.ts';
import { signalOf } from './fact.ts';
import { signByPath, verifyPathToken } from './path-token.ts';
import { contentOf, tagsOf } from './questions.ts';
import { firstInstant } from './time.ts';

const Envelope = z.object({ events: list(z.unknown()) });

const Event = z.object({ eventName: z.string() });

const Review = z.object({
  eventData: z.object({
    id: Id,
    stars: z.optional(z.unknown()),
    title: text,
    text: text,
    /** What product reviews call their text. */
    content: text,
    language: text,
    createdAt: z.optional(z.unknown()),
    referenceId: text,
    locationId: text,
    isVerified: maybe(z.boolean()),
    consumer: maybe(z.object({ id: maybe(Id), email: text })),
    tags: maybe(list(z.object({ value: z.string() }))),
  }),
});

/** A deleted review stays counted until it is erased by hand: nothing here takes a fact back. */
const eventNames = /^(service|product)-review-(created|updated)$/;

const reviewIn = (event: unknown, where: string, source: Source, receivedAtMs: number): Signal | undefined => {
  const [, kind, verb] = eventNames.exec(check(Event, event, where).eventName) ?? [];
  if (verb === undefined) return undefined;
  const { referenceId, isVerified, tags, ...review } = check(Review, event, where).eventData;
  const content = contentOf([
    { role: 'rating', name: 'stars', value: review.stars },
    { role: 'text', name: 'title', value: review.title },
    { role: 'text', name: 'text', value: review.text ?? review.content },
    { role: 'language', name: 'language', value: review.language },
    { role: 'touchpoint', name: 'locationId', value: review.locationId },
    { role: 'customer', name: 'consumer', value: review.consumer?.id },
    { role: 'email', name: 'email', value: review.consumer?.email },
  ]);
  if (content === undefined) return undefined;
  const signal = signalOf(source, review.id, undefined, {
    ...content,
    part: 'review',
    kind: 'perceptive',
    medium: 'review',
    occurredAt: firstInstant(receivedAtMs, review.createdAt),
    about: { kind, referenceId, isVerified, tags: tagsOf(tags?.map(({ value }) => value)) },
  });
  // The words order themselves. Updates among each other have no order, so the first of them stays.
  return { ...signal, revision: [verb, ''] };
};

/**
 * Trustpilot service and product reviews.
 *
 * https://support.trustpilot.com/hc/en-us/articles/115015822068
 */
export const trustpilot: WebhookChannel = {
  guide: {
    tool: 'Trustpilot',
    steps: [
      'Trustpilot Business › Integrations › Developers › Webhooks',
      'Under new and under updated service reviews (and product reviews, if you collect them): Add new subscription, and paste {url}',
      'Test, then Save changes',
    ],
    secret: { from: 'us', where: 'the address, whose end is made from it' },
    pathToken: 'always',
    questions: 'none',
    brings: ['perceptive: one per review, its stars as rating, its title and text'],
    unconfirmed: [
      'whether an update tells its time: until then only the first update of a review corrects it',
      'whether the Test button sends a whole review, which would count as one',
      'whether and how often Trustpilot tries again',
    ],
    page: 'https://support.trustpilot.com/hc/en-us/articles/115015822068',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  accepted: { status: 200 },

  verify: (request, secrets) => verifyPathToken(request, secrets, { hasHeader: false }),

  read({ body, receivedAtMs }, source) {
    const { events } = check(Envelope, parseJson(body, 'trustpilot'), 'trustpilot');
    return readEach(itemsOf(events, 'trustpilot.events'), ({ item, where }) =>
      reviewIn(item, where, source, receivedAtMs),
    );
  },

  sign: (outgoing, secret) => signByPath(outgoing, secret, { 'content-type': 'application/json' }),
};
