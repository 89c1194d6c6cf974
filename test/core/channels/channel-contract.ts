import { describe, expect, it } from 'vitest';
import {
  type HookRequest,
  type HookResponse,
  nothing,
  type Verdict,
  type WebhookChannel,
} from '../../../core/channels/channel.ts';
import { MalformedBody } from '../../../core/errors.ts';
import type { Source } from '../../../core/journey/schema.ts';
import { compareRevisions, Signal, unordered } from '../../../core/signal.ts';

/** A webhook as the tool would post it. */
export interface Delivery {
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly url?: string;
  readonly pathToken?: string;
}

/** What the contract needs to know of a channel. Signatures come from elsewhere, never from the channel's own `sign`. */
export interface Example {
  readonly channel: WebhookChannel;
  readonly source: Source;
  readonly secret: string;
  readonly signedAtMs: number;
  /** Whether the tool signs a time. */
  readonly isTimed: boolean;
  /** What the proof covers: the whole body (most), or only that the sender knows the secret. */
  readonly covers: 'body' | 'sender';
  readonly good: Delivery;
  /** Absent when the proof is inside the body. */
  readonly empty?: Delivery;
  /** A body that breaks off in the middle, absent for forms: any bytes are one. */
  readonly broken?: Delivery;
  readonly ignored: Delivery;
  /** Deliveries without something the proof needs. */
  readonly unproven: readonly Delivery[];
  /** The good delivery in another scheme's clothes, or under another time. */
  readonly disguised: readonly Delivery[];
  /** A later version of the fact in `good`: needed of every channel that corrects. */
  readonly corrected?: Delivery;
  /** The body of `good` without any time of its own: needed where a channel takes the time of arrival instead. */
  readonly timeless?: Buffer;
  /** Another fact about the same object, a status beside a score: stored beside it, never over it. */
  readonly beside?: Delivery;
  /** A batch with one item that cannot be read among items that can. */
  readonly batch?: { readonly delivery: Delivery; readonly read: number };
  /** What the tool asks before it trusts an address. Signed challenges are no probes: they are read. */
  readonly probes?: readonly { readonly delivery: Delivery; readonly answer: HookResponse }[];
  /** Signed challenges and what they want to hear. */
  readonly challenges?: readonly { readonly delivery: Delivery; readonly answer: HookResponse }[];
}

export const sourceOf = (source: Partial<Source>): Source => ({
  id: 'somewhere',
  channel: 'generic',
  medium: 'web',
  defaultTouchpoint: 'website',
  questions: {},
  solicited: true,
  routing: [],
  active: true,
  ...source,
});

const sourceUrl = 'https://listen.faromovil.example/hooks/somewhere';

