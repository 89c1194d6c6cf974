import { intercom } from '../../../../core/channels/intercom.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// openssl dgst -sha1 -hmac ic-secret intercom.json
const signedIntercom = (body: Buffer | string, hex: string): Delivery => ({
  headers: { 'x-hub-signature': `sha1=${hex}` },
  body: Buffer.from(body),
});

const rating = fixture('intercom.json').toString();
const good = signedIntercom(rating, 'd023850f2cf429aa7d955695dab98d27299a5d0f');

const intercomExample: Example = {
  channel: intercom,
  source: sourceOf({ id: 'messenger', channel: 'intercom', medium: 'chat', solicited: false }),
  secret: 'ic-secret',
  signedAtMs: Date.parse('2026-03-02T09:31:41Z'),
  isTimed: false,
  covers: 'body',
  good,
  empty: signedIntercom('', 'a1b78106affaf9c81e91da12b606ed1876d523ff'),
  broken: signedIntercom('{"topic":', 'afe25baa4e63975ac19e4067dc09151080c861d5'),
  ignored: signedIntercom(fixture('intercom-ping.json'), '56e5c64190077ceb82e5c2a8aba9430872a18818'),
  unproven: withoutEach(good, 'x-hub-signature'),
  corrected: signedIntercom(
    rating.replace('"created_at": 1772443900', '"created_at": 1772447500'),
    '21ab45eb35032792c8ace6c10438b793278961a0',
  ),
  beside: signedIntercom(
    rating.replace('conversation.rating.added', 'conversation.admin.closed'),
    'b5512fe4d89d85b59daf1d43cac0363c34d3e33f',
  ),
  disguised: [
    dressed(good, { 'x-hub-signature': 'd023850f2cf429aa7d955695dab98d27299a5d0f' }),
    dressed(good, { 'x-hub-signature': 'sha256=d023850f2cf429aa7d955695dab98d27299a5d0f' }),
  ],
  probes: [{ delivery: { method: 'HEAD', headers: {}, body: Buffer.alloc(0) }, answer: { status: 200 } }],
};

export const examples = { intercom: intercomExample };
