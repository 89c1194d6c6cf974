import { Stripe } from 'stripe';
import { describe, expect, it } from 'vitest';
import { stripe } from '../../../core/channels/stripe.ts';
import { minorOf } from '../../../core/money.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { type Delivery, dressed, requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('stripe');
const sample = JSON.parse(fixture('stripe.json').toString());
const read = (type: string, object: object, rest: object = {}) => {
  const body = Buffer.from(JSON.stringify({ ...sample, ...rest, type, data: { object } }));
  return stripe.read(requestOf({ headers: {}, body }, signedAtMs), source).signals;
};
const invoice = { id: 'in_1', customer: 'cus_481', currency: 'eur', amount_paid: 9_800, attempt_count: 2 };
const charge = (change: object) => ({ id: 'ch_1', currency: 'eur', amount_refunded: 500, ...change });
const refundOf = (amount_refunded: number, currency: string) =>
  read('charge.refunded', charge({ amount_refunded, currency }))[0]?.outcome;
const churnOf = (...prices: { interval: string; interval_count?: number; unit_amount?: number | null }[]) => {
  const data = prices.map(({ unit_amount = 12_000, interval_count = 1, interval }) => ({
    quantity: 1,
    price: { unit_amount, recurring: { interval, interval_count } },
  }));
  return read('customer.subscription.deleted', { ...sample.data.object, items: { data } })[0]?.outcome;
};

