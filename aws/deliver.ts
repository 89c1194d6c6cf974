import { type LedgerEntry, nextStep } from '../core/digest/ledger.ts';
import { MailRefused } from '../core/errors.ts';
import type { Key } from '../core/store/keys.ts';
import type { Mail } from './mail.ts';
import type { Item, Table } from './table.ts';

/**
 * Sends one mail at most once per ledger key, however often it is asked to.
 *
 * FROZEN keeps the mail before anything leaves, so that a rerun sends the same bytes; SENDING is claimed by one run;
 * SENT is final.
 *
 * @param freeze composes the mail; called only when the ledger has none
 * @returns whether it left now, had left before, or another run is sending it
 */
export const deliver = async (
  { table, mail }: { readonly table: Table; readonly mail: Mail },
  key: Key,
  envelope: { readonly from: string; readonly to: string; readonly tag: string },
  freeze: () => Promise<{ raw: Buffer; inputs: Item }>,
  nowMs: number,
): Promise<'sent' | 'done' | 'wait'> => {
  let item = await table.get(key);
  if (item === undefined) {
    const { raw, inputs } = await freeze();
    await table.putIfAbsent({ ...key, state: 'FROZEN', raw, inputs, frozenAtMs: nowMs });
    item = await table.get(key);
  }
  const entry = item as (LedgerEntry & Item) | undefined;
  const step = entry === undefined ? 'wait' : nextStep(entry, nowMs);
  if (entry === undefined || step !== 'send') return step === 'done' ? 'done' : 'wait';

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
