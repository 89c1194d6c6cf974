import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { twilio } from '../../../../core/channels/twilio.ts';
import { type Delivery, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

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

const good = signedTwilioForm(fixture('twilio-sms.txt'));

const twilioExample: Example = {
  channel: twilio,
  source: sourceOf({ id: 'text-messages', channel: 'twilio', medium: 'sms', solicited: false }),
  secret: twilioToken,
  signedAtMs: Date.parse('2026-03-02T09:35:02Z'),
  isTimed: false,
  covers: 'body',
  good,
  empty: signedTwilioForm(''),
  broken: signedTwilioJson('{"AccountSid":'),
  ignored: signedTwilioForm(fixture('twilio-sms.txt').toString().replace('=received', '=delivered')),
  unproven: withoutEach(good, 'x-twilio-signature'),
  disguised: [],
};

export const examples = {
  twilio: twilioExample,
  'twilio voice': { ...twilioExample, good: signedTwilioForm(fixture('twilio-voice.txt')) },
};
