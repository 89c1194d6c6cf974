import { tally } from '../../../../core/channels/tally.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// openssl dgst -sha256 -hmac tally-secret -binary tally.json | base64
const signedTally = (body: Buffer | string, base64: string): Delivery => ({
  headers: { 'tally-signature': base64 },
  body: Buffer.from(body),
});

const good = signedTally(fixture('tally.json'), 'nnt1XEHOOL3i6cX74qStWwzAClaAuZVFNXe9/mNtGBA=');

const tallyExample: Example = {
  channel: tally,
  source: sourceOf({
    id: 'visit-survey',
    channel: 'tally',
    questions: { question_mKVGEQ: 'rating', question_3X0MB8: 'ces', 'What happened?': 'text' },
  }),
  secret: 'tally-secret',
  signedAtMs: Date.parse('2026-03-02T09:27:31Z'),
  isTimed: false,
  covers: 'body',
  good,
  empty: signedTally('', 'mIZv+AFmWtBy4Fyhk+uJ1D/BQ/Dlh/ZyxN81fR4yfBM='),
  broken: signedTally('{"eventType":', '+qeKz2QaJV2sRaYGTEyYodF1yvFPc5mgS9mhtTOsyys='),
  ignored: signedTally('{"eventType":"FORM_OPENED"}', 'Fo+NvNqMMWLsRcMQqL444Nq4GKDauY2g/oduW8OymbA='),
  unproven: withoutEach(good, 'tally-signature'),
  disguised: [dressed(good, { 'tally-signature': 'sha256=nnt1XEHOOL3i6cX74qStWwzAClaAuZVFNXe9/mNtGBA=' })],
};

export const examples = { tally: tallyExample };
