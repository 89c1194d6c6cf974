import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { check, Id, parseJson } from '../../../core/channels/body.ts';
import { MalformedBody } from '../../../core/errors.ts';

const parse = (text: string) => parseJson(Buffer.from(text), 'here');

describe('parseJson', () => {
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
});
