import { readFileSync } from 'node:fs';
import { Webhook } from 'standardwebhooks';
import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { generic } from '../../../core/channels/generic.ts';
import { standardWebhooks } from '../../../core/channels/standard-webhooks.ts';
import { twilio } from '../../../core/channels/twilio.ts';
import { typeform } from '../../../core/channels/typeform.ts';
import { zendesk } from '../../../core/channels/zendesk.ts';
import { type Delivery, type Example, sourceOf } from './channel-contract.ts';

/**
 * One example per channel, signed by somebody else: the vendor's own package where there is one, else the `openssl`
 * command over the bytes of the fixture.
 */

export const fixture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/channels/${name}`, import.meta.url));

// (printf '1772443260.'; cat generic.json) | openssl dgst -sha256 -hmac gen-secret
const signedGeneric = (body: Buffer | string, hex: string): Delivery => ({
  headers: { 'x-timestamp': '1772443260', 'x-signature': `sha256=${hex}` },
  body: Buffer.from(body),
});

const genericExample: Example = {
  channel: generic,
  source: sourceOf({ id: 'own-systems', channel: 'generic' }),
  secret: 'gen-secret',
  signedAtMs: 1_772_443_260_000,
  isTimed: true,
  good: signedGeneric(fixture('generic.json'), '60cb5abc0553225745c6a94253e6d60b2dff0312a8ac1616c6afdd03fc6a34cb'),
  empty: signedGeneric('', '82149b0c3966de01b0b1883eb1f610e319d305b7459daf91cd00a1606b906ad0'),
  broken: signedGeneric('{"id":', '55a4c88174d47a7cb757d51cdaa9da98939625e1436d5a360c5a56ab6d7eeb75'),
  ignored: signedGeneric('[]', '29fc1a27be62140fce8b076a3c76d61f97cc64091b8275d74dd4bd3914f1254d'),
  proof: ['x-timestamp', 'x-signature'],
  disguises: [
    { 'x-signature': 'sha1=60cb5abc0553225745c6a94253e6d60b2dff0312a8ac1616c6afdd03fc6a34cb' },
    { 'x-signature': '60cb5abc0553225745c6a94253e6d60b2dff0312a8ac1616c6afdd03fc6a34cb' },
    { 'x-timestamp': '1772443261' },
  ],
};

const webhookSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const webhookSignedAt = new Date('2026-03-02T09:14:06Z');
const signedWebhook = (body: Buffer | string): Delivery => ({
  headers: {
    'webhook-id': 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
    'webhook-timestamp': String(webhookSignedAt.getTime() / 1_000),
    'webhook-signature': new Webhook(webhookSecret).sign(
      'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W',
      webhookSignedAt,
      Buffer.from(body).toString(),
    ),
  },
  body: Buffer.from(body),
});

const webhookGood = signedWebhook(fixture('standard-webhooks.json'));
const webhookSignature = webhookGood.headers['webhook-signature'] ?? '';
const standardWebhooksExample: Example = {
  channel: standardWebhooks,
  source: sourceOf({ id: 'app-feedback', channel: 'standard-webhooks' }),
  secret: webhookSecret,
  signedAtMs: webhookSignedAt.getTime(),
  isTimed: true,
  good: webhookGood,
  empty: signedWebhook(''),
  broken: signedWebhook('{"type":'),
  ignored: signedWebhook('{"type":"app.opened","timestamp":"2026-03-02T09:14:05Z","data":{"id":"a1"}}'),
  proof: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
  disguises: [
    { 'webhook-signature': webhookSignature.replace('v1,', 'v1a,') },
    { 'webhook-signature': webhookSignature.replace('v1,', '') },
    { 'webhook-id': 'msg_another' },
  ],
};

// openssl dgst -sha256 -hmac tf-secret -binary typeform.json | base64
const signedTypeform = (body: Buffer | string, base64: string): Delivery => ({
  headers: { 'typeform-signature': `sha256=${base64}` },
  body: Buffer.from(body),
});

const typeformExample: Example = {
  channel: typeform,
  source: sourceOf({
    id: 'joining-survey',
    channel: 'typeform',
    questions: { why: 'text', csat: 'csat', mail: 'email' },
  }),
  secret: 'tf-secret',
  signedAtMs: Date.parse('2026-03-02T09:12:41Z'),
  isTimed: false,
  good: signedTypeform(fixture('typeform.json'), '1jggyxNcLpWcVmtUZqnDOEhf4l9TAxca8kLU8ydtELE='),
  empty: signedTypeform('', 'p6EdKeXk1zveooXEA2E3GQANrxy5DmCkLfAVK9dJq7g='),
  broken: signedTypeform('{"event_type":', 'KF03BjFkjBCPEmx43bLII8IVG786g86i7Ha81XR+o98='),
  ignored: signedTypeform('{"event_type":"form_response_partial"}', 'COSgQw1PJL8txsGGFXyJ6p79qkSlsy8FMutTQCu6XyQ='),
  proof: ['typeform-signature'],
  disguises: [
    { 'typeform-signature': 'sha1=1jggyxNcLpWcVmtUZqnDOEhf4l9TAxca8kLU8ydtELE=' },
    { 'typeform-signature': '1jggyxNcLpWcVmtUZqnDOEhf4l9TAxca8kLU8ydtELE=' },
  ],
};

// (printf '2026-03-02T09:31:00Z'; cat zendesk.json) | openssl dgst -sha256 -hmac zd-secret -binary | base64
const signedZendesk = (body: Buffer | string, base64: string): Delivery => ({
  headers: {
    'x-zendesk-webhook-signature-timestamp': '2026-03-02T09:31:00Z',
    'x-zendesk-webhook-signature': base64,
  },
  body: Buffer.from(body),
});

const zendeskExample: Example = {
  channel: zendesk,
  source: sourceOf({ id: 'help-desk-tickets', channel: 'zendesk', medium: 'email' }),
  secret: 'zd-secret',
  signedAtMs: Date.parse('2026-03-02T09:31:00Z'),
  isTimed: true,
  good: signedZendesk(fixture('zendesk.json'), 'WESbcTA40r6oFJbFnmGtJDrgVYYdEKPIZQOTZIwhyb0='),
  empty: signedZendesk('', 'G41oJjKCI1CJag1isWYRn2XE7tOD0nIdB0c+O0OdP98='),
  broken: signedZendesk('{"type":', 'qOV1twTRrHHCkY7Bkqts2tiU4hLpkTyyCyd9Ec7Ez2A='),
  ignored: signedZendesk(
    '{"type":"zen:event-type:ticket.tags_changed"}',
    'vOJioMaUC8ITJiqBpyI//t5jPj4pPDUl3ZM2W/9dZh0=',
  ),
  proof: ['x-zendesk-webhook-signature-timestamp', 'x-zendesk-webhook-signature'],
  disguises: [{ 'x-zendesk-webhook-signature-timestamp': '2026-03-02T09:31:01Z' }],
};

const zendeskTriggerExample: Example = {
  ...zendeskExample,
  good: signedZendesk(fixture('zendesk-trigger.json'), 'YTkQLsWYB+BMn7EnV/FlXJR5kY2W7ZpFa6KpOUMpMeM='),
  disguises: [],
};

const twilioToken = '12345678901234567890123456789012';
const twilioUrl = 'https://listen.faromovil.example/hooks/text-messages?from=twilio&note=it%27s';

export const signedTwilioForm = (body: Buffer | string, url = twilioUrl): Delivery => {
  const form = new URLSearchParams(body.toString());
  const params = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name)]));
  return {
    headers: { 'x-twilio-signature': getExpectedTwilioSignature(twilioToken, url, params) },
    body: Buffer.from(body),
    url,
  };
};

export const signedTwilioJson = (body: string): Delivery => {
  const url = `${twilioUrl}&bodySHA256=${getExpectedBodyHash(body)}`;
  const headers = { 'x-twilio-signature': getExpectedTwilioSignature(twilioToken, url, {}) };
  return { headers, body: Buffer.from(body), url };
};

const twilioExample: Example = {
  channel: twilio,
  source: sourceOf({ id: 'text-messages', channel: 'twilio', medium: 'sms', solicited: false }),
  secret: twilioToken,
  signedAtMs: Date.parse('2026-03-02T09:35:02Z'),
  isTimed: false,
  good: signedTwilioForm(fixture('twilio-sms.txt')),
  empty: signedTwilioForm(''),
  broken: signedTwilioJson('{"AccountSid":'),
  ignored: signedTwilioForm(fixture('twilio-sms.txt').toString().replace('=received', '=delivered')),
  proof: ['x-twilio-signature'],
  disguises: [],
};

export const examples: Readonly<Record<string, Example>> = {
  generic: genericExample,
  'standard-webhooks': standardWebhooksExample,
  typeform: typeformExample,
  zendesk: zendeskExample,
  'zendesk trigger': zendeskTriggerExample,
  twilio: twilioExample,
  'twilio voice': { ...twilioExample, good: signedTwilioForm(fixture('twilio-voice.txt')) },
};

export const exampleOf = (name: string): Example => {
  const example = examples[name];
  if (example === undefined) throw new Error(`${name}: no example`);
  return example;
};
