import { describe, expect, it } from 'vitest';
import { mentionsOf } from '../../../core/people/mentions.ts';
import { soughtBy } from '../../../core/people/whom.ts';
import { signalKey } from '../../../core/store/keys.ts';

const key = 'a key for this test alone';
const sources = ['shop', 'app'];
const { aliases } = soughtBy(
  { email: 'ana@example.org', phone: '+34600000001', customer: 'shop:7001' },
  key,
  new Set(sources),
);
const sought = {
  aliases: new Set(aliases),
  objects: new Set([signalKey({ source: 'shop', object: 'order-1', part: 'paid' }).PK]),
};
const isTheirs = (body: unknown, from = sources, refusedFrom?: string) =>
  mentionsOf(
    sought,
    from,
    key,
  )({
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...(refusedFrom !== undefined && { refusedFrom }),
  });

describe('a dead letter', () => {
  it.each([
    ['a signal of theirs', { source: 'app', object: 'x', customer: { email: 'ana@example.org' } }],
    ['a field nobody reads', { deep: [{ contact: 'Ana@Example.org ' }] }],
    ['an address within words', { note: 'write to <ana@example.org>, please' }],
    ['an address at the end of a sentence', { note: 'I am ana@example.org.' }],
    ['a number written otherwise', { note: 'or call +34 600 00 00 01 at noon' }],
    ['the name of a field', { 'ana@example.org': 1 }],
    ['an id that is a number', { customer_id: 7001 }],
    ['no JSON at all', 'From=%2B34&Body=ana@example.org'],
    ['another fact of an object of theirs', { source: 'shop', object: 'order-1', part: 'refund', customer: {} }],
  ])('is theirs by %s', (_where, body) => {
    expect(isTheirs(body)).toBe(true);
  });

  it.each([
    ['another address', { customer: { email: 'diana@example.org' } }],
    ['a longer number', { phone: '+346000000012' }],
    ['a longer id', { customer_id: 70_011 }],
    ['an object of another source', { source: 'app', object: 'order-1' }],
    ['nothing', ''],
  ])('is not theirs by %s', (_where, body) => {
    expect(isTheirs(body)).toBe(false);
  });

  it('is not theirs by an id that another tool gave', () => {
    expect(isTheirs({ customer_id: 7001 }, ['app'])).toBe(false);
    expect(isTheirs({ source: 'app', object: 'x', customer: { id: '7001' } })).toBe(false);
    expect(isTheirs({ source: 'shop', object: 'x', customer: { id: '7001' } }, sources, 'app')).toBe(false);
  });

  it('is theirs by an id of the source it names, although the journey has that no longer', () => {
    expect(isTheirs({ source: 'shop', object: 'x', customer: { id: '7001' } }, ['app'])).toBe(true);
    expect(isTheirs({ source: 'shop', customer_id: 7001 }, [])).toBe(true);
    expect(isTheirs({ customer_id: 7001 }, ['app'], 'shop')).toBe(true);
  });

  it('is theirs by an id of any tool when the source it names is none of ours', () => {
    expect(isTheirs({ source: 'aws.partner/example.com/1', detail: { customer_id: 7001 } })).toBe(true);
  });

  it.each([
    ['words', 'a'.repeat(200_000)],
    ['points', '.'.repeat(200_000)],
    ['what looks like addresses', 'a@.'.repeat(70_000)],
    ['long names', `${'.'.repeat(250)}@`.repeat(800)],
    ['numbers', '+3 '.repeat(70_000)],
  ])('is judged however long it is: %s', (_what, body) => {
    expect([isTheirs(body), isTheirs(`${body} ana@example.org`)]).toEqual([false, true]);
  });

  it('is judged alike whatever was met before it', () => {
    const judge = mentionsOf(sought, sources, key);
    const letter = (source: string, id: number) => ({ body: JSON.stringify({ source, object: 'x', id }) });
    for (const _again of [1, 2]) {
      expect([letter('app', 7001), letter('shop', 7001), letter('shop', 7002)].map(judge)).toEqual([
        false,
        true,
        false,
      ]);
    }
  });
});
