import { front } from '../../../../core/channels/front.ts';
import { type Delivery, dressed, type Example, sourceOf, without, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// (printf '1772444502000:'; cat front.json) | openssl dgst -sha256 -hmac front-secret -binary | base64
const signedFront = (body: Buffer | string, base64: string): Delivery => ({
  headers: { 'x-front-request-timestamp': '1772444502000', 'x-front-signature': base64 },
  body: Buffer.from(body),
});

const good = signedFront(fixture('front.json'), '01+X+UVKQLeEseFhkG0/0oNiu8mCfszSv01O5fAdj1I=');

const frontExample: Example = {
  channel: front,
  source: sourceOf({ id: 'shared-inbox', channel: 'front', medium: 'email', solicited: false }),
  secret: 'front-secret',
  signedAtMs: 1_772_444_502_000,
  isTimed: true,
  covers: 'body',
  good,
  empty: signedFront('', 'tpCmIuyJ8abi1GUF+t21prJOXwecdg3BRA5hIRPrdlQ='),
  broken: signedFront('{"type":', '3T3/1hB5XJMQ+Zi7ycnFgwypsnQ8fbJTczc801yaebE='),
  ignored: signedFront('{"type":"outbound_sent"}', '16mJHoPNjHHs27/fjt/9M/EZ7j5WQLqeSHZvsFkndOY='),
  unproven: withoutEach(good, 'x-front-request-timestamp', 'x-front-signature'),
  disguised: [
    dressed(good, { 'x-front-request-timestamp': '1772444502' }),
    // As a rule webhook signs: openssl dgst -sha1 -hmac front-secret -binary front.json | base64
    dressed(without(good, 'x-front-request-timestamp'), { 'x-front-signature': 'be/XujdrZWdMmQb1jOvA/KL0emQ=' }),
    dressed(good, { 'x-front-signature': 'be/XujdrZWdMmQb1jOvA/KL0emQ=' }),
  ],
  challenges: [
    {
      delivery: dressed(
        signedFront(
          '{"type":"sync","authorization":{"id":"cmp_9acme"}}',
          'fgZdpcaKeHfQq2ewodHX08D9Uow/rqrEdEAPK2aZPpo=',
        ),
        { 'x-front-challenge': 'b0c41d7e9a2b84f1' },
      ),
      answer: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'b0c41d7e9a2b84f1' },
    },
  ],
};

export const examples = { front: frontExample };
