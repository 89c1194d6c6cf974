import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, readAddress } from '../../web/address.ts';

const fields = ['period', 'compare', 'segment', 'medium', 'lang', 'touchpoint', 'sentiment', 'theme', 'customer'];
const addresses = fc.dictionary(fc.constantFrom(...fields), fc.string({ unit: 'binary', minLength: 1 }), {
  noNullPrototype: true,
});

describe('an address', () => {
  it('brings back the view it was made of, whatever its words hold', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const wellFormed = Object.fromEntries(
          Object.entries(address).map(([name, word]) => [name, word.toWellFormed()]),
        );
        expect(readAddress(new URL(addressOf(address), 'https://page.example/?period=old').search)).toEqual(wellFormed);
      }),
    );
  });

  it('is the same for the same view, in whatever order it was put together', () => {
    fc.assert(
      fc.property(addresses, (address) => {
        const turned = Object.fromEntries(Object.entries(address).toReversed());
        expect(addressOf(turned)).toBe(addressOf(address));
      }),
    );
  });

  it('leaves out what is empty, and leads to the first view when nothing is left', () => {
    expect(addressOf({ lang: 'es', period: '2026-10', theme: '', compare: undefined })).toBe('?period=2026-10&lang=es');
    expect(addressOf({ segment: '' })).toBe('/');
    expect(readAddress('?segment=&utm_source=mail&__proto__=x&period=2026-10')).toEqual({ period: '2026-10' });
  });
});
