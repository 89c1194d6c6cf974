import { MalformedBody } from '../errors.ts';
import type { Signal } from '../signal.ts';
import type { Reading } from './channel.ts';

/** One item of a batch and where it stood, for the reason of a rejection. */
export interface BatchItem {
  readonly where: string;
  readonly item: unknown;
}

/**
 * Reads a batch item by item, so that one the tool garbled costs the others nothing.
 *
 * @throws {MalformedBody} when the only item cannot be read: then the body cannot
 */
export const readEach = <Item extends BatchItem>(
  items: readonly Item[],
  read: (item: Item) => readonly Signal[],
): Reading => {
  const signals: Signal[] = [];
  const rejected: { item: unknown; reason: string }[] = [];
  for (const item of items) {
    try {
      signals.push(...read(item));
    } catch (error) {
      if (!(error instanceof MalformedBody) || items.length === 1) throw error;
      rejected.push({ item: item.item, reason: error.message });
    }
  }
  return { signals, rejected };
};
