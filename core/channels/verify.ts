import { createHmac, timingSafeEqual } from 'node:crypto';

/** Vendors that sign a time expect some tolerance for slow networks and clocks; five minutes is the usual one. */
const signatureAgeSecondsMax = 300;

/** Compares without telling by its duration where two texts differ. */
export const safeEqual = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  // timingSafeEqual throws on unequal lengths, and the length of a digest is no secret.
  return left.length === right.length && timingSafeEqual(left, right);
};

/** The keyed digest of the parts as if they were one text, so that no caller has to copy a body to prepend to it. */
export const hmac = (
  algorithm: 'sha1' | 'sha256' | 'sha512',
  key: string | Buffer,
  parts: readonly (string | Buffer)[],
  encoding: 'hex' | 'base64',
): string => {
  // As text, because Node takes seven times as long to find out that a buffer is no KeyObject.
  const digest =
    typeof key === 'string'
      ? createHmac(algorithm, key)
      : createHmac(algorithm, key.toString('latin1'), { encoding: 'latin1' });
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
};

/**
 * Whether any received signature is the one any of our keys would give.
 *
 * All pairs are compared, so that the duration does not tell which key of a rotation is the active one. An empty key
 * never matches: anybody can compute its digests.
 */
export const matchesAny = <Key extends string | Buffer>(
  keys: readonly Key[],
  received: readonly string[],
  expected: (key: Key) => string,
): boolean => {
  let matches = false;
  for (const key of keys) {
    if (key.length === 0) continue;
    const signature = expected(key);
    for (const candidate of received) if (safeEqual(candidate, signature)) matches = true;
  }
  return matches;
};

/** Two-sided: a signature from the future would otherwise stay replayable until its time comes. */
export const isFresh = (signedAtMs: number, nowMs: number): boolean =>
  Number.isFinite(signedAtMs) && Math.abs(nowMs - signedAtMs) <= signatureAgeSecondsMax * 1_000;
