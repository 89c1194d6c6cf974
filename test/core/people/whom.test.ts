import { describe, expect, it } from 'vitest';
import { soughtBy, whomOf } from '../../../core/people/whom.ts';
import { aliasesOf } from '../../../core/score.ts';

const sources = new Set(['shop', 'app']);
const key = 'a key for this test alone';
const id = '0123456789abcdef0123456789abcdef';

describe('a word that names somebody', () => {
  it.each([
    ['ana@example.org', { email: 'ana@example.org' }],
    ['+34 600 00 00 01', { phone: '+34 600 00 00 01' }],
    ['shop:ana@example.org', { customer: 'shop:ana@example.org' }],
    ['app:a:b', { customer: 'app:a:b' }],
    [id, { customer: id }],
    ['01234567', { customer: '01234567' }],
  ])('is read by what it looks like: %s', (word, whom) => {
    expect(whomOf(word, sources)).toEqual(whom);
  });

  it.each(['ana', '0123456', 'elsewhere:7', ''])('is refused when nobody is called that: "%s"', (word) => {
    expect(() => whomOf(word, sources)).toThrow('is nobody: give an e-mail address');
  });
});

describe('who is sought', () => {
  it('has the aliases score gives the same person, however the address is written', () => {
    const sought = soughtBy({ email: ' Ana@Example.org', phone: '+34 600 00 00 01', customer: 'shop:7' }, key, sources);
    const scored = aliasesOf({ id: '7', email: 'ana@example.org', phone: '+34600000001' }, 'shop', key);
    expect(sought).toEqual({ aliases: scored });
  });

  it('is a customer by an id of ours, whole or not', () => {
    expect(soughtBy({ customer: '01234567' }, key, sources)).toEqual({ aliases: [], customer: '01234567' });
  });

  it.each([
    [{ email: 'ana' }, '--email: "ana" is no e-mail address'],
    [{ phone: '600000001' }, '--phone: "600000001" is no phone number with its country code'],
    [{ customer: 'elsewhere:7' }, '--customer: "elsewhere:7" is neither SOURCE:ID'],
    [{}, 'nobody is named'],
  ])('is nobody by %j', (whom, problem) => {
    expect(() => soughtBy(whom, key, sources)).toThrow(problem);
  });
});
