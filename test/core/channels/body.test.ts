import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { check, Id, itemsMax, list, parseForm, parseJson, record } from '../../../core/channels/body.ts';
import { MalformedBody } from '../../../core/errors.ts';

const parse = (text: string) => parseJson(Buffer.from(text), 'here');

/** JSON texts whose numbers, and digits inside texts, are long and odd. */
const { json: anyJson } = fc.letrec<{ json: string; leaf: string }>((tie) => ({
  leaf: fc.oneof(
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
    fc.constantFrom('-9007199254740993', '1234567890123456.5', '12345678901234567e2', '1e400', '-0', 'true', 'null'),
    fc
      .constantFrom('12345678901234567', '"', '\\', ',12345678901234567,', '\\"12345678901234567]')
      .map((text) => JSON.stringify(text)),
  ),
  json: fc.oneof(
    { depthSize: 'small' },
    tie('leaf'),
    fc.array(tie('json')).map((items) => `[ ${items.join(' ,')}\n]`),
    fc.array(tie('json')).map((items) => `{${items.map((item, index) => `"1234567890123456${index}":${item}`)}}`),
  ),
}));

// The third argument is newer than TypeScript's own description of JSON.parse.
const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;

describe('parseJson', () => {
  it('agrees with what JSON.parse itself tells of the source of every value', () => {
    fc.assert(
      fc.property(anyJson, (text) => {
        expect(parse(text)).toEqual(JSON.parse(text, keepDigits));
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps every digit of ids that JSON.parse would round', () => {
    expect(parse('{"id":820982911946154508,"n":9007199254740991,"x":1.5}')).toEqual({
      id: '820982911946154508',
      n: 9_007_199_254_740_991,
      x: 1.5,
    });
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(() => parse('['.repeat(120_000) + ']'.repeat(120_000))).toThrow(MalformedBody);
  });

  it('refuses a body made of nothing but fields, and takes the largest that a tool posts', () => {
    const of = (fields: number, value: string) =>
      `{${Array.from({ length: fields }, (_, index) => `"k${index}" : ${value}`)}}`;
    expect(() => parse(of(22_001, '1'))).toThrow('here: must have at most 22000 fields');
    expect(Object.keys(parse(of(22_000, '"as long as they are"')) as object)).toHaveLength(22_000);
  });

  it('never quotes the body, in the message or in the cause', () => {
    expect.assertions(2);
    try {
      parse('{"text": "my number is 600"');
    } catch (error) {
      expect(String(error)).toBe('MalformedBody: here: must be JSON');
      expect((error as Error).cause).toBeUndefined();
    }
  });
});

describe('parseForm', () => {
  it('reads none of a form that has more fields than any tool posts', () => {
    expect([...parseForm(Buffer.from('a=1&b=%C3%B1'))]).toEqual([
      ['a', '1'],
      ['b', 'ñ'],
    ]);
    expect([...parseForm(Buffer.from('a&'.repeat(itemsMax)))]).toEqual([]);
  });
});

describe('check', () => {
  const Body = z.strictObject({
    id: Id,
    list: z.optional(z.array(z.int().check(z.lte(3)))),
    kind: z.optional(z.enum(['a', 'b'])),
  });
  const problemOf = (value: unknown): string => {
    try {
      check(Body, value, 'here');
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('names the path and the rule, never the value', () => {
    expect(problemOf({})).toBe('here.id: must be a text of 1 to 256 characters or an integer');
    expect(problemOf({ id: 1, list: [1, 600_000] })).toBe('here.list[1]: must be at most 3');
    expect(problemOf({ id: 1, kind: 'secret' })).toBe('here.kind: must be one of a, b');
    expect(problemOf({ id: 1, mail: 'me@example.org' })).toBe('here.mail: is not a field of this body');
    expect(problemOf('hello')).toBe('here: must be given, as object');
  });

  it('refuses longer lists and records than any tool posts', () => {
    const numbers = Array.from({ length: itemsMax + 1 }, (_, index) => index);
    const Many = z.object({ list: z.optional(list(z.int())), record: z.optional(record(z.int())) });
    const read = (value: unknown) => check(Many, value, 'here');
    expect(read({ list: numbers.slice(1), record: { ...numbers.slice(1) } })).toBeDefined();
    expect(() => read({ list: numbers })).toThrow('here.list: must be at most 1000');
    expect(() => read({ record: { ...numbers } })).toThrow('here.record: must have at most 1000 fields');
  });
});
