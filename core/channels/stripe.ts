import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { minorDigitsOf, outcomeOf } from '../money.ts';
import type { Signal } from '../signal.ts';
import { check, Id, list, maybe, parseJson, record, text } from './body.ts';
import { maxBytesLarge, nothing, type WebhookChannel } from './channel.ts';
import { orderOf, readingOf, type Said, signalOf } from './fact.ts';
import { customerOf } from './questions.ts';
import { unixSeconds } from './signing.ts';
import { UnixTime } from './time.ts';
import { hmac, isFresh, matchesAny } from './verify.ts';

const Envelope = z.object({ type: z.string() });

const count = z.int().check(z.gte(0));

const Items = z.object({
  has_more: maybe(z.boolean()),
  data: list(
    z.object({
      quantity: count,
      price: z.object({
        unit_amount: count,
        recurring: z.object({
          interval: z.enum(['day', 'week', 'month', 'year']),
          interval_count: z.int().check(z.gte(1)),
        }),
      }),
    }),
  ),
});

/** Subscription, invoice, charge or dispute: each has some of these fields. */
const Thing = z.object({
  id: Id,
  customer: maybe(z.union([Id, z.object({ id: Id })])),
  customer_email: text,
  customer_phone: text,
  billing_details: maybe(z.object({ email: text, phone: text })),
  metadata: maybe(record(z.string())),
  currency: text,
  items: maybe(Items),
  cancellation_details: maybe(z.object({ comment: text, feedback: text, reason: text })),
  amount_paid: maybe(count),
  attempt_count: maybe(count),
  billing_reason: text,
  amount_refunded: maybe(count),
  reason: text,
});
type Thing = z.infer<typeof Thing>;

const Event = z.object({
  created: UnixTime,
  livemode: maybe(z.boolean()),
  account: maybe(Id),
  data: z.object({ object: Thing, previous_attributes: maybe(z.object({ amount_refunded: maybe(count) })) }),
});

type Fact = Omit<Said, 'occurredAt'>;

const zeroDecimal = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const threeDecimal = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** Stripe has decimals of its own: two for ISK and UGX, which have none, for the sake of old integrations. */
const moneyOf = (
  event: NonNullable<Signal['outcome']>['event'],
  amount: number | undefined,
  currency = '',
): Signal['outcome'] => {
  const code = currency.toUpperCase();
  const [theirs, ours] = [zeroDecimal.has(code) ? 0 : threeDecimal.has(code) ? 3 : 2, minorDigitsOf(code)];
  const minor = amount === undefined || ours === undefined ? undefined : Math.round(amount * 10 ** (ours - theirs));
  return outcomeOf(event, Number.isSafeInteger(minor) ? minor : undefined, code);
};

const monthsOf = { day: 12 / 365.25, week: 84 / 365.25, month: 1, year: 12 } as const;

/** What a month was worth, before discounts. Tiers and metered use have no such price, and a cut list no whole one. */
const monthly = ({ items }: Thing): number | undefined => {
  if (items === undefined || items.has_more === true) return undefined;
  const worth = items.data.map(({ quantity, price: { unit_amount, recurring } }) => {
    return (quantity * unit_amount) / (monthsOf[recurring.interval] * recurring.interval_count);
  });
  return Math.round(worth.reduce((sum, one) => sum + one, 0));
};

const cancelled = (subscription: Thing): Fact[] => {
  const comment = subscription.cancellation_details?.comment?.trim();
  const outcome = moneyOf('churn', monthly(subscription), subscription.currency);
  return [
    { part: 'cancellation', kind: 'outcome', outcome },
    ...(comment ? [{ part: 'comment', kind: 'perceptive' as const, text: comment }] : []),
  ];
};

const paid = ({ amount_paid, billing_reason, currency }: Thing): Fact[] => {
  // A trial begins with an invoice of nothing.
  if (amount_paid === 0) return [];
  const event = billing_reason === 'subscription_cycle' ? 'renewal' : 'purchase';
  return [{ part: 'payment', kind: 'outcome', outcome: moneyOf(event, amount_paid, currency) }];
};

const failed = ({ attempt_count = 0 }: Thing): Fact[] => [
  { part: `payment_failed:${attempt_count}`, kind: 'operational', measures: { failures: 1 } },
];

/**
 * A charge tells the sum of its refunds, which names each of them, for it grows. Without the sum before, there is one
 * refund, the sum, and a later event corrects it.
 */
const refunded = ({ amount_refunded: sum, currency }: Thing, before: number | undefined): Fact[] => {
  const isKnown = sum !== undefined && before !== undefined && before < sum;
  const [part, amount] = isKnown ? [`refund:${sum}`, sum - before] : ['refund', sum];
  return [{ part, kind: 'outcome', outcome: moneyOf('refund', amount, currency) }];
};

