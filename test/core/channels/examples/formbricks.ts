import { Webhook } from 'standardwebhooks';
import { formbricks } from '../../../../core/channels/formbricks.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

const secret = 'whsec_Zm9ybWJyaWNrcyBzaWduaW5nIHNlY3JldA==';
const signedAt = new Date('2026-03-02T09:25:45Z');
const id = '4f1d0f6c2b7d5a8e9c3b1a2f4e6d8c0b9a7f5e3d1c2b4a6f8e0d9c7b5a3f1e2d';

const signedResponse = (body: Buffer | string): Delivery => ({
  headers: {
    'webhook-id': id,
    'webhook-timestamp': String(signedAt.getTime() / 1_000),
    'webhook-signature': new Webhook(secret).sign(id, signedAt, body.toString()),
  },
  body: Buffer.from(body),
});

const response = fixture('formbricks.json').toString();
const good = signedResponse(response);

const formbricksExample: Example = {
  channel: formbricks,
  source: sourceOf({ id: 'in-app-survey', channel: 'formbricks', questions: { q_nps: 'nps', q_why: 'text' } }),
  secret,
  signedAtMs: signedAt.getTime(),
  isTimed: true,
  covers: 'body',
  good,
  empty: signedResponse(''),
  broken: signedResponse('{"event":'),
  ignored: signedResponse(response.replace('responseFinished', 'responseUpdated')),
  unproven: withoutEach(good, 'webhook-id', 'webhook-timestamp', 'webhook-signature'),
  corrected: signedResponse(response.replace('"updatedAt": "2026-03-02T09:25:44', '"updatedAt": "2026-03-02T09:31:00')),
  disguised: [
    dressed(good, { 'webhook-signature': good.headers['webhook-signature']?.replace('v1,', 'v1a,') ?? '' }),
    dressed(good, { 'webhook-id': 'another' }),
  ],
};

export const examples = { formbricks: formbricksExample };
