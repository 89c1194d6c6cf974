import { qualtrics } from '../../../../core/channels/qualtrics.ts';
import { type Delivery, type Example, sourceOf } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const headers = { 'content-type': 'application/x-www-form-urlencoded' };
const formOf = (fields: Record<string, string>): Delivery => ({
  headers,
  body: Buffer.from(new URLSearchParams({ ...fields, Topic: 'acmecx.surveyengine.completedResponse' }).toString()),
});

const message = new URLSearchParams(fixture('qualtrics.txt').toString()).get('MSG') ?? '';

// printf '%s' "$MSG" | openssl dgst -sha512 -hmac qx-secret
const proof =
  'd8ea3b4ab0932f9c73405ba5f996b835d10a4029c623aeecd99904cf783a26d02950e902ea366f4d5438d347eca7110d92b860b9c04d515e760f95f2c26cd9b6';
const good: Delivery = {
  headers,
  body: Buffer.from(fixture('qualtrics.txt').toString().replace('REPLACED_BY_TEST', proof)),
};

// printf 'listening-path path token' | openssl dgst -sha256 -hmac qx-secret | cut -c1-32
const pathToken = 'e9f8fb3410fbd3f2efaf8788563d7caf';
const unsigned: Delivery = { headers, body: fixture('qualtrics-unsigned.txt'), pathToken };

const qualtricsExample: Example = {
  channel: qualtrics,
  source: sourceOf({
    id: 'store-survey',
    channel: 'qualtrics',
    api: 'https://fra1.qualtrics.com',
    questions: { QID1: 'nps', QID2: 'csat', QID3: 'attribute', QID4_TEXT: 'text', store: 'touchpoint' },
  }),
  secret: 'qx-secret',
  signedAtMs: Date.parse('2026-03-02T16:22:12Z'),
  isTimed: false,
  // MSG is signed, the topic beside it is not.
  covers: 'sender',
  good,
  empty: formOf({
    HMAC: 'eda9add42e2cd1d60462c1c1fdb582c22a8295c5313427e9941d3fce105a3d0b013b6fd3efb0891f525c9c75576efa2b06091f05f057797a464d4b4fda5525e6',
    MSG: '',
  }),
  broken: formOf({
    HMAC: 'ffa4fa6502d121952ef513bdf7f724a910fd75bbd2c7afaaec6dca966ad536d436651e49816ef3c77940de7ca6c6ddf483438ef6d363d27ede343f41ca63213d',
    MSG: '{"Status":',
  }),
  ignored: formOf({
    HMAC: 'c8b38958e754338f936a20c5fb7faabcab7227253bbe7afcf69e85758be6153697ffb780048423a7ac5fb509b5bb7211ee5fcaaef0acc4683f0b1a917d594cbf',
    MSG: '{"Status":"Active","SurveyID":"SV_3xQm1ZkP0aTbLcd"}',
  }),
  unproven: [formOf({ MSG: message }), formOf({ HMAC: proof })],
  disguised: [
    formOf({ HMAC: proof, MSG: `${message} ` }),
    formOf({ HMAC: proof.slice(0, 64), MSG: message }),
    { ...formOf({ HMAC: '', MSG: message }), pathToken },
  ],
  probes: [{ delivery: { method: 'GET', headers: {}, body: Buffer.alloc(0) }, answer: { status: 200 } }],
};

const { empty: _empty, broken: _broken, ...whole } = qualtricsExample;

const unsignedExample: Example = {
  ...whole,
  good: unsigned,
  ignored: { headers, body: Buffer.from('Status=Active&SurveyID=SV_3xQm1ZkP0aTbLcd'), pathToken },
  unproven: [{ headers, body: unsigned.body }],
  disguised: [{ ...unsigned, pathToken: 'qx-secret' }],
};

export const examples = { qualtrics: qualtricsExample, 'qualtrics unsigned': unsignedExample };
