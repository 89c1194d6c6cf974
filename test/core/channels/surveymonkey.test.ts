import { describe, expect, it } from 'vitest';
import { surveymonkey } from '../../../core/channels/surveymonkey.ts';
import { MalformedBody } from '../../../core/errors.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { requestOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';
import { fixture } from './fixture.ts';

const { source, good, signedAtMs } = exampleOf('surveymonkey');
const { api } = surveymonkey;
if (api === undefined) throw new Error('surveymonkey has an API');
const thin = { surveyId: '511200417', responseId: '114900231', at: '2026-03-02T09:21:31.182Z' };
const details = JSON.parse(fixture('api/surveymonkey.json').toString());
const read = (change: object = {}, questions: Source['questions'] = source.questions) =>
  api.read(thin, { ...details, ...change }, { ...source, questions });
const given = (...answers: object[]) => ({ pages: [{ questions: [{ id: '7', answers }] }] });

describe('surveymonkey', () => {
  it('reads where the response of the sample is', () => {
    expect(surveymonkey.read(requestOf(good, signedAtMs), source)).toEqual({
      signals: [],
      rejected: [],
      thin: [{ source: 'delivery-survey', thin }],
    });
  });

  it('refuses ids that would lead elsewhere', () => {
    const body = good.body.toString().replace('"114900231"', '"../114900231"');
    expect(() => surveymonkey.read(requestOf({ ...good, body: Buffer.from(body) }, signedAtMs), source)).toThrow(
      'surveymonkey.object_id: has the wrong form',
    );
  });

  it('takes no secret that lacks one of its halves', () => {
    for (const secret of ['&', 'sm-client&', '&sm-secret', 'sm-client']) {
      const forged = surveymonkey.sign({ url: '', body: good.body }, secret, signedAtMs);
      expect(surveymonkey.verify(requestOf(forged, signedAtMs), [secret])).toBe('mismatch');
    }
  });

  it('asks for the answers with their words', () => {
    expect(api.request(thin, 'token-1')).toEqual({
      path: '/v3/surveys/511200417/responses/114900231/details?simple=true',
      headers: { authorization: 'Bearer token-1' },
    });
  });

  it('reads the response of the sample', () => {
    expect(read()).toEqual([
      {
        source: 'delivery-survey',
        object: '511200417/114900231',
        part: 'response',
        revision: ['', ''],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:21:31.182Z',
        customer: { email: 'ines.moreau@example.org' },
        text: 'A day late.\n\nKind driver, though.',
        touchpoint: 'delivery',
        language: undefined,
        scores: { nps: 8, csat: 2 },
        measures: {},
        attributes: { plan: 'gold', survey_id: '511200417', collector_id: '402117755' },
      },
    ]);
  });

  it('says nothing of responses that were turned away or only tried out', () => {
    expect(['disqualified', 'overquota'].map((status) => read({ response_status: status }))).toEqual([[], []]);
    const tried = { response_status: 'partial', collection_mode: 'preview' };
    expect([{ collection_mode: 'survey_preview' }, tried].map((change) => read(change))).toEqual([[], []]);
  });

  it('refuses a response that was announced as completed and is not', () => {
    expect(() => read({ response_status: 'partial' })).toThrow(
      new MalformedBody('surveymonkey.response_status: is partial, although the response was announced as completed'),
    );
  });

  it('hears nothing without a question map', () => expect(read({}, {})).toEqual([]));

  it('never takes the weight of an NPS for the score', () => {
    const passive = { choice_id: '5', row_id: '6', choice_metadata: { weight: '0' }, simple_text: 'Neutral' };
    expect(read(given(passive), { 7: 'nps' })).toMatchObject([{ scores: {}, attributes: { 'raw.nps': 'Neutral' } }]);
  });

  it('reads the rows of a question one by one', () => {
    const row = (row_id: string, weight: number) => ({ row_id, choice_metadata: { weight } });
    expect(read(given(row('21', 4), row('22', 1)), { '7.22': 'csat', '7.21': 'ces' })).toMatchObject([
      { scores: { csat: 1, ces: 4 } },
    ]);
  });

  it('finds who it was and where in what came with the link, and by the map', () => {
    const custom_variables = { customer_id: 'cus_481', phone: '+33600000001', lang: 'fr' };
    const change = { ...given({ text: 'Bien.' }), email_address: '', custom_variables };
    expect(read(change, { 7: 'text', collector_id: 'touchpoint' })).toMatchObject([
      { customer: { id: 'cus_481', phone: '+33600000001' }, language: 'fr', touchpoint: '402117755' },
    ]);
    const contact = { metadata: { contact: { email: { type: 'string', value: 'a@b.example' } } }, email_address: '' };
    expect(read(contact)).toMatchObject([{ customer: { email: 'a@b.example' } }]);
  });

  it('refuses an answer that is no response', () => {
    expect(() => api.read(thin, { error: {} }, source)).toThrow(
      'surveymonkey.response_status: must be given, as string',
    );
  });
});
