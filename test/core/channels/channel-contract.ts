import { describe, expect, it } from 'vitest';
import type { Channel, HookRequest, Verdict } from '../../../core/channels/channel.ts';
import { MalformedBody } from '../../../core/errors.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { Signal } from '../../../core/signal.ts';

/** A webhook as the tool would post it. */
export interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly url?: string;
}

/** What the contract needs to know of a channel. Signatures come from elsewhere, never from the channel's own `sign`. */
export interface Example {
  readonly channel: Channel;
  readonly source: Source;
  readonly secret: string;
  readonly signedAtMs: number;
  /** Whether the tool signs a time. */
  readonly isTimed: boolean;
  readonly good: Delivery;
  readonly empty: Delivery;
  /** A body that breaks off in the middle. */
  readonly broken: Delivery;
  readonly ignored: Delivery;
  /** The headers without any one of which nothing is proven. */
  readonly proof: readonly string[];
  /** Headers of the good delivery in another scheme's clothes. */
  readonly disguises: readonly Readonly<Record<string, string>>[];
}

export const sourceOf = (source: Partial<Source>): Source => ({
  id: 'somewhere',
  channel: 'generic',
  medium: 'web',
  defaultTouchpoint: 'website',
  questions: {},
  solicited: true,
  routing: [],
  ...source,
});

export const requestOf = (delivery: Delivery, receivedAtMs: number): HookRequest => ({
  method: 'POST',
  url: delivery.url ?? 'https://listen.faromovil.example/hooks/somewhere',
  headers: delivery.headers,
  body: delivery.body,
  receivedAtMs,
});

/** The body with one byte changed, at the end where even a form's value is touched. */
export const tamper = (body: Buffer): Buffer => {
  const tampered = Buffer.from(body);
  tampered[body.length - 1] = (tampered[body.length - 1] ?? 0) ^ 1;
  return tampered;
};

const without = (headers: Delivery['headers'], name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

/** What every channel promises, whatever its tool. */
export const keepsTheContract = (example: Example): void => {
  const { channel, source, secret, signedAtMs, good } = example;
  const verify = (delivery: Delivery, secrets: readonly string[] = [secret], receivedAtMs = signedAtMs): Verdict =>
    channel.verify(requestOf(delivery, receivedAtMs), secrets);
  const read = (delivery: Delivery, receivedAtMs = signedAtMs) =>
    channel.read(requestOf(delivery, receivedAtMs), source);

  describe('who sent it', () => {
    it('accepts what the tool signed', () => expect(verify(good)).toBe('ok'));

    it('accepts the old secret beside the new one', () => {
      expect(verify(good, ['whsec_bmV3IHNlY3JldA==', secret])).toBe('ok');
    });

    it('verifies nothing without a secret, or with an empty one', () => {
      expect([[], [''], ['whsec_'], ['', '']].map((secrets) => verify(good, secrets))).not.toContain('ok');
    });

    it('refuses what anybody could sign with an empty secret', () => {
      const at = { url: requestOf(good, signedAtMs).url, nowMs: signedAtMs };
      const forged = { ...good, headers: channel.sign(good.body, '', at) };
      expect(verify(forged, ['', secret])).toBe('mismatch');
    });

    it('notices one changed byte', () => {
      expect(verify({ ...good, body: tamper(good.body) })).toBe('mismatch');
    });

    it('refuses a wrong secret', () => expect(verify(good, ['whsec_d3Jvbmc='])).toBe('mismatch'));

    it.each(example.proof)('misses %s when it is not there', (name) => {
      expect(verify({ ...good, headers: without(good.headers, name) })).toBe('missing');
    });

    it.each(example.disguises)('refuses the same proof in the clothes of another scheme: %o', (disguise) => {
      expect(verify({ ...good, headers: { ...good.headers, ...disguise } })).not.toBe('ok');
    });

    if (example.isTimed) {
      it('takes a signature for five minutes, on both sides of its time', () => {
        const after = [-301, -300, 300, 301].map((seconds) => verify(good, [secret], signedAtMs + seconds * 1_000));
        expect(after).toEqual(['stale', 'ok', 'ok', 'stale']);
      });
    }
  });

  describe('what it says', () => {
    it('reads signals the queue can carry', () => {
      const { signals, rejected } = read(good);
      expect(signals.length).toBeGreaterThan(0);
      for (const signal of signals) expect(Signal.parse(signal)).toEqual(signal);
      expect(rejected).toEqual([]);
    });

    it('gives a replay the same key and revision, whenever it comes', () => {
      const keys = (receivedAtMs: number) =>
        read(good, receivedAtMs).signals.map(({ source, object, part, revision }) => [source, object, part, revision]);
      expect(keys(signedAtMs + 86_400_000)).toEqual(keys(signedAtMs));
    });

    it('verifies an empty body that is signed, and cannot read it', () => {
      expect(verify(example.empty)).toBe('ok');
      expect(() => read(example.empty)).toThrow(MalformedBody);
    });

    it('tells a broken body from a forged one', () => {
      expect(verify(example.broken)).toBe('ok');
      expect(() => read(example.broken)).toThrow(MalformedBody);
      expect(verify({ ...example.broken, headers: good.headers })).not.toBe('ok');
    });

    it('reads nothing from an event that is none of our business', () => {
      expect(verify(example.ignored)).toBe('ok');
      expect(read(example.ignored)).toEqual({ signals: [], rejected: [] });
    });

    it('stays far below its own size limit', () => expect(good.body.length).toBeLessThan(channel.maxBytes / 10));
  });

  it('signs as the tool does, for samples of our own', () => {
    const at = requestOf(good, signedAtMs);
    const headers = channel.sign(good.body, secret, { url: at.url, nowMs: signedAtMs });
    expect(verify({ ...good, headers })).toBe('ok');
  });
};
