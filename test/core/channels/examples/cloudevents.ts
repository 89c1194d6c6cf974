import { cloudevents } from '../../../../core/channels/cloudevents.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// (printf '1772442902.'; cat cloudevents.json) | openssl dgst -sha256 -hmac ce-secret
const signedEvent = (body: Buffer | string, hex: string): Delivery => ({
  headers: {
    'content-type': 'application/cloudevents+json; charset=utf-8',
    'x-timestamp': '1772442902',
    'x-signature': `sha256=${hex}`,
  },
  body: Buffer.from(body),
});

const good = signedEvent(
  fixture('cloudevents.json'),
  '6accf0b87371cf64842a4c494f3393df59531a011c48cdeb1894b6c4c1c2b2b2',
);

const validation = (origin: string): Delivery => ({
  method: 'OPTIONS',
  headers: { 'webhook-request-origin': origin, 'webhook-request-rate': '120' },
  body: Buffer.alloc(0),
});
const permission = (origin: string) => ({
  status: 200,
  headers: { allow: 'POST', 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' },
});

const cloudeventsExample: Example = {
  channel: cloudevents,
  source: sourceOf({ id: 'kiosks', channel: 'cloudevents', medium: 'store' }),
  secret: 'ce-secret',
  signedAtMs: 1_772_442_902_000,
  isTimed: true,
  covers: 'body',
  good,
  empty: signedEvent('', 'ef35f63cb3326123a7c6ce13085137ba94f662dccaf89cc4148512271bc70345'),
  broken: signedEvent('{"specversion":', '9ea564fa4c33ab657c4c541799c30ed9cb485a2c765fe0a7a0d2dc460bdf7fa3'),
  ignored: signedEvent(
    '{"specversion":"1.0","id":"evt-8","source":"/kiosk/lyon-3","type":"org.example.kiosk.restarted"}',
    '08f81dedeea1891a3ade5c6d3cc070b8744e869a98ab212833791a3abfeb8686',
  ),
  unproven: withoutEach(good, 'x-timestamp', 'x-signature'),
  disguised: [
    dressed(good, { 'x-signature': good.headers['x-signature']?.replace('sha256=', 'sha1=') ?? '' }),
    dressed(good, { 'x-timestamp': '1772442903' }),
  ],
  batch: {
    delivery: signedEvent(
      fixture('cloudevents-batch.json').toString().replace(/\]\n$/, ',{"id":"evt-3"}]'),
      'd944b943bb31dee266af566770e75445fc3e15fa57370e469299d5245c5c6587',
    ),
    read: 2,
  },
  probes: ['eventemitter.example.com', 'https://events.example.org:8443'].map((origin) => ({
    delivery: validation(origin),
    answer: permission(origin),
  })),
};

export const examples = { cloudevents: cloudeventsExample };
