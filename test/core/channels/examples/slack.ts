import { slack } from '../../../../core/channels/slack.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// (printf 'v0:1772444801:'; cat slack.json) | openssl dgst -sha256 -hmac slack-secret
const signedSlack = (body: Buffer | string, hex: string): Delivery => ({
  headers: {
    'content-type': 'application/json',
    'x-slack-request-timestamp': '1772444801',
    'x-slack-signature': `v0=${hex}`,
  },
  body: Buffer.from(body),
});

const message = fixture('slack.json').toString();
const good = signedSlack(message, '200ffb89ab3b826099a22a6bbad5bd6644bc92c8a638cb4740f111b008350627');

const slackExample: Example = {
  channel: slack,
  source: sourceOf({ id: 'customer-voices', channel: 'slack', medium: 'chat', questions: { C0FEEDBCK: 'text' } }),
  secret: 'slack-secret',
  signedAtMs: 1_772_444_801_000,
  isTimed: true,
  covers: 'body',
  good,
  empty: signedSlack('', '4e217f4f67fc5349b486cdf32a94d82a2d1ab6997ce0edd08de20906851b7a7a'),
  broken: signedSlack('{"type":', '2f9d3121e3242d69ad45490a908363899931e175077efa3237c8abcbd4e02dd6'),
  ignored: signedSlack(
    message.replace('C0FEEDBCK', 'C0RANDOM1'),
    'cae297a04ea1a55e1b4b4f975b118368f4d2e486db8d2d3f082347d97026d4d3',
  ),
  unproven: withoutEach(good, 'x-slack-request-timestamp', 'x-slack-signature'),
  disguised: [
    dressed(good, { 'x-slack-signature': good.headers['x-slack-signature']?.replace('v0=', 'v1=') ?? '' }),
    dressed(good, { 'x-slack-signature': good.headers['x-slack-signature']?.replace('v0=', '') ?? '' }),
    dressed(good, { 'x-slack-request-timestamp': '1772444802' }),
  ],
  probes: [
    {
      delivery: {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: Buffer.from('token=deprecated-verification-token&ssl_check=1'),
      },
      answer: { status: 200 },
    },
  ],
  challenges: [
    {
      delivery: signedSlack(
        fixture('slack-challenge.json'),
        '4d8c0fe1fe916a9d0d80734a0262a19cceff93529b82791a231cabdd9daa941f',
      ),
      answer: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"challenge":"acme-challenge-7Qk2vN5xR8tW1zB4"}',
      },
    },
  ],
};

export const examples = { slack: slackExample };
