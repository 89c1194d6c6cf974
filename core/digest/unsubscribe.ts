import { createHash, createHmac } from 'node:crypto';
import { safeEqual } from '../channels/verify.ts';

/** One person's wish about one audience's digest. */
export interface Subscription {
  readonly audience: string;
  /** Stands for the address: neither links nor suppressions hold one. */
  readonly recipientHash: string;
}

const hashBytes = 32;
const macBytes = 32;

/** The same person whatever the capitals: who left as `Ana@` must not get the mail to `ana@`. */
export const subscriptionOf = (audience: string, recipient: string): Subscription => ({
  audience,
  recipientHash: createHash('sha256').update(recipient.trim().toLowerCase()).digest('hex'),
});

/** A key for this one purpose, so that no other use of the deployment's key can ever make a token, or be undone by one. */
const tokenKey = (customerKey: string): Buffer =>
  createHmac('sha256', customerKey).update('listening-path unsubscribe').digest();

/** The hash has a fixed length, so where the audience ends is never in doubt. */
const seal = (payload: Buffer, customerKey: string): string =>
  Buffer.concat([payload, createHmac('sha256', tokenKey(customerKey)).update(payload).digest()]).toString('base64url');

/**
 * What an unsubscribe link says: audience and hashed recipient, under our signature.
 *
 * It never expires, because the link of an old mail must work too, and can do nothing but what its reader may: end and
 * resume one digest to one person.
 */
export const unsubscribeToken = ({ audience, recipientHash }: Subscription, customerKey: string): string =>
  seal(Buffer.concat([Buffer.from(audience), Buffer.from(recipientHash, 'hex')]), customerKey);

/**
 * Reads a token of ours.
 *
 * The whole token is made again and compared, because base64 decoders overlook letters: only the very token that was
 * mailed counts.
 *
 * @returns undefined when we did not make it, whatever is wrong with it
 */
export const readUnsubscribeToken = (token: string, customerKey: string): Subscription | undefined => {
  const bytes = Buffer.from(token, 'base64url');
  const payload = bytes.subarray(0, Math.max(0, bytes.length - macBytes));
  if (payload.length <= hashBytes || !safeEqual(token, seal(payload, customerKey))) return undefined;
  return {
    audience: payload.subarray(0, -hashBytes).toString(),
    recipientHash: payload.subarray(-hashBytes).toString('hex'),
  };
};

/** What a visit or a mail program's button asks for. */
export type UnsubscribeChoice = 'unsubscribe' | 'subscribe';

/** Field and values of our page's own buttons. */
export const choiceField = 'choice';

/**
 * What a posted form asks for: the body RFC 8058 prescribes, or a button of our page.
 *
 * @returns undefined for a form that is neither: a scanner that posts whatever it finds must not unsubscribe anybody
 */
export const choiceIn = (form: { get(name: string): unknown }): UnsubscribeChoice | undefined => {
  if (form.get('List-Unsubscribe') === 'One-Click') return 'unsubscribe';
  const choice = form.get(choiceField);
  return choice === 'unsubscribe' || choice === 'subscribe' ? choice : undefined;
};
