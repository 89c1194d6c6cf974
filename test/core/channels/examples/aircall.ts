import { aircall } from '../../../../core/channels/aircall.ts';
import { type Delivery, type Example, sourceOf } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const sample = fixture('aircall.json').toString();
const token = 'aircall-shared-token-for-tests';
const posted = (body: string): Delivery => ({
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(body),
});

const aircallExample: Example = {
  channel: aircall,
  source: sourceOf({ id: 'phone-lines', channel: 'aircall', medium: 'phone', solicited: false }),
  secret: token,
  signedAtMs: Date.parse('2026-03-02T09:40:10Z'),
  isTimed: false,
  covers: 'sender',
  good: posted(sample),
  ignored: posted(sample.replace('call.ended', 'call.created')),
  unproven: [posted('{"event":"call.ended"}'), posted(sample.replace(`"${token}"`, 'null')), posted('[]')],
  disguised: [
    posted(sample.replace(token, '')),
    posted(`{"event":"call.ended","data":{"id":1,"token":"${token}"}}`),
    { ...posted('{"event":"call.ended"}'), headers: { authorization: `Bearer ${token}` } },
    posted(`{"token":"${token}"`),
    posted(''),
  ],
};

export const examples = { aircall: aircallExample };
