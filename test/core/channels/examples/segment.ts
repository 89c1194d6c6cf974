import { segment } from '../../../../core/channels/segment.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// openssl dgst -sha1 -hmac sg-secret segment.json
const signedCall = (body: Buffer | string, hex: string): Delivery => ({
  headers: { 'x-signature': hex },
  body: Buffer.from(body),
});

const refund = fixture('segment.json').toString();
const good = signedCall(refund, '53762b169fb10c38b22318d2f8385cac63c18f3b');

const segmentExample: Example = {
  channel: segment,
  source: sourceOf({
    id: 'product-events',
    channel: 'segment',
    questions: { score: 'nps', reason: 'text', 'context.traits.plan': 'attribute' },
  }),
  secret: 'sg-secret',
  signedAtMs: Date.parse('2026-03-02T09:50:11Z'),
  isTimed: false,
  covers: 'body',
  good,
  empty: signedCall('', '5a6fb3b86c069ac8fbd902a8788c79c96024941d'),
  broken: signedCall('{"type":', '611cb09550a528ba20253ae5a3a406147e68914a'),
  ignored: signedCall(
    '{"type":"identify","messageId":"m2","userId":"cus_481"}',
    'c403950ec675670ad34a1fd5e1b45930e7b03b2c',
  ),
  unproven: withoutEach(good, 'x-signature'),
  beside: signedCall(refund.replace('Order Refunded', 'Order Completed'), '0eb2ffde16ccf6158b81fe819a4a8031a799dda4'),
  batch: { delivery: signedCall(`[${refund},{"type":"track"}]`, 'bedf520ad19dce8d8322986264c46c6bd73f2e87'), read: 1 },
  disguised: [dressed(good, { 'x-signature': 'sha1=53762b169fb10c38b22318d2f8385cac63c18f3b' })],
};

export const examples = { segment: segmentExample };
