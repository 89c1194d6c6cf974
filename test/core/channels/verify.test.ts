import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hmac, matchesAny, safeEqual } from '../../../core/channels/verify.ts';

describe('verify', () => {
  it('agrees with RFC 2202, test case 2, and RFC 4231, test case 2', () => {
    const parts = ['what do ya want ', Buffer.from('for nothing?')];
    expect(hmac('sha1', 'Jefe', parts, 'hex')).toBe('effcdf6ae5eb2fa2d27416d5f184df9c259a7c79');
    expect(hmac('sha256', 'Jefe', parts, 'hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(hmac('sha512', 'Jefe', parts, 'hex')).toBe(
      '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
    );
  });

  it('never throws on texts of different length', () => {
    expect([safeEqual('a', 'a'), safeEqual('a', 'ab'), safeEqual('', 'é')]).toEqual([true, false, false]);
  });

  it('computes the signature of every key although the first one matches', () => {
    const asked: string[] = [];
    const expected = (key: string) => {
      asked.push(key);
      return createHmac('sha256', key).digest('hex');
    };
    expect(matchesAny(['a', '', 'b'], [createHmac('sha256', 'a').digest('hex')], expected)).toBe(true);
    expect(asked).toEqual(['a', 'b']);
  });
});
