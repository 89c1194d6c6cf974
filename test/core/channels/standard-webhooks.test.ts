import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix/dist/webhook.js';
import { describe, expect, it } from 'vitest';
import { standardWebhooks } from '../../../core/channels/standard-webhooks.ts';
import { MalformedBody } from '../../../core/errors.ts';
import { compareRevisions } from '../../../core/signal.ts';
import { requestOf, sourceOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';

const { source, good, secret, signedAtMs } = exampleOf('standard-webhooks');
const read = (
  body: unknown,
  questions = {},
  headers: Record<string, string> = { 'webhook-id': 'msg_1', 'webhook-signature': 'v1,' },
) =>
  standardWebhooks.read(
    requestOf({ headers, body: Buffer.from(JSON.stringify(body)) }, signedAtMs),
    sourceOf({ questions }),
  ).signals;
const verify = (headers: Record<string, string>, secrets = [secret]) =>
  standardWebhooks.verify(requestOf({ ...good, headers }, signedAtMs), secrets);

describe('standard-webhooks', () => {
  it('reads the sample without any question map', () => {
    expect(standardWebhooks.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'app-feedback',
        object: 'fb_7Q2',
        part: 'feedback',
        revision: ['2026-03-02T09:14:05.120Z', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:14:05.120Z',
        customer: { id: 'cus_481', email: 'ines.moreau@example.org' },
        text: 'Livraison en retard, personne ne répond.',
        language: 'fr',
        scores: { nps: 4 },
        measures: {},
        touchpoint: 'delivery',
        attributes: { type: 'feedback.submitted' },
      },
    ]);
  });

  it('accepts Svix headers, and one good signature among others', () => {
    const signature = good.headers['webhook-signature'] ?? '';
    const svix = (value: string) => ({
      'svix-id': good.headers['webhook-id'] ?? '',
      'svix-timestamp': good.headers['webhook-timestamp'] ?? '',
      'svix-signature': value,
    });
    expect(verify(svix(signature))).toBe('ok');
    expect(verify(svix(`v1a,abc v1,bm90IHRoaXM= ${signature}`))).toBe('ok');
    expect(verify({ ...svix(signature), 'webhook-signature': 'v1,bm90IHRoaXM=' })).toBe('missing');
  });

  it('accepts what the svix package signs, under the headers Svix sends', () => {
    const [id, at] = ['msg_svix', new Date(signedAtMs)];
    const headers = {
      'svix-id': id,
      'svix-timestamp': String(signedAtMs / 1_000),
      'svix-signature': new SvixWebhook(secret).sign(id, at, good.body.toString()),
    };
    expect(verify(headers)).toBe('ok');
    expect(verify({ ...headers, 'svix-id': 'msg_another' })).toBe('mismatch');
  });

  it('takes the id from the headers it verified', () => {
    const headers = { 'svix-id': 'msg_svix', 'svix-signature': 'v1,', 'webhook-id': 'msg_added_on_the_way' };
    expect(read({ type: 'a.b', data: { text: 'Hi' } }, {}, headers)[0]?.object).toBe('msg_svix');
  });

  it('never verifies with a key that is empty or is not base64', () => {
    const headers = good.headers;
    expect(['whsec_', 'whsec_====', 'whsec_not base64!', '!'].map((key) => verify(headers, [key]))).toEqual(
      Array.from({ length: 4 }, () => 'mismatch'),
    );
  });

  it('reads by the paths of the question map and nothing else', () => {
    const data = { answers: { q1: '9', q2: 'Fast.' }, who: { mail: 'A@B.example' }, plan: 'gold', nps: 1 };
    const questions = { 'answers.q1': 'nps', 'answers.q2': 'text', 'who.mail': 'email', plan: 'attribute' };
    expect(read({ type: 'survey.answered', data }, questions)).toMatchObject([
      {
        object: 'msg_1',
        part: 'survey',
        revision: ['', ''],
        scores: { nps: 9 },
        text: 'Fast.',
        customer: { email: 'a@b.example' },
        attributes: { type: 'survey.answered', plan: 'gold' },
      },
    ]);
  });

  it('lets a later event about the same object correct an earlier one', () => {
    const at = (timestamp: string, data: object) => read({ type: 'f.x', timestamp, data: { id: 7, ...data } })[0];
    const first = at('2026-03-02T09:00:00Z', { nps: 4 });
    const later = at('2026-03-02T09:01:00Z', { nps: 5 });
    const updated = at('2026-03-02T08:00:00Z', { nps: 6, updated_at: '2026-03-02T12:00:00+02:00' });
    expect(later).toMatchObject({ object: first?.object, part: first?.part });
    expect(compareRevisions(first?.revision ?? ['', ''], later?.revision ?? ['', ''])).toBeLessThan(0);
    expect(updated?.revision[0]).toBe('2026-03-02T10:00:00.000Z');
  });

  it.each([
    ['feedback', ['feedback.submitted', 'feedback.updated', 'feedback_submitted', 'feedbackUpdated', 'feedback-added']],
    ['RESPONSE', ['RESPONSE_CREATED', 'RESPONSE_UPDATED']],
    ['survey_response', ['survey_response_finished', 'survey_response_updated']],
    ['event', ['created', 'updated', '_updated', undefined]],
    ['order_paid', ['order_paid']],
    ['orderRefunded', ['orderRefunded']],
    ['outdated', ['outdated']],
  ])('names the part %s for %j', (part, types) => {
    expect(types.map((type) => read({ type, data: { id: 7, nps: 4 } })[0]?.part)).toEqual(types.map(() => part));
  });

  it.each([{ eventType: 'user.created', id: 1 }, { type: 'ping', data: null }, { type: 5, data: 'Hi' }, { data: [] }])(
    'hears nothing in a body without data: %j',
    (body) => expect(read(body)).toEqual([]),
  );

  it('keeps ids beyond 2^53 apart', () => {
    const body = Buffer.from('{"type":"f.x","data":{"id":820982911946154508,"nps":4}}');
    const request = requestOf({ headers: {}, body }, signedAtMs);
    expect(standardWebhooks.read(request, source).signals[0]?.object).toBe('820982911946154508');
  });

  it('refuses a body it cannot name', () => {
    expect(() => read({ type: 'f.x', data: { text: 'Hi' } }, {}, {})).toThrow(MalformedBody);
    expect(() => read({ type: 'f.x', data: { id: {}, text: 'Hi' } })).toThrow(MalformedBody);
    expect(() => read(['Hi'])).toThrow('standard-webhooks: must be given, as object');
  });

  it('signs what the standardwebhooks package accepts', () => {
    const now = Date.now();
    const { headers } = standardWebhooks.sign({ url: '', body: good.body }, secret, now);
    expect(new Webhook(secret).verify(good.body, headers)).toMatchObject({ type: 'feedback.submitted' });
  });
});
