import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { segment } from '../../../core/channels/segment.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('segment');
const sample = JSON.parse(fixture('segment.json').toString());
const read = (body: unknown, questions: Source['questions'] = source.questions) =>
  segment.read(requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs), {
    ...source,
    questions,
  });
const track = (event: string, properties: object, rest: object = {}) =>
  read({ ...sample, event, properties, ...rest }).signals;
const paid = (properties: object) => track('Order Completed', { order_id: '1', ...properties })[0]?.outcome;

describe('segment', () => {
  it('reads the sample', () => {
    expect(segment.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'product-events',
        object: 'order/1042',
        part: 'refund:api-acme-000417-refund',
        revision: ['', ''],
        kind: 'outcome',
        occurredAt: '2026-03-02T09:50:10.100Z',
        customer: { id: 'cus_481', email: 'ines.moreau@example.org' },
        scores: {},
        measures: {},
        outcome: { event: 'refund', amountMinor: 12_990, currency: 'EUR' },
        attributes: { event: 'Order Refunded', order_id: '1042' },
      },
    ]);
  });

  it.each([
    [{ total: 129.9, currency: 'EUR' }, 12_990],
    [{ revenue: '25.00', currency: 'eur' }, 2_500],
    [{ total: 3 * 4.35, currency: 'EUR' }, 1_305],
    [{ total: 1_300, currency: 'JPY' }, 1_300],
    [{ total: -12.5, currency: 'EUR' }, 1_250],
  ])('reads %j as %i', (properties, amountMinor) => expect(paid(properties)).toMatchObject({ amountMinor }));

  it.each([
    [{ total: 12.5 }],
    [{ currency: 'EUR' }],
    [{ total: 'free', currency: 'EUR' }],
    [{ total: 1, currency: {} }],
  ])('counts an order without an amount it can read: %j', (properties) =>
    expect(paid(properties)).toEqual({ event: 'purchase' }),
  );

  it('counts an order once however often its page is opened, and every part that is paid back', () => {
    const keys = (event: string) =>
      ['m1', 'm2'].map((messageId) => {
        const [signal] = track(event, { order_id: 7 }, { messageId });
        return `${signal?.object} ${signal?.part}`;
      });
    expect(keys('Order Completed')).toEqual(['order/7 purchase', 'order/7 purchase']);
    expect(keys('Order Refunded')).toEqual(['order/7 refund:m1', 'order/7 refund:m2']);
    expect(track('Order Completed', {}, { messageId: 'm3' })).toMatchObject([{ object: 'm3', part: 'purchase' }]);
  });

  it('hears other events by the question map alone', () => {
    const context = { traits: { plan: 'pro', phone: '+34600000001' }, locale: 'fr-FR' };
    expect(track('NPS Submitted', { score: '9', reason: 'Rapide.' }, { context })).toMatchObject([
      {
        object: sample.messageId,
        part: 'event',
        kind: 'perceptive',
        customer: { id: 'cus_481', phone: '+34600000001' },
        text: 'Rapide.',
        language: 'fr-FR',
        scores: { nps: 9 },
        attributes: { event: 'NPS Submitted', 'context.traits.plan': 'pro' },
      },
    ]);
    expect(track('Order Completed', { order_id: 7 }, { context })[0]?.attributes).toMatchObject({
      'context.traits.plan': 'pro',
    });
    expect(read({ ...sample, event: 'NPS Submitted', properties: { nps: 9 } }, {}).signals).toEqual([]);
  });

  it.each(['identify', 'page', 'screen', 'group', 'alias'])('hears nothing in %s', (type) => {
    expect(read({ type }).signals).toEqual([]);
  });

  it('names the first path that fails', () => {
    expect(() => read({ ...sample, messageId: '' })).toThrow('segment.messageId');
    expect(() => read([{}])).toThrow('segment[0].type: must be given, as string');
    expect(() => read('track')).toThrow('segment: must be given, as object');
  });

  it('refuses a batch of which only the first event is signed, as Segment signs batches', () => {
    const headers = { 'x-signature': createHmac('sha1', secret).update(JSON.stringify(sample)).digest('hex') };
    const verify = (body: string) =>
      segment.verify(requestOf({ headers, body: Buffer.from(body) }, signedAtMs), [secret]);
    expect(verify(JSON.stringify(sample))).toBe('ok');
    expect(verify(JSON.stringify([sample, { ...sample, messageId: 'added' }]))).toBe('mismatch');
  });
});
