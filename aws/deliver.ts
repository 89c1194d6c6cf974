import {
  type LedgerEntry,
  type LedgerStep,
  MailTooLarge,
  nextStep,
  type PackedMail,
  packMail,
  unpackRaw,
} from '../core/digest/ledger.ts';
import { ListeningPathError, MailRefused } from '../core/errors.ts';
import { type Key, keyText, ledgerMailKey, quotePartition } from '../core/store/keys.ts';
import type { Mail } from './mail.ts';
import type { Item, Table } from './table.ts';

/** A mail to be kept in the ledger, with what it was made of. */
export interface FrozenMail {
  readonly raw: Buffer;
  readonly subject: string;
  readonly inputs: object;
  /** The ids of the signals it quotes. */
  readonly quotes: readonly string[];
}

/** Composes the mail, or `undefined` for who wants none; without pictures when it is too large with them. */
export type Freeze = (hasPictures: boolean) => Promise<FrozenMail | undefined>;

export type DeliveryResult = 'sent' | Exclude<LedgerStep, 'send'>;

export interface Delivered {
  readonly result: DeliveryResult;
  /** What the mail says, now or since it was frozen; absent when there is none. */
  readonly subject?: string;
}

type StoredMail = PackedMail & Required<Pick<LedgerEntry, 'subject'>>;

interface Packed {
  readonly mail: StoredMail;
  readonly quotes: FrozenMail['quotes'];
}

/** @throws {MailTooLarge} when it does not even fit without its pictures */
const pack = async (freeze: Freeze, tag: string): Promise<Packed | undefined> => {
  for (const hasPictures of [true, false]) {
    const frozen = await freeze(hasPictures);
    if (frozen === undefined) return undefined;
    const packed = packMail(frozen.raw, frozen.inputs);
    if (packed) return { mail: { subject: frozen.subject, ...packed }, quotes: frozen.quotes };
  }
  throw new MailTooLarge(
    `ledger: ${tag} is too large to keep; give its audience in journey.yaml a smaller scope, or split it in two`,
  );
};

/**
 * The one mail of a ledger key: whoever keeps it first decides what it says. It is kept before its entry is, so an entry
 * always has its mail; a mail without an entry is of a run that died in between, and the next goes on with it.
 */
const keepMail = async (table: Table, key: Key, freeze: Freeze, tag: string): Promise<StoredMail | undefined> => {
  const mailKey = ledgerMailKey(key);
  const kept = await table.get(mailKey);
  if (kept) return kept as Item & StoredMail;
  const packed = await pack(freeze, tag);
  if (packed === undefined) return undefined;
  // Before the mail, so that none is kept that an erasure would not find.
  for (const id of packed.quotes) {
    await table.putIfAbsent({ PK: quotePartition(id), SK: keyText(key), ledgerPK: key.PK, ledgerSK: key.SK });
  }
  if (await table.putIfAbsent({ ...mailKey, ...packed.mail })) return packed.mail;
  return (await table.get(mailKey)) as (Item & StoredMail) | undefined;
};

/**
 * Sends one mail at most once per ledger key, however often it is asked to.
 *
 * FROZEN keeps the mail before anything leaves, so that a rerun sends the same bytes; SENDING is claimed by one run;
 * SENT and UNSUBSCRIBED are final. These are states of a small entry: the mail beside it is written once.
 *
 * @param freeze called only when the ledger has neither entry nor mail
 * @returns whether it left now, had left before, another run is sending it, or it was not wanted
 * @throws {MailTooLarge} when the ledger cannot keep it: nothing leaves
 */
export const deliver = async (
  { table, mail }: { readonly table: Table; readonly mail: Mail },
  key: Key,
  envelope: { readonly from: string; readonly to: string; readonly tag: string },
  freeze: Freeze,
  nowMs: number,
): Promise<Delivered> => {
  let entry = (await table.get(key)) as (LedgerEntry & Item) | undefined;
  if (entry === undefined) {
    const kept = await keepMail(table, key, freeze, envelope.tag);
    const first = kept ? { state: 'FROZEN', subject: kept.subject } : { state: 'UNSUBSCRIBED' };
    await table.putIfAbsent({ ...key, ...first, frozenAtMs: nowMs });
    entry = (await table.get(key)) as (LedgerEntry & Item) | undefined;
  }
  if (entry === undefined) return { result: 'wait' };
  const { state, sendingAtMs, subject } = entry;
  const about = subject === undefined ? {} : { subject };
  const step = nextStep(entry, nowMs);
  if (step !== 'send') return { ...about, result: step };

  // Read before it is claimed: a run that cannot read it keeps nobody else waiting.
  const stored = (await table.get(ledgerMailKey(key))) as (Item & StoredMail) | undefined;
  if (stored === undefined) {
    throw new ListeningPathError(
      `ledger: the mail of ${envelope.tag} is gone; delete its entry to have it composed anew`,
    );
  }
  const raw = unpackRaw(stored);
  const held = { state, ...(sendingAtMs !== undefined && { sendingAtMs }) };
  const claim = { state: 'SENDING', sendingAtMs: nowMs };
  if (!(await table.setIf(key, held, claim))) return { ...about, result: 'wait' };
  try {
    const messageId = await mail.send(raw, envelope.from, envelope.to, envelope.tag);
    await table.setIf(key, claim, { state: 'SENT', messageId, sentAtMs: nowMs });
    return { ...about, result: 'sent' };
  } catch (error) {
    // Refused means it did not leave: the next run may try at once. Anything else may have left, and waits.
    if (error instanceof MailRefused) await table.setIf(key, claim, { state: 'FROZEN' });
    throw error;
  }
};
