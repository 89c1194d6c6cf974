import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ListeningPathError } from '../errors.ts';

/** One mail to one person, kept for good: what was said, and whether it left. */
export interface LedgerEntry {
  /** `UNSUBSCRIBED` when it was due, so who subscribes again later is not sent an old digest. */
  readonly state: 'FROZEN' | 'SENDING' | 'SENT' | 'UNSUBSCRIBED';
  /** When the sending that is under way began. */
  readonly sendingAtMs?: number;
  /** Of the frozen mail. */
  readonly subject?: string;
  /** The mail quoted somebody who asked to be forgotten, and could not be made anew without their words: it is gone. */
  readonly isMailErased?: true;
}

/** A frozen mail as it is stored, beside the entry that tells what became of it. */
export interface PackedMail {
  readonly rawGzip: Uint8Array;
  /** What it was made of, as JSON. */
  readonly inputsGzip: Uint8Array;
}

/** Even without its pictures a mail is more than the ledger can keep, and what is not kept is not sent. */
export class MailTooLarge extends ListeningPathError {
  override name = 'MailTooLarge';
}

/** An item of the table holds 400 KB; the rest is room for its keys, its subject, and a margin. */
const packedBytesMax = 350_000;

/**
 * Compressed, HTML and figures are a tenth of their size, and base64 pictures as small as their bytes.
 *
 * @returns nothing when that is still more than an item of the table can hold
 */
export const packMail = (raw: Uint8Array, inputs: object): PackedMail | undefined => {
  const packed = { rawGzip: gzipSync(raw), inputsGzip: gzipSync(JSON.stringify(inputs)) };
  return packed.rawGzip.length + packed.inputsGzip.length <= packedBytesMax ? packed : undefined;
};

/** What a frozen mail was made of. */
export const unpackInputs = ({ inputsGzip }: PackedMail): unknown => JSON.parse(String(gunzipSync(inputsGzip)));

/** The bytes that leave: those that were frozen. */
export const unpackRaw = ({ rawGzip }: PackedMail): Buffer => gunzipSync(rawGzip);

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
