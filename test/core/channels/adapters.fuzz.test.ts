import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBody } from '../../../core/errors.ts';
import { Signal } from '../../../core/signal.ts';
import { requestOf, signedLike } from './channel-contract.ts';
import { examples } from './examples.ts';
import { mutantOf } from './mutants.ts';

/** `npm run simulate -- fuzz` makes it ten thousand each. */
const numRuns = Number(process.env.FUZZ_RUNS ?? 150);
const timeoutMs = 30_000 + numRuns * 30;

const anyBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const anyJson = fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text));

describe.each(Object.entries(examples))('%s', (_name, example) => {
  const { channel, source, secret, good, signedAtMs } = example;
  const readingOf = (delivery: typeof good) => {
    const { signals, thin } = channel.read(requestOf(delivery, signedAtMs), source);
    return { signals, thin };
  };

  it(
    'reads any body that is validly signed into what the queue can carry, or throws its named error',
    () => {
      fc.assert(
        fc.property(fc.oneof(anyBytes, anyJson, { arbitrary: mutantOf(good.body), weight: 6 }), (body) => {
          const request = requestOf(signedLike(example, body), signedAtMs);
          expect(channel.verify(request, [secret])).toMatch(/^(ok|malformed|missing)$/);
          try {
            for (const signal of channel.read(request, source).signals)
              Signal.parse(JSON.parse(JSON.stringify(signal)));
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedBody);
          }
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it(
    'judges any headers, body and address without throwing',
    () => {
      const headers = fc.dictionary(
        fc.constantFrom(
          ...Object.keys(good.headers),
          ...[
            'authorization',
            'svix-id',
            'svix-timestamp',
            'svix-signature',
            'content-type',
            'x-listening-path-secret',
          ],
        ),
        fc.oneof(
          fc.string(),
          fc.constantFrom('v1,', 'v0=', 't=1,v1=', 'sha256=', 'Bearer ', '99999999999', ...Object.values(good.headers)),
        ),
      );
      const secrets = fc.array(fc.oneof(fc.string(), fc.constantFrom('', 'whsec_', '&', 'a&')));
      const pathToken = fc.option(fc.string(), { nil: undefined });
      const body = fc.oneof(anyBytes, anyJson, mutantOf(good.body));
      const address = fc.oneof(fc.string(), fc.webUrl());
      fc.assert(
        fc.property(headers, body, address, secrets, pathToken, (headers, body, url, secrets, token) => {
          const delivery = { headers, body, url, ...(token !== undefined && { pathToken: token }) };
          const request = requestOf(delivery, signedAtMs);
          const verdict = channel.verify(request, secrets);
          expect(verdict).toMatch(/^(missing|mismatch|stale|malformed)$/);
          channel.probe?.(request, secrets);
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  it(
    'lets nothing that is not signed change what is read',
    () => {
      // Headers of its own that the proof does not cover, of other tools, and any others.
      const extra = fc.dictionary(
        fc.oneof(
          fc.stringMatching(/^[a-z-]{1,30}$/),
          fc.constantFrom('x-shopify-topic', 'x-front-challenge', 'webhook-id', 'ce-id', ...Object.keys(good.headers)),
        ),
        fc.string(),
      );
      fc.assert(
        fc.property(extra, (headers) => {
          const delivery = { ...good, headers: { ...good.headers, ...headers } };
          if (channel.verify(requestOf(delivery, signedAtMs), [secret]) !== 'ok') return;
          expect(readingOf(delivery)).toEqual(readingOf(good));
        }),
        { numRuns },
      );
    },
    timeoutMs,
  );

  if (example.covers === 'body') {
    it(
      'never verifies a body that says something else than was signed',
      () => {
        // Twilio signs what a form means and not its bytes: %2B and %2b are one.
        const isForm = !/^\s*[{[]/.test(good.body.toString());
        const meaningOf = (body: Buffer) =>
          isForm ? new URLSearchParams(body.toString()).toString() : body.toString('latin1');
        fc.assert(
          fc.property(fc.nat(good.body.length - 1), fc.nat(255), (index, byte) => {
            const body = Buffer.from(good.body);
            body[index] = byte;
            fc.pre(meaningOf(body) !== meaningOf(good.body));
            expect(channel.verify(requestOf({ ...good, body }, signedAtMs), [secret])).not.toBe('ok');
          }),
          { numRuns },
        );
      },
      timeoutMs,
    );
  }
});
