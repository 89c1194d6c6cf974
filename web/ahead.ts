import type { MapAnswer } from '../core/map/api.ts';
import { type Address, addressOf } from './address.ts';
import type { Client } from './client.ts';

/** Asks for the first sheet at once, and hands the answer to whoever asks for that sheet first. */
export const askAhead = (client: Client, address: Address): Client => {
  const never = new AbortController().signal;
  let first: Promise<MapAnswer> | undefined = client.map(address, never);
  // What went wrong is told to who asks for it.
  first.catch(() => {});
  return {
    ...client,
    map: (next, signal) => {
      const ready = addressOf(next) === addressOf(address) ? first : undefined;
      first = undefined;
      return ready ?? client.map(next, signal);
    },
  };
};
