import { type LedgerEntry, type LedgerStep, nextStep } from '../core/digest/ledger.ts';
import { MailRefused } from '../core/errors.ts';
import type { Key } from '../core/store/keys.ts';
import type { Mail } from './mail.ts';
import type { Item, Table } from './table.ts';

/** A mail as the ledger keeps it, with what it was made of. */
export interface FrozenMail {
  readonly raw: Buffer;
  readonly subject: string;
  readonly inputs: Item;
}

export type DeliveryResult = 'sent' | Exclude<LedgerStep, 'send'>;

/**
 * Sends one mail at most once per ledger key, however often it is asked to.
 *
 * FROZEN keeps the mail before anything leaves, so that a rerun sends the same bytes; SENDING is claimed by one run;
 * SENT and UNSUBSCRIBED are final.
 *
 * @param freeze composes the mail, or `undefined` for who wants none; called only when the ledger has no entry
 * @returns whether it left now, had left before, another run is sending it, or it was not wanted
 */
export const deliver = async (
  { table, mail }: { readonly table: Table; readonly mail: Mail },
  key: Key,
  envelope: { readonly from: string; readonly to: string; readonly tag: string },
  freeze: () => Promise<FrozenMail | undefined>,
  nowMs: number,
): Promise<DeliveryResult> => {
  let item = await table.get(key);
  if (item === undefined) {
    const frozen = await freeze();
    await table.putIfAbsent({ ...key, state: frozen ? 'FROZEN' : 'UNSUBSCRIBED', ...frozen, frozenAtMs: nowMs });
    item = await table.get(key);
  }
  const entry = item as (LedgerEntry & Item) | undefined;
  if (entry === undefined) return 'wait';
  const step = nextStep(entry, nowMs);
  if (step !== 'send') return step;

  const { state, sendingAtMs } = entry;
  const held = { state, ...(sendingAtMs !== undefined && { sendingAtMs }) };
  const claim = { state: 'SENDING', sendingAtMs: nowMs };
  if (!(await table.setIf(key, held, claim))) return 'wait';
  try {
    const messageId = await mail.send(Buffer.from(entry.raw as Uint8Array), envelope.from, envelope.to, envelope.tag);
    await table.setIf(key, claim, { state: 'SENT', messageId, sentAtMs: nowMs });
    return 'sent';
  } catch (error) {
    // Refused means it did not leave: the next run may try at once. Anything else may have left, and waits.
    if (error instanceof MailRefused) await table.setIf(key, claim, { state: 'FROZEN' });
    throw error;
  }
};
