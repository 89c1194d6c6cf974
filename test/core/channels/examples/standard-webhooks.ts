import { Webhook } from 'standardwebhooks';
import { standardWebhooks } from '../../../../core/channels/standard-webhooks.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const webhookSignedAt = new Date('2026-03-02T09:14:06Z');
const signedWebhook = (body: Buffer | string): Delivery => ({
  headers: {
    'webhook-id': 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
    'webhook-timestamp': String(webhookSignedAt.getTime() / 1_000),
    'webhook-signature': new Webhook(webhookSecret).sign(
      'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
      webhookSignedAt,
      Buffer.from(body).toString(),
    ),
  },
  body: Buffer.from(body),
});

const webhookGood = signedWebhook(fixture('standard-webhooks.json'));
const webhookSignature = webhookGood.headers['webhook-signature'] ?? '';
const standardWebhooksExample: Example = {
  channel: standardWebhooks,
  source: sourceOf({ id: 'app-feedback', channel: 'standard-webhooks' }),
  secret: webhookSecret,
  signedAtMs: webhookSignedAt.getTime(),
  isTimed: true,
  covers: 'body',
  good: webhookGood,
  empty: signedWebhook(''),
  broken: signedWebhook('{"type":'),
  ignored: signedWebhook('{"type":"app.opened","timestamp":"2026-03-02T09:14:05Z","data":{"id":"a1"}}'),
  unproven: withoutEach(webhookGood, 'webhook-id', 'webhook-timestamp', 'webhook-signature'),
  corrected: signedWebhook(
    fixture('standard-webhooks.json')
      .toString()
      .replace(/"timestamp": *"[^"]+"/, '"timestamp": "2026-03-03T09:00:00Z"'),
  ),
  timeless: Buffer.from('{"data":{"id":"fb_7Q2","updatedAt":"2026-03-02T09:14:05Z","nps":4}}'),
  disguised: [
    dressed(webhookGood, { 'webhook-signature': webhookSignature.replace('v1,', 'v1a,') }),
    dressed(webhookGood, { 'webhook-signature': webhookSignature.replace('v1,', '') }),
    dressed(webhookGood, { 'webhook-id': 'msg_another' }),
  ],
};

export const examples = { 'standard-webhooks': standardWebhooksExample };
