import { customerPartition, signalId, touchpointPartition } from './keys.ts';
import type { Put } from './plan.ts';

/**
 * A signal as the table holds it: its key, its two index keys, `rev`, what it counted, and what was said.
 * `counted` is text because nobody queries it and a nested map would cost three times the bytes.
 */
export const signalItem = ({ key, signal, rev, counted }: Put): Record<string, unknown> => {
  const { customerKey, touchpoint, day, occurredAt } = signal;
  const at = `${occurredAt}#${signalId(key)}`;
  return {
    ...key,
    ...(customerKey !== undefined && { GSI1PK: customerPartition(customerKey), GSI1SK: at }),
    GSI2PK: touchpointPartition(touchpoint, day),
    GSI2SK: at,
    ...signal,
    revision: [...signal.revision],
    rev,
    counted: JSON.stringify(counted),
  };
};
