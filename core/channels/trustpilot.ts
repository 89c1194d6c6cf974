import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';
import { readEach } from './batch.ts';
import { check, Id, instantOf, maybe, parseJson } from './body.ts';
import { maxBytesDefault, type WebhookChannel } from './channel.ts';
import { signByPath, verifyPathToken } from './path-token.ts';
import { attributesOf, contentOf } from './questions.ts';

const Envelope = z.object({ events: z.array(z.unknown()) });

const Event = z.object({ eventName: z.string() });

const Review = z.object({
  eventData: z.object({
    id: Id,
    stars: z.optional(z.unknown()),
    title: maybe(z.string()),
    text: maybe(z.string()),
    /** What product reviews call their text. */
    content: maybe(z.string()),
    language: maybe(z.string()),
    createdAt: z.optional(z.unknown()),
    referenceId: maybe(z.string()),
    locationId: maybe(z.string()),
    isVerified: maybe(z.boolean()),
    consumer: maybe(z.object({ id: maybe(Id), email: maybe(z.string()) })),
    tags: maybe(z.array(z.object({ value: z.string() }))),
  }),
});

/** A deleted review stays counted until it is erased by hand: nothing here takes a fact back. */
const eventNames = /^(service|product)-review-(created|updated)$/;

const signalsOf = (event: unknown, where: string, source: Source, receivedAt: string): readonly Signal[] => {
  const [, kind, verb] = eventNames.exec(check(Event, event, where).eventName) ?? [];
  if (kind === undefined || verb === undefined) return [];
  const review = check(Review, event, where).eventData;
  const content = contentOf([
    { role: 'rating', name: 'stars', value: review.stars },
    { role: 'text', name: 'title', value: review.title },
    { role: 'text', name: 'text', value: review.text ?? review.content },
    { role: 'language', name: 'language', value: review.language },
    { role: 'touchpoint', name: 'locationId', value: review.locationId },
    { role: 'customer', name: 'consumer', value: review.consumer?.id },
    { role: 'email', name: 'email', value: review.consumer?.email },
  ]);
  if (content === undefined) return [];
  const { referenceId, isVerified, tags } = review;
  const attributes = attributesOf({ kind, referenceId, isVerified, tags: tags?.map(({ value }) => value).join(' ') });
  return [
    {
      ...content,
      source: source.id,
      object: review.id,
      part: 'review',
      // The words order themselves. Updates among each other have no order, so the first of them stays.
      revision: [verb, ''],
      kind: 'perceptive',
      medium: 'review',
      occurredAt: instantOf(review.createdAt) ?? receivedAt,
      measures: {},
      attributes: { ...attributes, ...content.attributes },
    },
  ];
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
    secret: { from: 'us', where: 'nowhere: it is inside the address' },
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
    const receivedAt = new Date(receivedAtMs).toISOString();
    const items = events.map((item, index) => ({ item, where: `trustpilot.events[${index}]` }));
    return readEach(items, ({ item, where }) => signalsOf(item, where, source, receivedAt));
  },

  sign: (outgoing, secret) => signByPath(outgoing, secret, { 'content-type': 'application/json' }),
};
