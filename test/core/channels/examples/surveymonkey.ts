import { surveymonkey } from '../../../../core/channels/surveymonkey.ts';
import { type Delivery, dressed, type Example, sourceOf, withoutEach } from '../channel-contract.ts';
import { fixture } from '../fixture.ts';

// openssl dgst -sha1 -hmac 'sm-client&sm-secret' -binary surveymonkey.json | base64
const signedSurveymonkey = (body: Buffer | string, base64: string): Delivery => ({
  headers: { 'sm-apikey': 'sm-client', 'sm-signature': base64 },
  body: Buffer.from(body),
});

const good = signedSurveymonkey(fixture('surveymonkey.json'), 'fi+mRbiAwgatvNv27lAdQ6nDsy4=');

const surveymonkeyExample: Example = {
  channel: surveymonkey,
  source: sourceOf({
    id: 'delivery-survey',
    channel: 'surveymonkey',
    questions: { 73575767: 'nps', 73575768: 'csat', 73575770: 'text' },
  }),
  secret: 'sm-client&sm-secret',
  signedAtMs: Date.parse('2026-03-02T09:21:32Z'),
  isTimed: false,
  covers: 'body',
  good,
  empty: signedSurveymonkey('', 'A1jBRYr7ekNEsZWl4t/y4D+sUkA='),
  broken: signedSurveymonkey('{"event_type":', 'XWMXSlT8u+B1xqCL4l5YCZ42wI0='),
  ignored: signedSurveymonkey('{"event_type":"response_updated"}', 'njaGk5sphd+BQddN8r0h/0kfhjM='),
  unproven: withoutEach(good, 'sm-apikey', 'sm-signature'),
  disguised: [
    dressed(good, { 'sm-apikey': 'another-client' }),
    dressed(good, { 'sm-apikey': '', 'sm-signature': 'sm-client fi+mRbiAwgatvNv27lAdQ6nDsy4=' }),
    dressed(good, { 'sm-signature': 'sha1=fi+mRbiAwgatvNv27lAdQ6nDsy4=' }),
  ],
  probes: [{ delivery: { method: 'HEAD', headers: {}, body: Buffer.alloc(0) }, answer: { status: 200 } }],
};

export const examples = { surveymonkey: surveymonkeyExample };
