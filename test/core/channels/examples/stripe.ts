import { Stripe } from 'stripe';
import { stripe } from '../../../../core/channels/stripe.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const secret = 'whsec_0c41d7e9a2b84f16b3d5e8f7a6c9b012';
const signedAtMs = 1_772_444_955_000;
const sample = fixture('stripe.json').toString();

const signedStripe = (payload: string): Delivery => ({
  headers: {
    'stripe-signature': Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: signedAtMs / 1_000 }),
  },
  body: Buffer.from(payload),
});

const good = signedStripe(sample);
const signature = good.headers['stripe-signature'] ?? '';

const stripeExample: Example = {
  channel: stripe,
  source: sourceOf({ id: 'payments', channel: 'stripe' }),
  secret,
  signedAtMs,
  isTimed: true,
  covers: 'body',
  good,
  empty: signedStripe(''),
  broken: signedStripe('{"type":'),
  ignored: signedStripe('{"type":"customer.created"}'),
  unproven: [...withoutEach(good, 'stripe-signature'), dressed(good, { 'stripe-signature': 't=1772444955' })],
  corrected: signedStripe(sample.replace('"created": 1772444950', '"created": 1772444960')),
  disguised: [
    dressed(good, { 'stripe-signature': signature.replace('v1=', 'v0=') }),
    dressed(good, { 'stripe-signature': signature.replace('t=1772444955', 't=1772444956') }),
    dressed(good, { 'stripe-signature': `${signature},t=1772444956` }),
    dressed(good, { 'stripe-signature': signature.replaceAll('=', ':') }),
  ],
};

export const examples = { stripe: stripeExample };