describe('stripe', () => {
  it('reads the sample: what was lost, and why', () => {
    const common = {
      source: 'payments',
      object: 'sub_1QxAbC',
      revision: ['2026-03-02T09:49:10.000Z#0000000000000000', expect.stringMatching(/^[0-9a-f]{16}$/)],
      occurredAt: '2026-03-02T09:49:10.000Z',
      customer: { id: 'cus_481' },
      scores: {},
      measures: {},
      attributes: {
        tenant: 'acme',
        feedback: 'too_expensive',
        reason: 'cancellation_requested',
        livemode: false,
      },
    };
    expect(stripe.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        ...common,
        part: 'cancellation',
        kind: 'outcome',
        outcome: { event: 'churn', amountMinor: 9_800, currency: 'EUR' },
      },
      { ...common, part: 'comment', kind: 'perceptive', text: 'Too expensive for what we use' },
    ]);
  });

  it('says what a month was worth, and nothing of what has no monthly price', () => {
    const euros = (amountMinor: number) => ({ event: 'churn', amountMinor, currency: 'EUR' });
    expect(churnOf({ interval: 'year' })).toEqual(euros(1_000));
    expect(churnOf({ interval: 'month', interval_count: 3 }, { interval: 'year' })).toEqual(euros(5_000));
    expect(churnOf({ interval: 'week' })).toEqual(euros(52_179));
    expect(churnOf({ interval: 'month', unit_amount: null })).toEqual({ event: 'churn' });
  });

  it('tells a renewal from a purchase, and a trial from both', () => {
    const paid = (change: object) => read('invoice.paid', { ...invoice, ...change })[0]?.outcome;
    const outcome = { amountMinor: 9_800, currency: 'EUR' };
    expect(paid({ billing_reason: 'subscription_cycle' })).toEqual({ event: 'renewal', ...outcome });
    expect(paid({ billing_reason: 'subscription_create' })).toEqual({ event: 'purchase', ...outcome });
    expect(paid({ billing_reason: 'subscription_create', amount_paid: 0 })).toBeUndefined();
  });

  it('counts each failed attempt and each dispute', () => {
    expect(read('invoice.payment_failed', invoice)).toMatchObject([
      { object: 'in_1', part: 'payment_failed:2', kind: 'operational', measures: { failures: 1 } },
    ]);
    expect(read('charge.dispute.created', { id: 'dp_1', reason: 'product_not_received' })).toMatchObject([
      { object: 'dp_1', measures: { disputes: 1 }, attributes: { reason: 'product_not_received' } },
    ]);
  });

  it('reads each refund of a charge as a fact of its own, at its own time', () => {
    const refund = (created: number, sum: number, before: number) => {
      const data = { object: charge({ amount_refunded: sum }), previous_attributes: { amount_refunded: before } };
      const body = Buffer.from(JSON.stringify({ ...sample, created, type: 'charge.refunded', data }));
      return stripe.read(requestOf({ headers: {}, body }, signedAtMs), source).signals[0];
    };
    const euros = (amountMinor: number) => ({ event: 'refund', amountMinor, currency: 'EUR' });
    expect([refund(1_767_225_600, 1_000, 0), refund(1_774_915_200, 1_500, 1_000)]).toMatchObject([
      { part: 'refund:1000', occurredAt: '2026-01-01T00:00:00.000Z', outcome: euros(1_000) },
      { part: 'refund:1500', occurredAt: '2026-03-31T00:00:00.000Z', outcome: euros(500) },
    ]);
  });

  it('lets the sum of two refunds win over the first, within one second too, when no event tells the sum before', () => {
    const [first, second] = [500, 1_200].map((sum) => read('charge.refunded', charge({ amount_refunded: sum }))[0]);
    expect(first && second && [second.object, second.part]).toEqual([first?.object, first?.part]);
    expect(first && second && compareRevisions(second.revision, first.revision)).toBeGreaterThan(0);
  });

  // https://docs.stripe.com/currencies: "to charge 5 ISK, provide an amount value of 500", and the like.
  it.each([
    ['isk', 500, '5'],
    ['ugx', 500, '5'],
    ['jpy', 500, '500'],
    ['mga', 500, '500'],
    ['kwd', 5_120, '5.12'],
    ['huf', 1_000, '10'],
  ])('reads an amount in %s as %i means it', (currency, amount, major) => {
    const code = currency.toUpperCase();
    expect(refundOf(amount, currency)).toEqual({
      event: 'refund',
      amountMinor: minorOf(major, code),
      currency: code,
    });
  });

  it('keeps a refund whose currency nobody knows, without an amount', () => {
    expect(refundOf(500, 'euro')).toEqual({ event: 'refund' });
  });

  it('finds the customer of an expanded object, of an invoice and of a charge', () => {
    const details = { email: 'I@b.example', phone: '+34 600 00 00 01' };
    expect(read('charge.refunded', charge({ customer: { id: 'cus_1' }, billing_details: details }))).toMatchObject([
      { customer: { id: 'cus_1', email: 'i@b.example', phone: '+34 600 00 00 01' } },
    ]);
    expect(read('invoice.payment_failed', { ...invoice, customer: null, customer_email: 'I@b.example' })).toMatchObject(
      [{ customer: { email: 'i@b.example' } }],
    );
  });

  it('reads no test event of an account connected to a live endpoint', () => {
    const connected = (livemode: boolean) => read('charge.refunded', charge({}), { account: 'acct_1', livemode });
    expect([connected(true).length, connected(false).length]).toEqual([1, 0]);
  });

  it('accepts one signature of several, as while a secret is rolled', () => {
    const signature = good.headers['stripe-signature'] ?? '';
    const rolled = dressed(good, { 'stripe-signature': signature.replace(',v1=', `,v1=${'0'.repeat(64)},v0=1,v1=`) });
    const verify = (delivery: Delivery) => stripe.verify(requestOf(delivery, signedAtMs), [secret]);
    expect(verify(rolled)).toBe('ok');
  });

  it('signs what the stripe package accepts', () => {
    const { headers, body } = stripe.sign({ url: 'https://h.example', body: good.body }, secret, signedAtMs);
    const signature = headers['stripe-signature'] ?? '';
    const event = Stripe.webhooks.constructEvent(body, signature, secret, 300, undefined, signedAtMs);
    expect(event.id).toBe('evt_1QxAbCdEfGhIjKlM');
  });
});
