import { sign } from '@octokit/webhooks-methods';
import { meta } from '../../../../core/channels/meta.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const secret = 'meta-app-secret';
const sample = fixture('meta.json').toString();

// Meta signs as GitHub does, whose package signs no empty body.
const signedMeta = async (body: string): Promise<Delivery> => ({
  headers: { 'x-hub-signature-256': await sign(secret, body) },
  body: Buffer.from(body),
});

// printf 'listening-path path token' | openssl dgst -sha256 -hmac meta-app-secret | cut -c1-32
const verifyToken = 'a340cfeb1a8585c2da582c92b528e523';
const asked = (query: string): Delivery => ({
  method: 'GET',
  headers: {},
  body: Buffer.alloc(0),
  url: `https://listen.faromovil.example/hooks/page?${query}`,
});

const good = await signedMeta(sample);
const signature = good.headers['x-hub-signature-256'] ?? '';

const metaExample: Example = {
  channel: meta,
  source: sourceOf({ id: 'page', channel: 'meta', medium: 'social', solicited: false }),
  secret,
  signedAtMs: Date.parse('2026-03-02T09:45:05Z'),
  isTimed: false,
  covers: 'body',
  good,
  broken: await signedMeta('{"object":'),
  ignored: await signedMeta(sample.replaceAll('"add"', '"remove"')),
  unproven: withoutEach(good, 'x-hub-signature-256'),
  corrected: await signedMeta(sample.replaceAll('"add"', '"edited"').replace('Still waiting', 'No longer waiting')),
  batch: { delivery: await signedMeta(sample.replace('"comment_id": "103000000000001_55501",', '')), read: 1 },
  disguised: [
    dressed(good, { 'x-hub-signature-256': signature.replace('sha256=', 'sha1=') }),
    dressed(good, { 'x-hub-signature-256': signature.replace('sha256=', '') }),
  ],
  probes: [
    {
      delivery: asked(`hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${verifyToken}`),
      answer: { status: 200, headers: { 'content-type': 'text/plain' }, body: '1158201444' },
    },
    {
      delivery: asked('hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meta-app-secret'),
      answer: { status: 403 },
    },
    { delivery: asked('hub.mode=subscribe&hub.challenge=1158201444'), answer: { status: 403 } },
  ],
};

const messages = fixture('meta-messages.json').toString();

const messagesExample: Example = {
  ...metaExample,
  good: await signedMeta(messages),
  ignored: await signedMeta(messages.replaceAll('"message"', '"reaction"')),
  corrected: await signedMeta(messages.replace('"time": 1772444710250', '"time": 1772444711250')),
  disguised: [],
};

export const examples = { meta: metaExample, 'meta messages': messagesExample };
