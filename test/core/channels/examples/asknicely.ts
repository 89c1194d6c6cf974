import { asknicely } from '../../../../core/channels/asknicely.ts';
import { type Delivery, dressed, type Example, sourceOf, without } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const sample = fixture('asknicely.json').toString();

// printf 'listening-path path token' | openssl dgst -sha256 -hmac an-secret | cut -c1-32
const posted = (body: string): Delivery => ({
  headers: { 'content-type': 'application/json', 'x-listening-path-secret': 'an-secret' },
  body: Buffer.from(body),
  pathToken: '31a6d655790f940b6850af9f6208bf4f',
});

const good = posted(sample);
const { pathToken: _, ...withoutPathToken } = good;

const asknicelyExample: Example = {
  channel: asknicely,
  source: sourceOf({ id: 'shop-survey', channel: 'asknicely', medium: 'store', questions: { score: 'csat' } }),
  secret: 'an-secret',
  signedAtMs: Date.parse('2026-03-02T09:00:05Z'),
  isTimed: false,
  covers: 'sender',
  good,
  empty: posted(''),
  broken: posted('{"count":'),
  ignored: posted('{"count": 1, "question": {"id": "346771", "sent": "1772440000"}}'),
  unproven: [withoutPathToken, without(good, 'x-listening-path-secret')],
  corrected: posted(sample.replace('"count": 1', '"count": 10').replace('"score": "3"', '"score": "4"')),
  timeless: Buffer.from(sample.replace('"responded"', '"-"')),
  disguised: [
    { ...good, pathToken: 'an-secret' },
    dressed(good, { 'x-listening-path-secret': '31a6d655790f940b6850af9f6208bf4f' }),
    dressed(good, { 'x-listening-path-secret': '' }),
  ],
};

export const examples = { asknicely: asknicelyExample };
