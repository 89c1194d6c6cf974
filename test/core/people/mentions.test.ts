import { describe, expect, it } from 'vitest';
import { mentions } from '../../../core/people/mentions.ts';
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
const isTheirs = (body: unknown, from = sources) =>
  mentions({ body: typeof body === 'string' ? body : JSON.stringify(body), sources: from }, sought, key);

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
  });
});
