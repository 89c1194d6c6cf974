import { fateField, type LedgerEntry, type MailNews, noteOf } from '../core/digest/ledger.ts';
import { ServiceUnavailable } from '../core/errors.ts';
import type { Key } from '../core/store/keys.ts';
import type { Item, Table } from './table.ts';

/** Whoever sends changes an entry three times at most while we look. */
const attemptsMax = 5;

/**
 * Notes in the ledger what became of a mail, once.
 *
 * @param suppressions written before, so that a note says that they were: a duplicate of the event then undoes nobody's
 * wish to be subscribed again
 * @returns false when it was noted before, or there is no such entry
 * @throws {ServiceUnavailable} when the entry changes faster than it can be noted: Lambda comes back to it
 */
export const noteFate = async (
  table: Table,
  key: Key,
  news: MailNews,
  suppressions: readonly Item[],
): Promise<boolean> => {
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const entry = (await table.get(key)) as (LedgerEntry & Item) | undefined;
    const note = entry && noteOf(entry, news);
    if (entry === undefined || note === undefined) return false;
    for (const suppression of suppressions) await table.putIfAbsent(suppression);
    const expected = { state: entry.state, [fateField(news.fate)]: undefined };
    if (await table.setIf(key, expected, { ...note })) return true;
  }
  throw new ServiceUnavailable('settle: the entry of the ledger is being changed');
};
