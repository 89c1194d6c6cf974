import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceIn, readUnsubscribeToken, subscriptionOf, unsubscribeToken } from '../../../core/digest/unsubscribe.ts';

const key = 'a customer key of a deployment';
const ana = subscriptionOf('care-team', 'ana@faro.example');
const token = unsubscribeToken(ana, key);

describe('an unsubscribe token', () => {
  it('says which digest and who, to us', () => {
    const audience = fc.stringMatching(/^[a-z][a-z0-9-]{0,47}$/);
    fc.assert(
      fc.property(audience, fc.emailAddress(), (audience, address) => {
        const subscription = subscriptionOf(audience, address);
        expect(readUnsubscribeToken(unsubscribeToken(subscription, key), key)).toEqual(subscription);
      }),
    );
  });

  it('fits into a link as it is, and shows no address, not even encoded', () => {
    expect(token).toMatch(/^[\w-]{80,160}$/);
    const bytes = Buffer.from(token, 'base64url').toString('latin1');
    expect(bytes).toContain('care-team');
    expect(bytes).not.toMatch(/ana|faro|@/);
  });

  it('leaves room for the longest address of an API in a link of 254 characters, which the mail never cuts', () => {
    const longest = unsubscribeToken(subscriptionOf('a'.repeat(48), 'ana@faro.example'), key);
    const base = 'https://a1b2c3d4e5.execute-api.ap-southeast-1.amazonaws.com.cn/unsubscribe/';
    expect(base.length + longest.length).toBeLessThanOrEqual(254);
  });

  it('is the same for ever, so that old mails keep their way out', () => {
    // Worked out by hand: base64url(audience + sha256(address) + hmac(hmac(key, purpose), audience + sha256(address))).
    const hash = createHash('sha256').update('ana@faro.example').digest();
    const payload = Buffer.concat([Buffer.from('care-team'), hash]);
    const purpose = createHmac('sha256', key).update('listening-path unsubscribe').digest();
    const mac = createHmac('sha256', purpose).update(payload).digest();
    expect(token).toBe(Buffer.concat([payload, mac]).toString('base64url'));
  });

  it('is nobody’s when any of its letters is another, is missing or is added', () => {
    const letters = 'abcXYZ019-_=+/ %.';
    fc.assert(
      fc.property(fc.nat(token.length), fc.nat(1), fc.constantFrom(...letters, ''), (at, cut, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + cut);
        fc.pre(changed !== token);
        expect(readUnsubscribeToken(changed, key)).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  it('is nobody’s under the key of another deployment, or when it is no token at all', () => {
    expect(readUnsubscribeToken(token, `${key}2`)).toBeUndefined();
    for (const nonsense of ['', '.', 'A', 'A'.repeat(43), 'A'.repeat(86), 'A'.repeat(10_000), 'ñ'.repeat(50)]) {
      expect(readUnsubscribeToken(nonsense, key), nonsense).toBeUndefined();
    }
  });

  it('cannot be made by moving letters between audience and person', () => {
    const longer = subscriptionOf('care', 'ana@faro.example');
    const hash = Buffer.from(ana.recipientHash, 'hex');
    const mac = Buffer.from(token, 'base64url').subarray(-32);
    const mixed = Buffer.concat([Buffer.from('care'), hash, mac]).toString('base64url');
    expect(readUnsubscribeToken(mixed, key)).toBeUndefined();
    expect(unsubscribeToken(longer, key)).not.toBe(token);
  });

  it('stands for the same person however the address is written', () => {
    expect(subscriptionOf('care-team', ' Ana@Faro.example ')).toEqual(ana);
    expect(subscriptionOf('care-team', 'ann@faro.example')).not.toEqual(ana);
  });
});

describe('a posted form', () => {
  it.each([
    ['List-Unsubscribe=One-Click', 'unsubscribe'],
    ['choice=unsubscribe', 'unsubscribe'],
    ['choice=subscribe', 'subscribe'],
    ['', undefined],
    ['choice=both', undefined],
    ['List-Unsubscribe=one-click', undefined],
    ['anything=else', undefined],
  ])('%j asks to %s', (body, choice) => {
    expect(choiceIn(new URLSearchParams(body))).toBe(choice);
  });
});
