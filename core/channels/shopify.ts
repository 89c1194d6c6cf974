import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { minorOf, outcomeOf } from '../money.ts';
import type { Medium, Signal } from '../signal.ts';
import { check, Id, list, maybe, parseJson, text } from './body.ts';
import { maxBytesLarge, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, type Said, signalOf } from './fact.ts';
import { at, customerOf, languageOf, tagsOf } from './questions.ts';
import { signedBody } from './signing.ts';
import { hoursBetween, Time } from './time.ts';

const flag = maybe(z.boolean());

const Refund = z.object({
  admin_graphql_api_id: Id,
  order_id: maybe(Id),
  created_at: Time,
  transactions: maybe(
    list(z.object({ kind: text, status: text, test: flag, amount: z.optional(z.unknown()), currency: text })),
  ),
});

const Order = z.object({
  admin_graphql_api_id: Id,
  created_at: Time,
  processed_at: maybe(Time),
  updated_at: maybe(Time),
  test: flag,
  currency: text,
  total_price: z.optional(z.unknown()),
  financial_status: text,
  source_name: text,
  customer_locale: text,
  tags: text,
  cancel_reason: text,
  email: text,
  phone: text,
  customer: maybe(z.object({ id: maybe(Id), email: text, phone: text })),
  fulfillments: maybe(list(z.object({ status: text, created_at: Time }))),
  refunds: maybe(list(Refund)),
});
type Order = z.infer<typeof Order>;

type Fact = Said & Pick<Signal, 'object'>;

/** A refund without money (an exchange, or one still under way) is none. */
const refundIn = ({
  admin_graphql_api_id: object,
  order_id,
  created_at: occurredAt,
  transactions = [],
}: z.infer<typeof Refund>): Fact[] => {
  const paidBack = transactions.filter(({ kind, status, test }) => kind === 'refund' && status === 'success' && !test);
  const [first] = paidBack;
  if (first === undefined) return [];
  const { currency = '' } = first;
  const amounts = paidBack.map((one) => (one.currency === currency ? minorOf(one.amount, currency) : undefined));
  const amount = amounts.includes(undefined) ? undefined : amounts.reduce<number>((sum, one = 0) => sum + one, 0);
  const outcome = outcomeOf('refund', amount, currency);
  return [{ object, part: 'refund', kind: 'outcome', occurredAt, outcome, about: { order_id } }];
};

/** Whether the money came, whatever became of it since. */
const paidStatuses = new Set<string | undefined>(['paid', 'partially_refunded', 'refunded']);

const purchaseIn = ({ admin_graphql_api_id: object, total_price, currency = '', ...order }: Order): Fact[] => {
  if (!paidStatuses.has(order.financial_status)) return [];
  const outcome = outcomeOf('purchase', minorOf(total_price, currency), currency);
  return [{ object, part: 'purchase', kind: 'outcome', occurredAt: order.processed_at ?? order.created_at, outcome }];
};

/** How long the first parcel took to leave. */
const fulfilmentIn = ({ admin_graphql_api_id: object, fulfillments = [], ...order }: Order): Fact[] => {
  const [first] = fulfillments
    .filter(({ status }) => status !== 'cancelled')
    .map(({ created_at }) => created_at)
    .sort();
  const fulfilmentHours = hoursBetween(order.processed_at ?? order.created_at, first);
  if (first === undefined || fulfilmentHours === undefined) return [];
  return [{ object, part: 'fulfilment', kind: 'operational', occurredAt: first, measures: { fulfilmentHours } }];
};

const mediumOfSource = new Map<string | undefined, Medium>([
  ['web', 'web'],
  ['pos', 'store'],
]);

const readOrder = (value: unknown, source: Source): Signal[] => {
  const order = check(Order, value, 'shopify');
  if (order.test === true) return [];
  const { customer, email, phone, customer_locale, source_name, tags, financial_status, cancel_reason } = order;
  const common = {
    customer: customerOf({ id: customer?.id, email: email ?? customer?.email, phone: phone ?? customer?.phone }),
    language: languageOf(customer_locale),
    medium: mediumOfSource.get(source_name),
  };
  const about = { tags: tagsOf(tags?.split(',')), financial_status, cancel_reason, source_name };
  const facts = [...purchaseIn(order), ...fulfilmentIn(order), ...(order.refunds ?? []).flatMap(refundIn)];
  return facts.map(({ object, ...fact }) =>
    signalOf(source, object, order.updated_at, { ...common, ...fact, about: { ...about, ...fact.about } }),
  );
};

/** Says neither whose it is nor when it changed, so that what an order says of the same refund wins. */
const readRefund = (value: unknown, source: Source): Signal[] =>
  refundIn(check(Refund, value, 'shopify')).map(({ object, ...fact }) => signalOf(source, object, undefined, fact));

/** The topic is an unsigned header; what an object is, its own id says. */
const readerOf = (value: unknown) => {
  const id = at(value, 'admin_graphql_api_id');
  const [, type] = (typeof id === 'string' && /^gid:\/\/shopify\/(Order|Refund)\/\d+$/.exec(id)) || [];
  return type === 'Order' ? readOrder : type === 'Refund' ? readRefund : undefined;
};

/** Of the two families of headers the newer one speaks alone, as in Shopify's own package. */
const signed = signedBody({
  header: 'x-shopify-hmac-sha256',
  newer: 'shopify-hmac-sha256',
  algorithm: 'sha256',
  encoding: 'base64',
});

/**
 * Shopify orders: purchases, refunds, and how soon the parcel leaves.
 *
 * A cancellation moves no money: what was paid back is a refund inside the order, under the same key as the refund's
 * own webhook. Privacy topics (`customers/redact` …) are accepted and erase nothing here.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
export const shopify: WebhookChannel = {
  guide: {
    tool: 'Shopify',
    steps: [
      'Your app’s webhook subscriptions, or Settings › Notifications › Webhooks › Create webhook, and paste {url}; format JSON',
      'Subscribe to orders/paid, orders/fulfilled, orders/cancelled and refunds/create',
      'Privacy topics such as customers/redact are answered, but erase nothing by themselves: erase the customer by hand',
    ],
    secret: { from: 'tool', where: 'the app’s client secret, or the key under Settings › Notifications › Webhooks' },
    questions: 'none',
    brings: [
      'outcome: a purchase when an order is paid, and its refunds',
      'operational: fulfilmentHours, from the order to its first parcel',
    ],
    page: 'https://shopify.dev/docs/apps/build/webhooks/subscribe/https',
  },
  maxBytes: maxBytesLarge,
  corrects: true,
  accepted: { status: 200 },

  verify: signed.verify,

  read({ body }, source) {
    const value = parseJson(body, 'shopify');
    const read = readerOf(value);
    return read === undefined ? nothing : readingOf(...read(value, source));
  },

  sign: signed.sign,
};
