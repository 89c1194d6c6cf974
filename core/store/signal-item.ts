import type { StoredSignal } from '../signal.ts';
import { aliasKey, customerPartition, signalId, touchpointPartition } from './keys.ts';
import type { AliasPut, Put } from './plan.ts';

/**
 * Of an erased signal its key is left, so that its redelivery finds that it was erased. Not its revision: that holds a
 * hash of what was said, by which a guess could be confirmed.
 */
const erasedItem = ({ key, signal, rev }: Put): Record<string, unknown> => ({
  ...key,
  erased: true,
  ...(signal.ttl !== undefined && { ttl: signal.ttl }),
  rev,
  counted: '{}',
});

/**
 * A signal as the table holds it: its key, its two index keys, `rev`, what it counted, and what was said.
 * `counted` is text because nobody queries it and a nested map would cost three times the bytes.
 */
export const signalItem = (put: Put): Record<string, unknown> => {
  if (put.isErased) return erasedItem(put);
  const { key, customer, rev, counted } = put;
  // The vendor's object id may be an address; the key has its hash, and nothing needs more.
  const { object: _object, ...said } = put.signal as Put['signal'] & { readonly object?: string };
  const { touchpoint, day, occurredAt } = said;
  const at = `${occurredAt}#${signalId(key)}`;
  return {
    ...key,
    ...(customer !== undefined && { customer, GSI1PK: customerPartition(customer), GSI1SK: at }),
    GSI2PK: touchpointPartition(touchpoint, day),
    // People in an order that says nothing of them, each with all they said: see core/insights/panel.ts.
    GSI2SK: `${(customer ?? signalId(key)).slice(0, 8)}#${at}`,
    ...said,
    aliases: [...said.aliases],
    revision: [...said.revision],
    rev,
    counted: JSON.stringify(counted),
  };
};

/** An alias as the table holds it; by its index all aliases of a customer are found. */
export const aliasItem = ({ alias, customer }: AliasPut): Record<string, unknown> => {
  const key = aliasKey(alias);
  return { ...key, customer, GSI1PK: customerPartition(customer), GSI1SK: key.PK };
};

/** Whether an item of the table is a signal that still says something. */
export const isSignalItem = ({ PK, erased }: Record<string, unknown>): boolean =>
  String(PK).startsWith('F#') && erased !== true;

/** What a stored signal says; the inverse of {@link signalItem}, but for the vendor's object id. */
export const storedSignal = (item: Record<string, unknown>): StoredSignal => {
  const { PK, SK, GSI1PK, GSI1SK, GSI2PK, GSI2SK, rev, counted, customer, ...said } = item;
  return said as unknown as StoredSignal;
};
