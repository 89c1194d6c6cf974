import '@shopify/shopify-api/adapters/web-api';
import { LogSeverity, shopifyApi } from '@shopify/shopify-api';
import { describe, expect, it } from 'vitest';
import { shopify } from '../../../core/channels/shopify.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { type Delivery, requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('shopify');
const refund = exampleOf('shopify refund').good;
const returned = exampleOf('shopify returned order').good;
const sample = JSON.parse(fixture('shopify.json').toString());
const readAll = (delivery: Delivery) => shopify.read(requestOf(delivery, signedAtMs), source).signals;
// The ids of the fixture have more digits than JSON.stringify would keep, but only their text is read.
const read = (change: object, order: object = sample) =>
  readAll({ headers: {}, body: Buffer.from(JSON.stringify({ ...order, ...change })) });

const order = {
  source: 'web-shop',
  object: 'gid://shopify/Order/771204418830015233',
  revision: ['2026-03-02T09:49:02.000Z', expect.stringMatching(/^[0-9a-f]{16}$/)],
  occurredAt: '2026-03-02T09:49:00.000Z',
  customer: { id: '665100293847561231', email: 'ines.moreau@example.org', phone: '+33600000001' },
  language: 'fr-FR',
  scores: {},
  measures: {},
};

describe('shopify', () => {
  it('reads the sample', () => {
    expect(readAll(good)).toEqual([
      {
        ...order,
        part: 'purchase',
        kind: 'outcome',
        outcome: { event: 'purchase', amountMinor: 12_990, currency: 'EUR' },
        attributes: { tags: 'vip', financial_status: 'paid' },
      },
    ]);
  });

  it('tells tags as words to route by', () => {
    expect(read({ tags: 'billing, vip' })).toMatchObject([{ attributes: { tags: 'billing vip' } }]);
  });

  it('reads from an order that came back what was bought, how soon it left, and what was paid back', () => {
    expect(readAll(returned)).toMatchObject([
      { part: 'purchase', outcome: { amountMinor: 12_990 }, medium: 'web', attributes: { cancel_reason: 'customer' } },
      { part: 'fulfilment', occurredAt: '2026-03-03T15:49:00.000Z', measures: { fulfilmentHours: 30 } },
      {
        object: 'gid://shopify/Refund/929361464002233119',
        part: 'refund',
        outcome: { event: 'refund', amountMinor: 12_990, currency: 'EUR' },
        customer: order.customer,
        attributes: { order_id: '771204418830015233' },
      },
    ]);
  });

  it('reads the refund’s own webhook as the same fact, which the order completes', () => {
    const [own] = readAll(refund);
    const told = readAll(returned).find(({ part }) => part === 'refund');
    expect(own).toMatchObject({ object: told?.object, part: 'refund', outcome: told?.outcome, customer: {} });
    expect(own && told && compareRevisions(told.revision, own.revision)).toBeGreaterThan(0);
  });

  it('hears no purchase before the money came, and none in a test', () => {
    for (const financial_status of ['pending', 'authorized', 'voided']) expect(read({ financial_status })).toEqual([]);
    expect(read({ test: true })).toEqual([]);
  });

  it('counts no money that did not move, and adds up what did', () => {
    const body = JSON.parse(refund.body.toString());
    const [paid] = body.transactions;
    const outcomeOf = (...transactions: object[]) => read({ transactions }, body)[0]?.outcome;
    expect(outcomeOf({ ...paid, status: 'pending' }, { ...paid, kind: 'void' }, { ...paid, test: true })).toBe(
      undefined,
    );
    expect(outcomeOf(paid, { ...paid, amount: '0.10' })).toEqual({
      event: 'refund',
      amountMinor: 13_000,
      currency: 'EUR',
    });
    expect(outcomeOf(paid, { ...paid, currency: 'USD' })).toEqual({ event: 'refund' });
  });

  it('believes an object’s id and no topic', () => {
    const headers = { ...good.headers, 'x-shopify-topic': 'refunds/create' };
    expect(readAll({ ...good, headers })).toEqual(readAll(good));
    expect(read({ admin_graphql_api_id: 'gid://shopify/Customer/1' })).toEqual([]);
  });

  it('accepts the newer family of headers, and no mixture of the two', () => {
    const base64 = good.headers['x-shopify-hmac-sha256'] ?? '';
    const verify = (headers: Delivery['headers']) =>
      shopify.verify(requestOf({ ...good, headers }, signedAtMs), [secret]);
    expect(verify({ 'shopify-hmac-sha256': base64 })).toBe('ok');
    expect(verify({ 'shopify-hmac-sha256': 'AAAA', 'x-shopify-hmac-sha256': base64 })).toBe('mismatch');
  });

  it('signs what Shopify’s package accepts', async () => {
    const { webhooks } = shopifyApi({
      apiKey: 'key',
      apiSecretKey: secret,
      hostName: 'listen.faromovil.example',
      apiVersion: '2026-01' as never,
      isEmbeddedApp: false,
      logger: { level: LogSeverity.Error },
    });
    const url = 'https://listen.faromovil.example/hooks/web-shop';
    const headers = {
      ...shopify.sign({ url, body: good.body }, secret, signedAtMs).headers,
      'x-shopify-topic': 'orders/paid',
      'x-shopify-shop-domain': 'faromovil.myshopify.com',
      'x-shopify-api-version': '2026-01',
      'x-shopify-webhook-id': 'b1d7c1a6',
    };
    const rawRequest = new Request(url, { method: 'POST', headers });
    const rawBody = good.body.toString();
    expect(await webhooks.validate({ rawBody, rawRequest })).toMatchObject({ valid: true });
    expect(await webhooks.validate({ rawBody: `${rawBody} `, rawRequest })).toMatchObject({ valid: false });
  });
});
