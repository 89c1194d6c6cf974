import { createHash } from 'node:crypto';

/** One mail to one person, kept for good: what was said, and whether it left. */
export interface LedgerEntry {
  /** `UNSUBSCRIBED` when it was due, so who subscribes again later is not sent an old digest. */
  readonly state: 'FROZEN' | 'SENDING' | 'SENT' | 'UNSUBSCRIBED';
  /** When the sending that is under way began. */
  readonly sendingAtMs?: number;
}

/**
 * How long a claim to send counts: longer than the digest function may run (lib/digest.ts asserts it), so that whoever
 * claimed is dead, and short enough for the second of Lambda's two retries to find the mail and send it.
 */
export const sendingSecondsMax = 150;

export type LedgerStep = 'send' | 'wait' | 'done' | 'unsubscribed';

/**
 * What to do about one mail. The only duplicate this allows is the rare one that is better than silence: a run that died
 * after SES took the mail and before the ledger knew.
 */
export const nextStep = (entry: LedgerEntry, nowMs: number): LedgerStep => {
  if (entry.state === 'SENT') return 'done';
  if (entry.state === 'UNSUBSCRIBED') return 'unsubscribed';
  if (entry.state === 'SENDING' && nowMs - (entry.sendingAtMs ?? 0) < sendingSecondsMax * 1_000) return 'wait';
  return 'send';
};

/** The ledger key as a mail tag, file name and message id: letters, digits and dashes, and no address. */
export const ledgerTag = (audience: string, scheduledTime: string, recipient: string): string =>
  `${audience}_${scheduledTime.replaceAll(/[:.]/g, '-')}_${createHash('sha256').update(recipient).digest('hex').slice(0, 8)}`;

/** A test mail's tag, of the same letters. Each has its own: mail programs show the same message id only once. */
export const testTag = (audience: string, scheduledTime: string, recipient: string, nowMs: number): string =>
  `test_${ledgerTag(audience, scheduledTime, recipient)}_${nowMs.toString(36)}`;