export const requestOf = (delivery: Delivery, receivedAtMs: number): HookRequest => ({
  method: delivery.method ?? 'POST',
  url: delivery.url ?? sourceUrl,
  ...(delivery.pathToken !== undefined && { pathToken: delivery.pathToken }),
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

/** The delivery without some of its headers. */
export const without = (delivery: Delivery, ...names: readonly string[]): Delivery => ({
  ...delivery,
  headers: Object.fromEntries(Object.entries(delivery.headers).filter(([key]) => !names.includes(key))),
});

/** One delivery per header, each without it. */
export const withoutEach = (delivery: Delivery, ...names: readonly string[]): Delivery[] =>
  names.map((name) => without(delivery, name));

/** The delivery with other headers over its own. */
export const dressed = (delivery: Delivery, headers: Delivery['headers']): Delivery => ({
  ...delivery,
  headers: { ...delivery.headers, ...headers },
});

const factOf = ({ source, object, part }: Signal) => [source, object, part];

/** A signed delivery as it arrives: what follows the source's own address is the path token. */
export const deliveryOf = (signed: ReturnType<WebhookChannel['sign']>, address: string): Delivery => {
  const rest = signed.url.startsWith(`${address}/`) ? signed.url.slice(address.length + 1) : undefined;
  return { ...signed, ...(rest !== undefined && { pathToken: rest }) };
};

/** Another body, signed as the channel itself signs: for what is read of it, never to show that it verifies. */
export const signedLike = ({ channel, good, secret, signedAtMs }: Example, body: Buffer): Delivery => {
  const url = good.pathToken === undefined ? (good.url ?? sourceUrl) : sourceUrl;
  return { ...good, ...deliveryOf(channel.sign({ url, body }, secret, signedAtMs), url) };
};

/** What every channel promises, whatever its tool. */
export const keepsTheContract = (example: Example): void => {
  const { channel, source, secret, signedAtMs, good, broken, empty, corrected, timeless, beside, batch } = example;
  const verify = (delivery: Delivery, secrets: readonly string[] = [secret], receivedAtMs = signedAtMs): Verdict =>
    channel.verify(requestOf(delivery, receivedAtMs), secrets);
  const read = (delivery: Delivery, receivedAtMs = signedAtMs) =>
    channel.read(requestOf(delivery, receivedAtMs), source);
  const another = 'whsec_bmV3IHNlY3JldCBvZiBtb3JlIGJ5dGVz';

  describe('who sent it', () => {
    it('accepts what the tool signed', () => expect(verify(good)).toBe('ok'));

    it('accepts the old secret beside the new one', () => {
      expect(verify(good, [another, secret])).toBe('ok');
    });

    it('verifies nothing without a secret, or with an empty one', () => {
      expect([[], [''], ['whsec_'], ['', '']].map((secrets) => verify(good, secrets))).not.toContain('ok');
    });

    it('refuses what anybody could sign with an empty secret', () => {
      const forged = signedLike({ ...example, secret: '' }, good.body);
      expect(verify(forged, ['', secret])).not.toBe('ok');
    });

    if (example.covers === 'body') {
      it('notices one changed byte', () => {
        expect(verify({ ...good, body: tamper(good.body) })).not.toBe('ok');
      });
    }

    it('refuses a wrong secret', () => expect(verify(good, [another])).toBe('mismatch'));

    it.each(example.unproven)('misses the proof when a part of it is not there (%#)', (delivery) => {
      expect(verify(delivery)).toBe('missing');
    });

    it.each(example.disguised)('refuses the same proof in other clothes (%#)', (delivery) => {
      expect(verify(delivery)).not.toBe('ok');
    });

    if (example.isTimed) {
      it('takes a signature for five minutes, on both sides of its time', () => {
        const after = [-301, -300, 300, 301].map((seconds) => verify(good, [secret], signedAtMs + seconds * 1_000));
        expect(after).toEqual(['stale', 'ok', 'ok', 'stale']);
      });
    }
  });

  describe('what it says', () => {
    it('reads what the queue can carry', () => {
      const { signals, rejected, thin } = read(good);
      expect(signals.length + thin.length).toBeGreaterThan(0);
      for (const signal of signals) expect(Signal.parse(signal)).toEqual(signal);
      expect(rejected).toEqual([]);
    });

    const bodies = [good.body, ...(timeless ? [timeless] : [])];
    it.each(bodies)('gives a replay the same facts and revisions, whenever it comes (%#)', (body) => {
      const keys = (receivedAtMs: number) => {
        const { signals, thin } = read({ ...good, body }, receivedAtMs);
        return [signals.map((signal) => [...factOf(signal), signal.revision]), thin];
      };
      expect(keys(signedAtMs + 86_400_000)).toEqual(keys(signedAtMs));
    });

    if (timeless) {
      it('takes the time of arrival where the tool tells none', () => {
        const { signals } = read({ ...good, body: timeless }, signedAtMs + 86_400_000);
        expect(signals[0]?.occurredAt).toBe(new Date(signedAtMs + 86_400_000).toISOString());
      });
    }

    if (empty) {
      it('verifies an empty body that is signed, and cannot read it', () => {
        expect(verify(empty)).toBe('ok');
        expect(() => read(empty)).toThrow(MalformedBody);
      });
    }

    if (broken) {
      it('tells a broken body from a forged one', () => {
        expect(verify(broken)).toBe('ok');
        expect(() => read(broken)).toThrow(MalformedBody);
        if (example.covers === 'body') expect(verify({ ...good, body: broken.body })).not.toBe('ok');
      });
    }

    it('reads nothing from an event that is none of our business', () => {
      expect(verify(example.ignored)).toBe('ok');
      const { signals, rejected, thin } = read(example.ignored);
      expect([signals, rejected, thin]).toEqual([[], [], []]);
    });

    if (channel.corrects && channel.api === undefined) {
      it('corrects: a later version has the same fact and a later revision', () => {
        if (corrected === undefined) throw new Error('an example of a channel that corrects needs `corrected`');
        expect(verify(corrected)).toBe('ok');
        const [before] = read(good).signals;
        const after = read(corrected).signals.find((signal) => before && `${factOf(signal)}` === `${factOf(before)}`);
        if (before === undefined || after === undefined) throw new Error('the correction speaks of another fact');
        expect(compareRevisions(after.revision, before.revision)).toBeGreaterThan(0);
      });
    } else if (channel.api === undefined) {
      it('cannot correct, and says so: every version has the same revision', () => {
        for (const { revision } of read(good).signals) expect(revision).toEqual(unordered);
      });
    }

    if (beside) {
      it('keeps a status beside a score: another fact of the same object', () => {
        expect(verify(beside)).toBe('ok');
        const parts = read(good).signals.map(({ part }) => part);
        const others = read(beside).signals;
        expect(others.length).toBeGreaterThan(0);
        expect(read(good).signals.map(({ object }) => object)).toContain(others[0]?.object);
        for (const { part } of others) expect(parts).not.toContain(part);
      });
    }

    if (batch) {
      it('keeps the good items of a batch, and names what is wrong with the bad one', () => {
        expect(verify(batch.delivery)).toBe('ok');
        const { signals, thin, rejected } = read(batch.delivery);
        expect([signals.length + thin.length, rejected.length]).toEqual([batch.read, 1]);
        expect(rejected[0]?.reason).toMatch(/\[\d+\].*: /);
      });
    }

    it.each(example.probes ?? [])('answers what the tool asks first (%#)', ({ delivery, answer }) => {
      expect(channel.probe?.(requestOf(delivery, signedAtMs), [secret])).toEqual(answer);
      expect(channel.probe?.(requestOf(good, signedAtMs), [secret])).toBeUndefined();
    });

    it.each(example.challenges ?? [])('answers a signed challenge, and no forged one (%#)', ({ delivery, answer }) => {
      expect(verify(delivery)).toBe('ok');
      expect(read(delivery)).toEqual({ ...nothing, answer });
      expect(verify(delivery, [another])).toBe('mismatch');
    });

    it('stays far below its own size limit', () => expect(good.body.length).toBeLessThan(channel.maxBytes / 10));
  });

  it('signs as the tool does, for samples of our own', () => {
    const delivery = signedLike(example, good.body);
    expect(verify(delivery)).toBe('ok');
    expect(read(delivery).signals).toEqual(read(good).signals);
  });
};
