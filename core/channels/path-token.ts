import type { HookRequest, Outgoing, SignedDelivery, Verdict } from './channel.ts';
import { hmac, matchesAny } from './verify.ts';

/** 128 bits: nobody guesses it, and it still fits every tool's address field. */
const tokenDigits = 32;

/** Where tools that cannot sign may send a header of our choosing, it carries the secret itself. */
export const secretHeader = 'x-listening-path-secret';

/**
 * The proof a tool carries that cannot sign: the end of its address.
 *
 * Derived, so that an address that leaks through somebody's log or screenshot does not tell the secret; and so that
 * there is one thing to rotate.
 *
 * @returns 32 hexadecimal digits
 */
export const pathTokenOf = (secret: string): string =>
  hmac('sha256', secret, ['listening-path path token'], 'hex').slice(0, tokenDigits);

/** Whether the request came to the secret address, and with the secret header where the tool can send one. */
export const verifyPathToken = (
  { pathToken, headers }: HookRequest,
  secrets: readonly string[],
  { hasHeader }: { readonly hasHeader: boolean },
): Verdict => {
  const header = headers[secretHeader];
  if (pathToken === undefined || (hasHeader && header === undefined)) return 'missing';
  // Both proofs must be of one secret, so that half of an old one is worth nothing.
  const matches = secrets.filter(
    (secret) =>
      matchesAny([secret], [pathToken], pathTokenOf) &&
      (!hasHeader || matchesAny([secret], [header ?? ''], (key) => key)),
  );
  return matches.length > 0 ? 'ok' : 'mismatch';
};

/** The delivery of a tool that cannot sign. */
export const signByPath = (
  { url, body }: Outgoing,
  secret: string,
  headers: Readonly<Record<string, string>>,
): SignedDelivery => ({ url: `${url}/${pathTokenOf(secret)}`, body, headers });
