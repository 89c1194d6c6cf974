import { typeform } from '../../../../core/channels/typeform.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// openssl dgst -sha256 -hmac tf-secret -binary typeform.json | base64
const signedTypeform = (body: Buffer | string, base64: string): Delivery => ({
  headers: { 'typeform-signature': `sha256=${base64}` },
  body: Buffer.from(body),
});

const good = signedTypeform(fixture('typeform.json'), '1jggyxNcLpWcVmtUZqnDOEhf4l9TAxca8kLU8ydtELE=');

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
  covers: 'body',
  good,
  empty: signedTypeform('', 'p6EdKeXk1zveooXEA2E3GQANrxy5DmCkLfAVK9dJq7g='),
  broken: signedTypeform('{"event_type":', 'KF03BjFkjBCPEmx43bLII8IVG786g86i7Ha81XR+o98='),
  ignored: signedTypeform('{"event_type":"form_response_partial"}', 'COSgQw1PJL8txsGGFXyJ6p79qkSlsy8FMutTQCu6XyQ='),
  unproven: withoutEach(good, 'typeform-signature'),
  disguised: [
    dressed(good, { 'typeform-signature': 'sha1=1jggyxNcLpWcVmtUZqnDOEhf4l9TAxca8kLU8ydtELE=' }),
    dressed(good, { 'typeform-signature': '1jggyxNcLpWcVmtUZqnDOEhf4l9TAxca8kLU8ydtELE=' }),
  ],
};

export const examples = { typeform: typeformExample };
