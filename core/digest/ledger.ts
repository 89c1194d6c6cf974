import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { ListeningPathError } from '../errors.ts';

/**
 * What SES said became of a mail it had taken, the worst last: of several the last counts, in whatever order they came.
 * A soft bounce before a delivery is an answer by a machine, such as that somebody is out of office.
 */
const mailFates = ['softBounced', 'delivered', 'rejected', 'bounced', 'complained'] as const;
export type MailFate = (typeof mailFates)[number];

type FateTimes = Readonly<Partial<Record<`${MailFate}AtMs`, number>>>;

/** One mail to one person, kept for good: what was said, and whether it left. */
export interface LedgerEntry extends FateTimes {
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
 * after SES took the mail and before the ledger knew, and of which no event of SES's told the ledger since (settle).
 * Waiting longer for one would leave nobody to send the mail: Lambda's second retry is the last.
 */
export const nextStep = (entry: LedgerEntry, nowMs: number): LedgerStep => {
  if (entry.state === 'SENT') return 'done';
  if (entry.state === 'UNSUBSCRIBED') return 'unsubscribed';
  if (entry.state === 'SENDING' && nowMs - (entry.sendingAtMs ?? 0) < sendingSecondsMax * 1_000) return 'wait';
  return 'send';
};

/** Where the ledger notes when it was. */
export const fateField = (fate: MailFate) => `${fate}AtMs` as const;
export const fateFields = mailFates.map(fateField);

/** What became of a mail in the end: whether it left, unless SES told of it that it did not arrive or was not welcome. */
export const becameOf = (entry: Pick<LedgerEntry, 'state'> & FateTimes): LedgerEntry['state'] | MailFate => {
  const fate = mailFates.findLast((one) => entry[fateField(one)] !== undefined);
  return fate === undefined || fate === 'delivered' ? entry.state : fate;
};

/** What SES told of one mail. */
export interface MailNews {
  readonly fate: MailFate;
  readonly atMs: number;
  /** SES's id of the message, and when SES took it. */
  readonly messageId: string;
  readonly takenAtMs: number;
}

/**
 * What the ledger has to note. Whatever became of a mail, SES had taken it: an entry whose sender died is sent now.
 *
 * @returns nothing when it was noted before, so that events may come in any order and again
 */
export const noteOf = (
  entry: LedgerEntry,
  { fate, atMs, messageId, takenAtMs }: MailNews,
): Partial<LedgerEntry> | undefined => {
  const field = fateField(fate);
  if (entry.state === 'UNSUBSCRIBED' || entry[field] !== undefined) return undefined;
  const sent = { state: 'SENT' as const, messageId, sentAtMs: takenAtMs };
  return { [field]: atMs, ...(entry.state !== 'SENT' && sent) };
};

/** The ledger key as a mail tag, file name and message id: letters, digits and dashes, and no address. */
export const ledgerTag = (audience: string, scheduledTime: string, recipient: string): string =>
  `${audience}_${scheduledTime.replaceAll(/[:.]/g, '-')}_${createHash('sha256').update(recipient).digest('hex').slice(0, 8)}`;

/** What a tag stands for. */
export interface LedgerName {
  readonly audience: string;
  readonly scheduledTime: string;
  readonly recipient: string;
}

/**
 * Reads a tag.
 *
 * @param people who may be meant, because the tag itself does not tell
 * @returns nothing when it stands for a mail to none of them, or for a test
 */
export const readLedgerTag = (tag: string, people: Iterable<string>): LedgerName | undefined => {
  const [audience = '', time = ''] = tag.split('_');
  const scheduledTime = time.replace(
    /(\d\d)-(\d\d)-(\d\d)-?(\d*)Z$/,
    (_, hours, minutes, seconds, fraction) => `${hours}:${minutes}:${seconds}${fraction && `.${fraction}`}Z`,
  );
  for (const recipient of people) {
    if (ledgerTag(audience, scheduledTime, recipient) === tag) return { audience, scheduledTime, recipient };
  }
  return undefined;
};

/** A test mail's tag, of the same letters. Each has its own: mail programs show the same message id only once. */
export const testTag = (audience: string, scheduledTime: string, recipient: string, nowMs: number): string =>
  `test_${ledgerTag(audience, scheduledTime, recipient)}_${nowMs.toString(36)}`;
