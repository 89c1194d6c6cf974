import { describe, expect, it } from 'vitest';
import { tally } from '../../../core/channels/tally.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { requestOf, sourceOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';

const { source, good, signedAtMs } = exampleOf('tally');
const read = (questions: Source['questions'], fields: unknown, data: object = {}) => {
  const body = { eventType: 'FORM_RESPONSE', data: { formId: 'f', submissionId: 's', fields, ...data } };
  const request = requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs);
  return tally.read(request, sourceOf({ questions })).signals;
};
const text = { key: 'q1', label: 'Why?', type: 'TEXTAREA', value: 'Slow.' };
const options = [
  { id: 'a1', text: 'Price' },
  { id: 'b2', text: 'Speed' },
  { id: 'c3', text: '4' },
];
const choice = (value: unknown) => ({ key: 'q2', label: 'What?', type: 'CHECKBOXES', value, options });
const hidden = (label: string, value: unknown) => ({ key: `hidden_${label}`, label, type: 'HIDDEN_FIELDS', value });

describe('tally', () => {
  it('reads the sample', () => {
    expect(tally.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'visit-survey',
        object: 'acm9f3/acm9r1',
        part: 'response',
        revision: ['', ''],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:27:29.000Z',
        customer: { email: 'ines.moreau@example.org' },
        text: 'Wrong size delivered twice.',
        language: undefined,
        touchpoint: 'delivery',
        scores: { rating: 2, ces: 3 },
        measures: {},
        attributes: { form_id: 'acm9f3' },
      },
    ]);
  });

  it('hears nothing without a question map', () => {
    expect(tally.read(requestOf(good, signedAtMs), sourceOf({})).signals).toEqual([]);
  });

  it('puts the words of choices in the place of their ids', () => {
    expect(read({ 'What?': 'text' }, [choice(['b2', 'a1', 'z9'])])).toMatchObject([{ text: 'Speed, Price' }]);
    expect(read({ q2: 'csat' }, [choice(['c3'])])).toMatchObject([{ scores: { csat: 4 } }]);
    expect(read({ q2: 'text' }, [choice('a1')])).toMatchObject([{ text: 'Price' }]);
    expect(read({ q2: 'text' }, [choice(null)])).toEqual([]);
  });

  it('knows who it was by hidden fields and by types, and keeps other hidden fields', () => {
    const fields = [
      text,
      hidden('customer_id', 'cus_481'),
      hidden('lang', 'fr'),
      hidden('plan', 'gold'),
      { key: 'q3', label: 'Phone', type: 'INPUT_PHONE_NUMBER', value: '+33600000001' },
      { key: 'q4', label: 'Name', type: 'INPUT_TEXT', value: 'Inès' },
    ];
    expect(read({ q1: 'text' }, fields)).toMatchObject([
      {
        customer: { id: 'cus_481', phone: '+33600000001' },
        language: 'fr',
        attributes: { plan: 'gold', form_id: 'f' },
      },
    ]);
    expect(read({ q1: 'text', plan: 'touchpoint' }, fields)).toMatchObject([{ touchpoint: 'gold' }]);
  });

  it('falls back on the time of the event, then on ours', () => {
    expect(read({ q1: 'text' }, [text], { createdAt: 'soon' })[0]?.occurredAt).toBe('2026-03-02T09:27:31.000Z');
  });

  it('refuses a submission without its names', () => {
    expect(() => read({}, [], { submissionId: '' })).toThrow(
      'tally.data.submissionId: must be a text of 1 to 256 characters or an integer',
    );
    expect(() => read({}, undefined)).toThrow('tally.data.fields: must be given, as array');
  });
});
