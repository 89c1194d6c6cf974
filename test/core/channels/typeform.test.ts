import { describe, expect, it } from 'vitest';
import { typeform } from '../../../core/channels/typeform.ts';
import { MalformedBody } from '../../../core/errors.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { requestOf, sourceOf } from './channel-contract.ts';
import { exampleOf } from './examples.ts';

const { source, good, signedAtMs } = exampleOf('typeform');
const read = (form: object, questions: Source['questions'] = {}) => {
  const body = { event_type: 'form_response', form_response: { form_id: 'f', token: 't', ...form } };
  return typeform.read(
    requestOf({ headers: {}, body: Buffer.from(JSON.stringify(body)) }, signedAtMs),
    sourceOf({ questions }),
  ).signals;
};
const number = (value: number, type = 'rating') => ({
  type: 'number',
  number: value,
  field: { id: 'F1', ref: 'q', type },
});

describe('typeform', () => {
  it('reads the sample', () => {
    expect(typeform.read(requestOf(good, signedAtMs), source).signals).toEqual([
      {
        source: 'joining-survey',
        object: 'acM3fb/c0ffee41d7e9a2b84f16b3d5e8f7a6c9',
        part: 'response',
        revision: ['', ''],
        kind: 'perceptive',
        occurredAt: '2026-03-02T09:12:40.000Z',
        customer: { id: 'cus_481', email: 'ines.moreau@example.org' },
        text: 'Setup was quick, docs could be better.',
        language: 'en',
        touchpoint: 'onboarding',
        scores: { nps: 9, csat: 4 },
        measures: {},
        attributes: { form_id: 'acM3fb' },
      },
    ]);
  });

  it('knows an NPS question by its type and every other only by the map', () => {
    expect(read({ answers: [number(9, 'nps')] })).toMatchObject([{ scores: { nps: 9 } }]);
    expect(read({ answers: [number(4)] })).toEqual([]);
    expect(read({ answers: [number(4)] }, { q: 'csat' })).toMatchObject([{ scores: { csat: 4 } }]);
    expect(read({ answers: [number(4)] }, { F1: 'rating' })).toMatchObject([{ scores: { rating: 4 } }]);
    expect(read({ answers: [number(9, 'nps')] }, { q: 'attribute' })).toEqual([]);
  });

  it('does not take three of ten stars for three of five', () => {
    const form = (steps: number) => ({
      answers: [number(3)],
      definition: { fields: [{ id: 'F1', type: 'rating', properties: { steps } }] },
    });
    expect(read(form(10), { q: 'csat' })).toMatchObject([{ scores: {}, attributes: { 'raw.csat': 3 } }]);
    expect(read(form(5), { q: 'csat' })).toMatchObject([{ scores: { csat: 3 } }]);
  });

  it('knows the scale of a question in a group, whatever the fields around it are', () => {
    const rating = { id: 'F1', type: 'rating', properties: { steps: 10 } };
    const group = (...fields: unknown[]) => ({ id: 'G', type: 'group', properties: { fields } });
    const odd = [7, null, 'odd', { id: {}, type: 1 }, { id: 'x', properties: { fields: 'odd' } }];
    for (const fields of [[group(rating)], [group(group(rating))], [...odd, rating], [group(...odd, rating)]]) {
      const [signal] = read({ answers: [number(3)], definition: { fields } }, { q: 'csat' });
      expect(signal).toMatchObject({ scores: {}, attributes: { 'raw.csat': 3, 'raw.csat.scale': '1 to 10' } });
    }
  });

  it.each([
    [{ steps: 11 }, 'nps', true],
    [{ steps: 10, start_at_one: true }, 'nps', false],
    [{ steps: 7, start_at_one: true }, 'ces', true],
    [{ steps: 7 }, 'ces', false],
  ] as const)('reads an opinion scale of %j as %s: %s', (properties, role, isScore) => {
    const definition = { fields: [{ id: 'F1', type: 'opinion_scale', properties }] };
    const [signal] = read({ answers: [number(6, 'opinion_scale')], definition }, { q: role });
    expect(signal?.scores).toEqual(isScore ? { [role]: 6 } : {});
  });

  it('reads the words of choices', () => {
    const choice = { type: 'choice', choice: { label: 'Slow' }, field: { id: 'a' } };
    const other = { type: 'choice', choice: { other: 'Dark' }, field: { id: 'b' } };
    const choices = { type: 'choices', choices: { labels: ['Kind', 'Fast'] }, field: { id: 'c' } };
    const [signal] = read({ answers: [choice, other, choices] }, { a: 'text', b: 'text', c: 'text' });
    expect(signal?.text).toBe('Slow\n\nDark\n\nKind, Fast');
  });

  it('keeps hidden fields as attributes, but those that say who it was', () => {
    const hidden = { plan: 'gold', email: 'A@b.example', phone: '+34600000001', lang: 'es', customer_id: 7 };
    expect(read({ hidden, answers: [number(9, 'nps')] })).toMatchObject([
      {
        customer: { id: '7', email: 'a@b.example', phone: '+34600000001' },
        language: 'es',
        attributes: { plan: 'gold', form_id: 'f' },
      },
    ]);
  });

  it('falls back on the landing time, then on ours', () => {
    const answers = [number(9, 'nps')];
    expect(read({ answers, landed_at: '2026-03-02T09:11:02Z' })[0]?.occurredAt).toBe('2026-03-02T09:11:02.000Z');
    expect(read({ answers, submitted_at: 'soon' })[0]?.occurredAt).toBe('2026-03-02T09:12:41.000Z');
  });

  it('refuses a response without its names', () => {
    expect(() => read({ token: undefined, answers: [] })).toThrow(MalformedBody);
    expect(() => read({ answers: 'none' })).toThrow('typeform.form_response.answers: must be given, as array');
  });
});
