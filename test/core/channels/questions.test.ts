import { describe, expect, it } from 'vitest';
import {
  type Answer,
  at,
  attributesOf,
  contentOf,
  customerOf,
  languageOf,
  linkAnswers,
  mappedIn,
} from '../../../core/channels/questions.ts';

const answer = (role: Answer['role'], value: unknown, rest: Partial<Answer> = {}): Answer => ({
  role,
  name: 'q1',
  value,
  ...rest,
});

describe('scores', () => {
  it('takes numeric text for the number it is', () => {
    expect(contentOf([answer('nps', ' 10 '), answer('ces', '7.0')])?.scores).toEqual({ nps: 10, ces: 7 });
  });

  it.each([
    ['nps', 11],
    ['nps', -1],
    ['csat', 0],
    ['csat', 6],
    ['ces', 8],
    ['rating', 4.5],
    ['csat', 'very good'],
    ['nps', '1e1'],
    ['csat', true],
  ] as const)('keeps a %s of %s as a raw value instead of a score', (role, value) => {
    expect(contentOf([answer(role, value)])).toMatchObject({ scores: {}, attributes: { [`raw.${role}`]: value } });
  });

  it('never turns an empty answer into a score of 0', () => {
    expect(['', '  ', null, undefined].map((value) => contentOf([answer('nps', value)]))).toEqual(
      Array.from({ length: 4 }),
    );
  });

  it('never makes an NPS of a rating', () => {
    expect(contentOf([answer('rating', 5)])?.scores).toEqual({ rating: 5 });
  });

  it('refuses a value in range when the question had another scale', () => {
    expect(contentOf([answer('csat', 3, { scale: [1, 10] })])).toMatchObject({
      scores: {},
      attributes: { 'raw.csat': 3, 'raw.csat.scale': '1 to 10' },
    });
    expect(contentOf([answer('csat', 3, { scale: [1, 5] })])?.scores).toEqual({ csat: 3 });
  });
});

describe('content', () => {
  it('joins texts and takes the first of everything else', () => {
    const content = contentOf([
      answer('text', 'Slow.'),
      answer('text', '  '),
      answer('text', 'But kind.'),
      answer('email', 'A@Example.org '),
      answer('email', 'b@example.org'),
      answer('language', 'es_ES'),
      answer('attribute', 'gold', { name: 'plan' }),
    ]);
    expect(content).toEqual({
      text: 'Slow.\n\nBut kind.',
      customer: { email: 'a@example.org' },
      language: 'es-ES',
      touchpoint: undefined,
      scores: {},
      attributes: { plan: 'gold' },
    });
  });

  it('finds nothing said in a customer and attributes alone', () => {
    expect(contentOf([answer('customer', 'C-1'), answer('attribute', 'gold')])).toBeUndefined();
  });

  it('keeps a long text whole', () => {
    expect(contentOf([answer('text', 'é'.repeat(200_000))])?.text).toHaveLength(200_000);
  });
});

describe('the question map', () => {
  it('knows the first of several names, own keys only', () => {
    const source = { questions: { q1: 'nps', why: 'text' } } as const;
    expect(mappedIn(source, undefined, 'q2', 'why', 'q1')).toEqual({ name: 'why', role: 'text' });
    expect(mappedIn(source, 'constructor', '', undefined)).toBeUndefined();
  });

  it('needs no entry for what came with the link, and lets an answer go before it', () => {
    const link = linkAnswers({ customer_id: 'C-1', plan: 'gold', region: 'north' });
    const answers = [answer('text', 'Slow.'), answer('attribute', 'silver', { name: 'plan' }), ...link];
    expect(contentOf(answers)).toMatchObject({
      customer: { id: 'C-1' },
      attributes: { plan: 'silver', region: 'north' },
    });
  });
});

describe('aliases', () => {
  it('keeps numbers with their country and drops what a guess would have to mend', () => {
    const phones = ['whatsapp:+34600000001', '+34 600 00 00 01', '600000001', '0034600000001', 'anonymous', '55555'];
    expect(phones.map((phone) => customerOf({ phone }).phone)).toEqual([
      '+34600000001',
      '+34 600 00 00 01',
      ...Array.from({ length: 4 }),
    ]);
  });

  it('drops what is not an address', () => {
    expect(customerOf({ email: 'nobody', id: '' })).toEqual({});
    expect(customerOf({ email: `${'a'.repeat(320)}@example.org`, id: 'x'.repeat(257) })).toEqual({});
  });

  it('drops words that are not a language', () => {
    expect(['fr', 'pt_BR', 'zh-Hant-TW', 'default', 'english', '', 5].map(languageOf)).toEqual([
      'fr',
      'pt-BR',
      'zh-Hant-TW',
      ...Array.from({ length: 4 }),
    ]);
  });
});

describe('attributes', () => {
  it('keeps plain values, cuts long ones and leaves the rest out', () => {
    const attributes = attributesOf({
      plan: 'gold',
      vip: false,
      age: 0,
      note: 'x'.repeat(2_000),
      list: [1],
      none: null,
      blank: ' ',
      endless: Number.POSITIVE_INFINITY,
      ['n'.repeat(129)]: 1,
    });
    expect(attributes).toEqual({ plan: 'gold', vip: false, age: 0, note: 'x'.repeat(1_000) });
  });
});

describe('at', () => {
  it('walks own keys only', () => {
    const value = { a: { b: [{ c: 1 }] } };
    expect([at(value, 'a.b.0.c'), at(value, 'a.x.c'), at(value, 'constructor.name'), at(null, 'a')]).toEqual([
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
