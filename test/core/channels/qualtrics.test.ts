import { describe, expect, it } from 'vitest';
import { nothing } from '../../../core/channels/channel.ts';
import { qualtrics } from '../../../core/channels/qualtrics.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { compareRevisions, unordered } from '../../../core/signal.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, secret, signedAtMs } = exampleOf('qualtrics');
const unsigned = exampleOf('qualtrics unsigned').good;
const { api } = qualtrics;
if (api === undefined) throw new Error('qualtrics has an API');
const thin = { surveyId: 'SV_3xQm1ZkP0aTbLcd', responseId: 'R_2dK8fYpWn5sHvTq' };
const { result } = JSON.parse(fixture('api/qualtrics.json').toString());
const read = (values: object = {}, questions: Source['questions'] = source.questions) =>
  api.read(thin, { result: { ...result, values: { ...result.values, ...values } } }, { ...source, questions });
const verify = (fields: Record<string, string>, secrets = [secret]) => {
  const body = Buffer.from(new URLSearchParams(fields).toString());
  return qualtrics.verify(requestOf({ headers: {}, body }, signedAtMs), secrets);
};

describe('qualtrics events', () => {
  it('reads where the response is, signed or not', () => {
    const expected = { ...nothing, thin: [{ source: 'store-survey', thin }] };
    expect(qualtrics.read(requestOf(good, signedAtMs), source)).toEqual(expected);
    expect(qualtrics.read(requestOf(unsigned, signedAtMs), source)).toEqual(expected);
  });

  it('agrees with the published example of kyma-incubator/connector-tools', () => {
    const HMAC =
      'c2c585a404c239aa3063b462cc33551d3ed3ed2de0899f58d456fc0ef7ebef6f3c3af44957989bd0592603e41edde9528f7d9ed09ee128bf719aa12f46e5c598';
    const MSG =
      '{"Status":"Complete","SurveyID":"SV_1AmkKSDmoZ4XlQx","ResponseID":"R_0B7IcnXszjEUHLP","CompletedDate":"2019-06-25 07:58:25","BrandID":"sapdevelopment"}';
    expect(verify({ HMAC, MSG }, ['kyma4ever'])).toBe('ok');
    expect(verify({ HMAC, MSG: `${MSG}abc` }, ['kyma4ever'])).toBe('mismatch');
    expect(verify({ HMAC, MSG }, ['kyma4everx'])).toBe('mismatch');
  });

  it('takes nothing from the fields beside the signed one', () => {
    const body = Buffer.from(`SurveyID=SV_x&ResponseID=R_x&${good.body}&MSG=%7B%7D&ResponseID=R_y`);
    const request = requestOf({ ...good, body }, signedAtMs);
    expect(qualtrics.verify(request, [secret])).toBe('ok');
    expect(qualtrics.read(request, source).thin).toMatchObject([{ thin }]);
  });

  it('finds a body malformed that is no form of Qualtrics’', () => {
    expect(verify({})).toBe('malformed');
    expect(verify({ '{"SurveyID":"SV_1"}': '' })).toBe('malformed');
  });

  it('refuses ids that would lead elsewhere', () => {
    const body = Buffer.from('SurveyID=SV_1&ResponseID=../../users');
    expect(() => qualtrics.read(requestOf({ ...unsigned, body }, signedAtMs), source)).toThrow(
      'qualtrics.ResponseID: has the wrong form',
    );
  });
});

describe('qualtrics responses', () => {
  it('asks for one response', () => {
    expect(api.address).toBeUndefined();
    expect(api.request(thin, 'token-1')).toEqual({
      path: '/API/v3/surveys/SV_3xQm1ZkP0aTbLcd/responses/R_2dK8fYpWn5sHvTq',
      headers: { 'x-api-token': 'token-1' },
    });
  });

  it('reads the response of the sample', () => {
    expect(read()).toEqual([
      {
        source: 'store-survey',
        object: 'SV_3xQm1ZkP0aTbLcd/R_2dK8fYpWn5sHvTq',
        part: 'response',
        revision: ['2026-03-02T16:22:11.581Z', expect.stringMatching(/^[0-9a-f]{16}$/)],
        kind: 'perceptive',
        occurredAt: '2026-03-02T16:22:11.000Z',
        customer: { id: 'cus_481', email: 'ines.moreau@example.org' },
        text: 'La livraison a duré une semaine.',
        language: 'FR',
        touchpoint: 'Lyon',
        scores: { nps: 7, csat: 3 },
        measures: {},
        attributes: { survey_id: 'SV_3xQm1ZkP0aTbLcd', distribution: 'email', QID3: 'Price, Delivery' },
      },
    ]);
  });

  it('lets a response that was recorded later correct the earlier one', () => {
    const [earlier] = read();
    const [later] = read({ recordedDate: '2026-03-03T08:00:00Z' });
    expect([later?.object, later?.part]).toEqual([earlier?.object, earlier?.part]);
    expect(compareRevisions(later?.revision ?? unordered, earlier?.revision ?? unordered)).toBeGreaterThan(0);
  });

  it('says nothing of responses that are not finished, tried out or spam', () => {
    expect([{ finished: 0 }, { finished: false }].map((values) => read(values))).toEqual([[], []]);
    expect([1, 2, 8, 9, 12, 17].flatMap((status) => read({ status }))).toEqual([]);
    expect([0, 4, 16].flatMap((status) => read({ status }))).toHaveLength(3);
  });

  it('hears nothing without a question map', () => expect(read({}, {})).toEqual([]));

  it('takes a choice by its words where words are asked for, and never a choice of three for a CSAT', () => {
    expect(read({}, { QID2: 'text' })).toMatchObject([{ text: 'Neither satisfied nor dissatisfied', scores: {} }]);
    expect(read({}, { QID3: 'csat' })).toMatchObject([{ scores: {}, attributes: { 'raw.csat.scale': '1 to 3' } }]);
  });

  it('falls back on the time of recording, and refuses a response without any', () => {
    expect(read({ endDate: '2026-03-02 09:22:11' })[0]?.occurredAt).toBe('2026-03-02T16:22:11.581Z');
    expect(() => read({ endDate: undefined, recordedDate: null })).toThrow('qualtrics.result.values.endDate');
    expect(() => api.read(thin, { meta: {} }, source)).toThrow('qualtrics.result: must be given, as object');
  });
});
