import type { HookRequest, WebhookChannel } from './channel.ts';
import { hmac, isFresh, matchesAny } from './verify.ts';

/** How a tool signs: what judges its deliveries, and makes ours alike. */
export type Scheme = Pick<WebhookChannel, 'verify' | 'sign'>;

interface Digest {
  /** The header that has it, in lower case. */
  readonly header: string;
  readonly encoding: 'hex' | 'base64';
  /** What stands before it, such as `sha256=`. */
  readonly prefix?: string;
}

/** How a tool writes the time it signs. */
interface Clock {
  /** @returns milliseconds, or NaN, which is never fresh */
  readonly msOf: (text: string) => number;
  readonly textOf: (ms: number) => string;
}

export const unixSeconds: Clock = {
  msOf: (text) => (/^\d{1,11}$/.test(text) ? Number(text) * 1_000 : Number.NaN),
  textOf: (ms) => String(Math.floor(ms / 1_000)),
};
export const unixMs: Clock = {
  msOf: (text) => (/^\d{1,14}$/.test(text) ? Number(text) : Number.NaN),
  textOf: String,
};
export const isoTime: Clock = { msOf: Date.parse, textOf: (ms) => new Date(ms).toISOString() };

const json = { 'content-type': 'application/json' };

/**
 * One header over the body alone, which a replay cannot be told from.
 *
 * @param newer another name of the header: where it is, it speaks alone
 */
export const signedBody = ({
  header,
  newer = header,
  algorithm,
  encoding,
  prefix = '',
}: Digest & { readonly algorithm: 'sha1' | 'sha256'; readonly newer?: string }): Scheme => {
  const signatureOf = (secret: string, body: Buffer): string => prefix + hmac(algorithm, secret, [body], encoding);
  return {
    verify({ headers, body }, secrets) {
      const signature = headers[newer] ?? headers[header];
      if (signature === undefined) return 'missing';
      return matchesAny(secrets, [signature], (secret) => signatureOf(secret, body)) ? 'ok' : 'mismatch';
    },
    sign: ({ url, body }, secret) => ({ url, body, headers: { ...json, [header]: signatureOf(secret, body) } }),
  };
};

/**
 * One header over a time and the body, another with the time, by HMAC-SHA256.
 *
 * @param signed what the digest is over, in its order
 */
export const signedTime = ({
  header,
  timeHeader,
  clock,
  signed,
  encoding,
  prefix = '',
}: Digest & {
  readonly timeHeader: string;
  readonly clock: Clock;
  readonly signed: (
    request: Pick<HookRequest, 'method' | 'url' | 'body'>,
    time: string,
  ) => readonly (string | Buffer)[];
}): Scheme => ({
  verify(request, secrets) {
    const { [header]: signature, [timeHeader]: time } = request.headers;
    if (signature === undefined || time === undefined) return 'missing';
    const parts = signed(request, time);
    const isTheirs = matchesAny(secrets, [signature], (secret) => prefix + hmac('sha256', secret, parts, encoding));
    if (!isTheirs) return 'mismatch';
    return isFresh(clock.msOf(time), request.receivedAtMs) ? 'ok' : 'stale';
  },

  sign({ url, body }, secret, nowMs) {
    const time = clock.textOf(nowMs);
    const signature = prefix + hmac('sha256', secret, signed({ method: 'POST', url, body }, time), encoding);
    return { url, body, headers: { ...json, [timeHeader]: time, [header]: signature } };
  },
});
