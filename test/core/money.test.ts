import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minorDigitsOf, minorOf } from '../../core/money.ts';

describe('an amount in minor units', () => {
  it.each([
    ['129.90', 'EUR', 12_990],
    [129.9, 'EUR', 12_990],
    ['0.1', 'EUR', 10],
    ['-5', 'EUR', -500],
    ['129.90', 'HUF', 12_990],
    ['1000', 'JPY', 1_000],
    ['1000.00', 'JPY', 1_000],
    ['1.234', 'KWD', 1_234],
    ['1.5', 'CLF', 15_000],
    [1.005, 'USD', undefined],
    ['0.5', 'JPY', undefined],
    ['1e3', 'EUR', undefined],
    ['', 'EUR', undefined],
    ['12,50', 'EUR', undefined],
    ['999999999999999', 'EUR', undefined],
    ['10', 'euro', undefined],
    [Number.NaN, 'EUR', undefined],
    [null, 'EUR', undefined],
  ])('reads %j %s as %j', (amount, currency, minor) => expect(minorOf(amount, currency)).toBe(minor));

  it('has the digits ISO 4217 gives, which are not those people write', () => {
    expect(['EUR', 'JPY', 'KWD', 'HUF', 'MGA', 'CLF', 'eur'].map(minorDigitsOf)).toEqual([2, 0, 3, 2, 2, 4, undefined]);
  });

  it('gives back every amount of whole cents, written either way', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (cents) => {
        const text = `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
        expect([minorOf(text, 'EUR'), minorOf(cents / 100, 'EUR')]).toEqual([cents, cents]);
      }),
    );
  });
});
