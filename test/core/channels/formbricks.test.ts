import { Webhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix/dist/webhook.js';
import { describe, expect, it } from 'vitest';
import { formbricks } from '../../../core/channels/formbricks.ts';
import { MalformedBody } from '../../../core/errors.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('formbricks');
const sample = JSON.parse(fixture('formbricks.json').toString());
const read = (data: object, questions: Source['questions'] = source.questions, event = 'responseFinished') => {
  const body = Buffer.from(JSON.stringify({ event, data: { ...sample.data, ...data } }));
  return formbricks.read(requestOf({ headers: {}, body }, signedAtMs), { ...source, questions }).signals;
};

describe('formbricks', () => {
  it('reads the sample', () => {
    expect(formbricks.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'in-app-survey',
        object: 'cm79survey/cm7a2resp01',
        part: 'response',
        revision: ['2026-03-02T09:25:44.000Z', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:25:44.000Z',
        customer: { id: 'cus_481', email: 'ines.moreau@example.org' },
        text: 'Gute App, aber die Suche ist langsam.',
        language: 'de',
        touchpoint: 'In-app NPS',
        scores: { nps: 8 },
        measures: {},
        attributes: {
          plan: 'pro',
          surveyId: 'cm79survey',
          type: 'app',
          url: 'https://app.example.org/settings',
          country: 'DE',
        },
      },
    ]);
  });

  it.each(['responseCreated', 'responseUpdated'])('hears nothing in %s', (event) => {
    expect(read({}, source.questions, event)).toEqual([]);
  });

  it('reads no question the map does not name', () => {
    expect(read({}, {})).toEqual([]);
    expect(read({ data: { constructor: 'x', q_nps: 8 } }, { q_why: 'text' })).toEqual([]);
  });

  it('reads several choices as one text', () => {
    expect(read({ data: { q_what: ['Price', 'Speed'] } }, { q_what: 'text' })).toMatchObject([
      { text: 'Price, Speed' },
    ]);
  });

  it('hears no language in `default`, and prefers what the map says about the customer', () => {
    const [signal] = read(
      { language: 'default', contact: null, data: { q_nps: 8, mail: 'a@b.example' } },
      { q_nps: 'nps', mail: 'email' },
    );
    expect(signal).toMatchObject({ customer: { email: 'a@b.example' } });
    expect(signal?.language).toBeUndefined();
  });

  it('keeps nobody’s name as an attribute', () => {
    const contactAttributes = {
      firstName: 'Ines',
      lastName: 'Moreau',
      userId: 'u1',
      email: 'a@b.example',
      plan: 'pro',
    };
    expect(Object.keys(read({ contactAttributes })[0]?.attributes ?? {})).toEqual([
      'plan',
      'surveyId',
      'type',
      'url',
      'country',
    ]);
  });

  it('refuses a response without its names or its time', () => {
    expect(() => read({ updatedAt: 'soon' })).toThrow(MalformedBody);
    expect(() => read({ surveyId: '' })).toThrow('formbricks.data.surveyId');
  });

  it('signs what the standardwebhooks and svix packages accept', () => {
    const { headers } = formbricks.sign({ url: '', body: good.body }, secret, Date.now());
    for (const webhook of [new Webhook(secret), new SvixWebhook(secret)]) {
      expect(webhook.verify(good.body.toString(), { ...headers })).toMatchObject({ event: 'responseFinished' });
    }
  });
});
