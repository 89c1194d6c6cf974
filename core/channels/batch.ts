import { MalformedBody } from '../errors.ts';
import { itemsMax } from './body.ts';
import type { Reading } from './channel.ts';
import { type Fact, readingOf } from './fact.ts';

/** One item of a batch and where it stood, for the reason of a rejection. */
export interface BatchItem {
  readonly where: string;
  readonly item: unknown;
}

/**
 * The items of a list, or the one that came alone.
 *
 * @throws {MalformedBody} when there are too many
 */
export const itemsOf = (value: unknown, where: string): BatchItem[] => {
  if (!Array.isArray(value)) return [{ item: value, where }];
  if (value.length > itemsMax) throw new MalformedBody(`${where}: must have at most ${itemsMax} items`);
  return value.map((item: unknown, index) => ({ item, where: `${where}[${index}]` }));
};

/**
 * Reads a batch item by item, so that one the tool garbled costs the others nothing.
 *
 * @throws {MalformedBody} when there are too many, or the only item cannot be read: then the body cannot
 */
export const readEach = <Item extends BatchItem>(items: readonly Item[], read: (item: Item) => Fact): Reading => {
  if (items.length > itemsMax) throw new MalformedBody(`batch: must have at most ${itemsMax} items`);
  const facts: Fact[] = [];
  const rejected: { item: unknown; reason: string }[] = [];
  for (const item of items) {
    try {
      facts.push(read(item));
    } catch (error) {
      if (!(error instanceof MalformedBody) || items.length === 1) throw error;
      rejected.push({ item: item.item, reason: error.message });
    }
  }
  return { ...readingOf(...facts), rejected };
};
