import { Signature } from '@hubspot/api-client/lib/src/utils/signature.js';
import { hubspot } from '../../../../core/channels/hubspot.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const secret = 'cfc68c0b-4b4e-4ef8-b764-95350e4ea479';
const url = 'https://listen.faromovil.example/hooks/crm';
const signedAtMs = Date.parse('2026-03-02T09:34:00Z');

const signedHubspot = (body: Buffer | string, version = 'v3'): Delivery => {
  const options = { signature: '', clientSecret: secret, url, requestBody: body.toString(), timestamp: signedAtMs };
  const header = version === 'v3' ? 'x-hubspot-signature-v3' : 'x-hubspot-signature';
  return {
    url,
    headers: {
      'x-hubspot-request-timestamp': String(signedAtMs),
      'x-hubspot-signature-version': version,
      [header]: Signature.getSignature('POST', version, options),
    },
    body: Buffer.from(body),
  };
};

const good = signedHubspot(fixture('hubspot.json'));

const hubspotExample: Example = {
  channel: hubspot,
  source: sourceOf({ id: 'crm', channel: 'hubspot' }),
  secret,
  signedAtMs,
  isTimed: true,
  covers: 'body',
  good,
  empty: signedHubspot(''),
  broken: signedHubspot('[{"subscriptionType":'),
  ignored: signedHubspot('[{"subscriptionType":"contact.creation"},{"subscriptionType":"deal.deletion"}]'),
  unproven: [
    ...withoutEach(good, 'x-hubspot-signature-v3', 'x-hubspot-request-timestamp'),
    signedHubspot(good.body, 'v1'),
    signedHubspot(good.body, 'v2'),
  ],
  disguised: [
    dressed(good, { 'x-hubspot-request-timestamp': String(signedAtMs + 1) }),
    dressed(good, { 'x-hubspot-signature-v3': signedHubspot(good.body, 'v1').headers['x-hubspot-signature'] ?? '' }),
    { ...good, url: `${url}?` },
    { ...good, method: 'PUT' },
  ],
  batch: {
    delivery: signedHubspot(fixture('hubspot.json').toString().replace('"objectId": 550012', '"objectId": "../x"')),
    read: 2,
  },
};

export const examples = { hubspot: hubspotExample };
