import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { minorOf, outcomeOf } from '../money.ts';
import type { Signal } from '../signal.ts';
import { itemsOf, readEach } from './batch.ts';
import { check, Id, maybe, parseJson } from './body.ts';
import { maxBytesLarge, type WebhookChannel } from './channel.ts';
import { signalOf } from './fact.ts';
import { type Answer, at, attributesOf, contentOf, customerOf } from './questions.ts';
import { signedBody } from './signing.ts';
import { firstInstant } from './time.ts';

const Call = z.object({ type: z.string() });

const Track = z.object({
  messageId: Id,
  event: z.string(),
  timestamp: z.optional(z.unknown()),
  userId: maybe(Id),
  context: maybe(z.looseObject({})),
  properties: maybe(z.looseObject({})),
});
type Track = z.infer<typeof Track>;

type Outcome = NonNullable<Signal['outcome']>;

/** Segment's own names: https://www.twilio.com/docs/segment/connections/spec/ecommerce/v2 */
const eventOf = new Map<string, Outcome['event']>([
  ['Order Completed', 'purchase'],
  ['Order Refunded', 'refund'],
]);

/** Sums made in a browser carry binary noise, 13.049999… for 3 × 4.35: fifteen digits are what a double can hold. */
const withoutNoise = (amount: unknown): unknown =>
  typeof amount === 'number' ? Number(amount.toPrecision(15)) : amount;

/** What moved, never below zero: the event says which way. */
const moneyIn = (event: Outcome['event'], properties: unknown): Outcome => {
  const currency = String(at(properties, 'currency') ?? '').toUpperCase();
  const minor = minorOf(withoutNoise(at(properties, 'total') ?? at(properties, 'revenue')), currency);
  return outcomeOf(event, minor && Math.abs(minor), currency);
};

/** Paths lead into the properties, and those that begin with `context.` into what is around them. */
const answersOf = (track: Track, { questions }: Source): Answer[] =>
  Object.entries(questions).map(([path, role]) => ({
    role,
    name: path,
    value: at(path.startsWith('context.') ? track : track.properties, path),
  }));

type Fact = Pick<Signal, 'object' | 'part' | 'kind'> & Partial<Signal>;

const outcomeIn = (event: Outcome['event'], { messageId, properties }: Track, answers: readonly Answer[]): Fact => {
  const order = z.safeParse(Id, at(properties, 'order_id')).data;
  const mapped = answers.filter(({ role }) => role === 'attribute').map(({ name, value }) => [name, value]);
  return {
    // A page that thanks for an order tells it again when it is opened again; but an order is paid back in parts.
    object: order === undefined ? messageId : `order/${order}`,
    part: event === 'purchase' ? 'purchase' : `refund:${messageId.slice(0, 200)}`,
    kind: 'outcome',
    outcome: moneyIn(event, properties),
    attributes: attributesOf({ order_id: order, ...Object.fromEntries(mapped) }),
  };
};

const feedbackIn = (track: Track, answers: readonly Answer[]): Fact | undefined => {
  const content = contentOf([...answers, { role: 'language', name: 'locale', value: at(track, 'context.locale') }]);
  return content && { ...content, object: track.messageId, part: 'event', kind: 'perceptive' };
};

const factIn = (track: Track, source: Source, receivedAtMs: number): Signal | undefined => {
  const answers = answersOf(track, source);
  const event = eventOf.get(track.event);
  const fact = event ? outcomeIn(event, track, answers) : feedbackIn(track, answers);
  if (fact === undefined) return undefined;
  const { object, ...said } = fact;
  const [email, phone] = [at(track, 'context.traits.email'), at(track, 'context.traits.phone')];
  return signalOf(source, object, undefined, {
    ...said,
    occurredAt: firstInstant(receivedAtMs, track.timestamp),
    customer: { ...customerOf({ id: track.userId, email, phone }), ...said.customer },
    about: { event: track.event },
  });
};

const signed = signedBody({ header: 'x-signature', algorithm: 'sha1', encoding: 'hex' });

/**
 * Track calls by Segment's Webhooks destination. Of a batch Segment signs the first event alone
 * (packages/destination-actions/src/destinations/webhook in segmentio/action-destinations), so such a batch is refused:
 * whoever has seen one could add to it.
 *
 * https://www.twilio.com/docs/segment/connections/destinations/catalog/actions-webhook
 */
export const segment: WebhookChannel = {
  guide: {
    tool: 'Segment',
    steps: [
      'Connections › Catalog › Webhooks (Actions) › Configure, choose the source, and paste the secret under Settings › Shared Secret',
      'Mappings › New mapping › Send: paste {url}, method POST, event type Track',
      'Leave Enable Batching off: Segment signs only the first event of a batch, so batches are refused',
    ],
    secret: { from: 'us', where: 'the destination’s Settings › Shared Secret' },
    questions: 'optional',
    questionKeys:
      'dot-paths into the properties of an event, or into its context, { score: nps, context.traits.plan: attribute }; orders need no map',
    brings: [
      'outcome: purchase and refund with their amounts, from Order Completed and Order Refunded',
      'perceptive: one per track call in which the map finds a score or a text',
    ],
    unconfirmed: ['how long Segment tries again'],
    page: 'https://www.twilio.com/docs/segment/connections/destinations/catalog/actions-webhook',
  },
  maxBytes: maxBytesLarge,
  corrects: false,
  accepted: { status: 202 },

  verify: signed.verify,

  read({ body, receivedAtMs }, source) {
    return readEach(itemsOf(parseJson(body, 'segment'), 'segment'), ({ item, where }) =>
      check(Call, item, where).type === 'track' ? factIn(check(Track, item, where), source, receivedAtMs) : undefined,
    );
  },

  sign: signed.sign,
};
