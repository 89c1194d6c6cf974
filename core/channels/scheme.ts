import type { HookRequest } from './channel.ts';
import { hmac, safeEqual } from './verify.ts';

/**
 * Finds out how a delivery is signed, by trying what the tools we know of do: for a tool whose documents are silent, or
 * whose signature suddenly stops to verify. It only reads; nothing is ever accepted because of it.
 */

/** Every time in a header costs a dozen digests of the body, and anybody may send any header. */
const timesMax = 4;
const bodyBytesMax = 64 * 1_024;

const algorithms = ['sha1', 'sha256', 'sha512'] as const;
const encodings = ['hex', 'base64'] as const;

/** `v1,abc`, `sha256=abc`, `t=1,v1=abc`: the parts of a header that could be a signature. */
const signaturesIn = (value: string): string[] =>
  [value, ...value.split(/[ ,;]+/)].flatMap((part) => [part, part.replace(/^\w{1,10}=/, '')]);

const timesIn = (headers: HookRequest['headers']): string[] => {
  const parts = Object.values(headers).flatMap((value) => value.split(/[ ,;]+/));
  const times = parts.flatMap((part) => /^(?:t=)?(\d{10,13}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(part)?.[1] ?? []);
  return [...new Set(times)].slice(0, timesMax);
};

type Payload = readonly [name: string, parts: readonly (string | Buffer)[]];

const payloadsOf = ({ headers, body, method, url }: HookRequest): Payload[] => {
  const id = headers['webhook-id'] ?? headers['svix-id'];
  const timed = timesIn(headers).flatMap((time): Payload[] => [
    ['timestamp.body', [time, '.', body]],
    ['timestamp:body', [time, ':', body]],
    ['timestamp and body', [time, body]],
    ['v0:timestamp:body', ['v0:', time, ':', body]],
    ['method, address, body and timestamp', [method, url, body, time]],
    ...(id === undefined ? [] : [['id.timestamp.body', [id, '.', time, '.', body]] as const]),
  ]);
  return [['the body', [body]], ['the address', [url]], ...timed];
};

const keysOf = (secret: string): (readonly [name: string, key: string | Buffer])[] => [
  ['', secret],
  [', key decoded from base64', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')],
];

const everyDigest = function* (request: HookRequest, secrets: readonly string[]) {
  for (const [index, secret] of secrets.entries())
    for (const [decoded, key] of keysOf(secret))
      for (const [over, parts] of payloadsOf(request))
        for (const algorithm of algorithms)
          for (const encoding of encodings) {
            const name = `HMAC-${algorithm.toUpperCase()} (${encoding}) over ${over}${decoded}`;
            const which = index === 0 ? 'the current secret' : 'the previous secret';
            yield { digest: hmac(algorithm, key, parts, encoding), name: `${name}, with ${which}` };
          }
};

/**
 * @returns such as `x-signature: HMAC-SHA256 (hex) over timestamp.body, with the current secret`; nothing when no scheme
 * we know of fits
 */
export const matchScheme = (request: HookRequest, secrets: readonly string[]): string | undefined => {
  if (request.body.length > bodyBytesMax) return undefined;
  const candidates = Object.entries(request.headers).map(([name, value]) => ({ name, tokens: signaturesIn(value) }));
  for (const { digest, name } of everyDigest(
    request,
    secrets.filter((secret) => secret !== ''),
  )) {
    const found = candidates.find(({ tokens }) => tokens.some((token) => safeEqual(token, digest)));
    if (found) return `${found.name}: ${name}`;
  }
  return undefined;
};