/** No refund yet: a dispute may be won. */
const disputed = (): Fact[] => [{ part: 'dispute', kind: 'operational', measures: { disputes: 1 } }];

const factsOf = new Map<string, (thing: Thing, refundedBefore: number | undefined) => Fact[]>([
  ['customer.subscription.deleted', cancelled],
  ['invoice.paid', paid],
  ['invoice.payment_failed', failed],
  ['charge.refunded', refunded],
  ['charge.dispute.created', disputed],
]);

const signalsOf = ({ created, livemode, data }: z.infer<typeof Event>, facts: Fact[], source: Source): Signal[] => {
  const { id, customer, customer_email, customer_phone, billing_details, metadata, ...thing } = data.object;
  const { feedback, reason = thing.reason } = thing.cancellation_details ?? {};
  const common = {
    occurredAt: created,
    customer: customerOf({
      id: typeof customer === 'object' ? customer.id : customer,
      email: customer_email ?? billing_details?.email,
      phone: customer_phone ?? billing_details?.phone,
    }),
    about: { ...metadata, feedback, reason, billing_reason: thing.billing_reason, livemode },
  };
  // Refunds of one charge may share a second; their sum only grows.
  const order = orderOf(created, thing.amount_refunded ?? 0);
  return facts.map((fact) => signalOf(source, id, order, { ...common, ...fact }));
};

/** `t=…,v1=…`, with a `v1` per secret while one is rolled. Test-only schemes such as `v0` count for nothing. */
const partsOf = (header: string) => {
  const pairs = header.split(',').map((pair) => pair.split('='));
  const valuesOf = (name: string) => pairs.flatMap(([key, value = '']) => (key === name ? [value] : []));
  return { timestamp: valuesOf('t').at(-1), signatures: valuesOf('v1') };
};

/**
 * Stripe: money that came and went, and why people leave.
 *
 * Test mode signs with secrets of its own, so a source hears of it only when somebody connected a sandbox on purpose:
 * those events are read. Only live endpoints for connected accounts get test events too; those are not.
 * https://docs.stripe.com/webhooks, https://docs.stripe.com/connect/webhooks, https://docs.stripe.com/currencies
 */
export const stripe: WebhookChannel = {
  guide: {
    tool: 'Stripe',
    steps: [
      'Stripe Dashboard › Developers (Workbench) › Webhooks › Add destination, and paste {url}',
      'Select customer.subscription.deleted, invoice.paid, invoice.payment_failed, charge.refunded and charge.dispute.created',
      'Copy the signing secret; a sandbox has one of its own, and what it sends counts like the rest: give it its own source',
    ],
    secret: { from: 'tool', where: 'the destination’s page › Signing secret (whsec_…)' },
    questions: 'none',
    brings: [
      'outcome: churn with what a month was worth, when a subscription is cancelled',
      'perceptive: the comment left with the cancellation',
      'outcome: renewal and purchase, when an invoice is paid; refund, one per refund of a charge',
      'operational: failures, one per failed attempt to collect an invoice; disputes',
    ],
    unconfirmed: [
      'whether charge.refunded always has previous_attributes.amount_refunded; without it a charge has one refund, the sum, at the time of the last',
    ],
    page: 'https://docs.stripe.com/webhooks',
  },
  maxBytes: maxBytesLarge,
  corrects: true,
  accepted: { status: 202 },

  verify({ headers, body, receivedAtMs }, secrets) {
    const { timestamp, signatures } = partsOf(headers['stripe-signature'] ?? '');
    if (timestamp === undefined || signatures.length === 0) return 'missing';
    // The secret is the whole text of whsec_…: unlike other tools, Stripe does not decode it.
    if (!matchesAny(secrets, signatures, (secret) => signatureOf(secret, timestamp, body))) return 'mismatch';
    return isFresh(unixSeconds.msOf(timestamp), receivedAtMs) ? 'ok' : 'stale';
  },

  read({ body }, source) {
    const value = parseJson(body, 'stripe');
    const tell = factsOf.get(check(Envelope, value, 'stripe').type);
    if (tell === undefined) return nothing;
    const event = check(Event, value, 'stripe');
    if (event.account !== undefined && event.livemode === false) return nothing;
    const { object, previous_attributes } = event.data;
    return readingOf(...signalsOf(event, tell(object, previous_attributes?.amount_refunded), source));
  },

  sign({ url, body }, secret, nowMs) {
    const timestamp = unixSeconds.textOf(nowMs);
    const signature = `t=${timestamp},v1=${signatureOf(secret, timestamp, body)}`;
    return { url, body, headers: { 'content-type': 'application/json', 'stripe-signature': signature } };
  },
};

const signatureOf = (secret: string, timestamp: string, body: Buffer): string =>
  hmac('sha256', secret, [timestamp, '.', body], 'hex');
