import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MalformedBody } from '../../../core/errors.ts';
import { Signal } from '../../../core/signal.ts';
import { type Example, requestOf } from './channel-contract.ts';
import { examples } from './examples.ts';

const anyBytes = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const anyJson = fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text));
const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(
    '',
    ' ',
    '__proto__',
    '1e400',
    -0,
    1e300,
    2 ** 53,
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00+23:59',
  ),
  fc.string({ minLength: 200, maxLength: 1_200 }),
);

/** Every place in a JSON value, as the steps that lead to it. */
const placesIn = (value: unknown): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => [[key], ...placesIn(inner).map((rest) => [key, ...rest])])
    : [];

const replaceAt = (value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown => {
  if (step === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  copy[step] = replaceAt(copy[step], rest, by);
  return copy;
};

/** The fixture with up to three of its values replaced by odd ones. */
/** A form holds text only; whatever else a mutation put there is written as JSON. */
const formOf = (fields: Record<string, unknown>): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : `${JSON.stringify(value)}`,
    ]),
  ).toString();

const mutantOf = ({ good }: Example): fc.Arbitrary<Buffer> => {
  const text = good.body.toString();
  const isJson = text.startsWith('{');
  const value = isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  const change = fc.tuple(fc.constantFrom(...placesIn(value)), oddValue);
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const mutant = changes.reduce((result: unknown, [place, by]) => {
      try {
        return replaceAt(result, place, by);
      } catch {
        return result;
      }
    }, value);
    return Buffer.from(isJson ? JSON.stringify(mutant) : formOf(mutant as Record<string, unknown>));
  });
};

describe.each(Object.entries(examples))('%s', (_name, example) => {
  const { channel, source, secret, good, signedAtMs } = example;

  it('reads any body into signals the queue can carry, or throws its named error', () => {
    fc.assert(
      fc.property(fc.oneof(anyBytes, anyJson, { arbitrary: mutantOf(example), weight: 6 }), (body) => {
        try {
          const { signals } = channel.read(requestOf({ ...good, body }, signedAtMs), source);
          for (const signal of signals) Signal.parse(JSON.parse(JSON.stringify(signal)));
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedBody);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('judges any headers, body and address without throwing', () => {
    const headers = fc.dictionary(
      fc.constantFrom(...Object.keys(good.headers), 'authorization', 'svix-id', 'svix-timestamp', 'svix-signature'),
      fc.oneof(
        fc.string(),
        fc.constantFrom('v1,', 'sha256=', 'Bearer ', '99999999999', ...Object.values(good.headers)),
      ),
    );
    const secrets = fc.array(fc.oneof(fc.string(), fc.constantFrom('', 'whsec_')));
    fc.assert(
      fc.property(headers, anyBytes, fc.oneof(fc.string(), fc.webUrl()), secrets, (headers, body, url, secrets) => {
        expect(channel.verify(requestOf({ headers, body, url }, signedAtMs), secrets)).toMatch(
          /^(missing|mismatch|stale|ok)$/,
        );
      }),
      { numRuns: 300 },
    );
  });

  it('never verifies a body that says something else than was signed', () => {
    // Twilio signs what a form means and not its bytes: %2B and %2b are one.
    const meaningOf = (body: Buffer) =>
      'x-twilio-signature' in good.headers ? new URLSearchParams(body.toString()).toString() : body.toString('latin1');
    fc.assert(
      fc.property(fc.nat(good.body.length - 1), fc.nat(255), (index, byte) => {
        const body = Buffer.from(good.body);
        body[index] = byte;
        fc.pre(meaningOf(body) !== meaningOf(good.body));
        expect(channel.verify(requestOf({ ...good, body }, signedAtMs), [secret])).toBe('mismatch');
      }),
      { numRuns: 500 },
    );
  });
});
