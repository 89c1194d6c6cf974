import { chatwoot } from '../../../../core/channels/chatwoot.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// (printf '1772444412.'; cat chatwoot.json) | openssl dgst -sha256 -hmac cw-secret
const signedChatwoot = (body: Buffer | string, hex: string): Delivery => ({
  headers: { 'x-chatwoot-timestamp': '1772444412', 'x-chatwoot-signature': `sha256=${hex}` },
  body: Buffer.from(body),
});

// printf 'listening-path path token' | openssl dgst -sha256 -hmac cw-secret | cut -c1-32
const unsigned = ({ body }: Delivery): Delivery => ({
  headers: {},
  body,
  pathToken: '8443c8979c1e38f12759103b34d2962a',
});

const goodHex = '80f2fcdf9810a4316faf4e9b0fbca906fbc88d5af90f4c1150141ebe589c7e3e';
const good = signedChatwoot(fixture('chatwoot.json'), goodHex);
const empty = signedChatwoot('', '3c7f57ed872120cac47400a77bc5ffa96e54d8fc0516c91c979e5862166d0f23');
const broken = signedChatwoot('{"event":', '22673f220aefb7f2e302085f0767e548f391ace0a2be12a9bde052958feda499');
const ignored = signedChatwoot(
  '{"event":"conversation_status_changed"}',
  '77f7edfb0c30e215f3bb692b5f3ea96cd3483eb52c15e9153b97675dc8e1f4d5',
);
const corrected = signedChatwoot(
  fixture('chatwoot.json')
    .toString()
    .replace('1772444411.1234', '1772444450.5')
    .replace('"The bot kept looping."', '"The bot kept looping, twice."'),
  '6de02e9dc71b1aaeaf2fddcf42be792ebcbcfe73d91986c9596349c8f5029771',
);
const beside = signedChatwoot(
  fixture('chatwoot-message.json'),
  '5ab1a9e64bd0fb74f094463f202429467d97175475f5e848fe6f406543fcee29',
);

const chatwootExample: Example = {
  channel: chatwoot,
  source: sourceOf({ id: 'site-chat', channel: 'chatwoot', medium: 'chat' }),
  secret: 'cw-secret',
  signedAtMs: 1_772_444_412_000,
  isTimed: true,
  covers: 'body',
  good,
  empty,
  broken,
  ignored,
  unproven: withoutEach(good, 'x-chatwoot-timestamp', 'x-chatwoot-signature'),
  corrected,
  beside,
  disguised: [
    dressed(good, { 'x-chatwoot-timestamp': '1772444413' }),
    dressed(good, { 'x-chatwoot-signature': goodHex }),
    { ...dressed(good, { 'x-chatwoot-signature': `sha1=${goodHex}` }), pathToken: '8443c8979c1e38f12759103b34d2962a' },
  ],
};

const unsignedExample: Example = {
  ...chatwootExample,
  isTimed: false,
  covers: 'sender',
  good: unsigned(good),
  empty: unsigned(empty),
  broken: unsigned(broken),
  ignored: unsigned(ignored),
  unproven: [{ headers: {}, body: good.body }],
  corrected: unsigned(corrected),
  beside: unsigned(beside),
  disguised: [{ ...unsigned(good), pathToken: 'cw-secret' }],
};

export const examples = { chatwoot: chatwootExample, 'chatwoot unsigned': unsignedExample };
