import { customerPartition, signalId, touchpointPartition } from './keys.ts';
import type { Put } from './plan.ts';

/**
 * A signal as the table holds it: its key, its two index keys, `rev`, what it counted, and what was said.
 * `counted` is text because nobody queries it and a nested map would cost three times the bytes.
 */
export const signalItem = ({ key, signal, rev, counted }: Put): Record<string, unknown> => {
  // The vendor's object id may be an address; the key has its hash, and nothing needs more.
  const { object: _object, ...said } = signal;
  const { customer, touchpoint, day, occurredAt } = signal;
  const at = `${occurredAt}#${signalId(key)}`;
  return {
    ...key,
    ...(customer !== undefined && { GSI1PK: customerPartition(customer), GSI1SK: at }),
    GSI2PK: touchpointPartition(touchpoint, day),
    GSI2SK: at,
    ...said,
    revision: [...signal.revision],
    rev,
    counted: JSON.stringify(counted),
  };
};
