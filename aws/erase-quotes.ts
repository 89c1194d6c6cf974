import type { DigestContent } from '../core/digest/content.ts';
import { type PackedMail, packMail, unpackInputs, unpackRaw } from '../core/digest/ledger.ts';
import { eraseQuotes, remadeMail } from '../core/digest/quotes.ts';
import { ServiceUnavailable } from '../core/errors.ts';
import { type Key, ledgerMailKey, quotePartition } from '../core/store/keys.ts';
import { readPartition } from './people.ts';
import type { Item, Table } from './table.ts';

/** Queries at a time. */
const lanes = 10;
const attemptsMax = 5;

export const keyOf = ({ PK, SK }: Item): Key => ({ PK: String(PK), SK: String(SK) });

/** Does the same for each, some at a time. */
export const inLanes = async <T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let from = 0; from < list.length; from += lanes) {
    results.push(...(await Promise.all(list.slice(from, from + lanes).map(work))));
  }
  return results;
};

export const readAll = async (rows: AsyncGenerator<Item>): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const item of rows) items.push(item);
  return items;
};

/** The mail without these words; nothing when it cannot be made anew, or is too large then. */
const remake = async (stored: PackedMail, content: DigestContent): Promise<PackedMail | undefined> => {
  try {
    return packMail(await remadeMail(unpackRaw(stored), content), content);
  } catch {
    return undefined;
  }
};

const readContent = (stored: PackedMail): DigestContent | undefined => {
  try {
    return unpackInputs(stored) as DigestContent;
  } catch {
    return undefined;
  }
};

/** Takes away a mail that cannot be made anew. Its entry stays, and says so: that it left is no secret of anybody's. */
const eraseMail = async (table: Table, ledger: Key): Promise<void> => {
  const entry = await table.get(ledger);
  if (entry !== undefined) await table.setIf(ledger, { ...keyOf(entry) }, { isMailErased: true });
  await table.remove(ledgerMailKey(ledger));
};

/** Takes the words of signals out of a frozen mail. */
const eraseFromMail = async (table: Table, ledger: Key, ids: ReadonlySet<string>): Promise<void> => {
  const key = ledgerMailKey(ledger);
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const stored = (await table.get(key)) as (Item & PackedMail) | undefined;
    if (stored === undefined) return;
    const before = readContent(stored);
    const content = before && eraseQuotes(before, ids);
    if (content && JSON.stringify(content) === JSON.stringify(before)) return;
    const packed = content && (await remake(stored, content));
    if (packed === undefined) return eraseMail(table, ledger);
    // Another erasure may be taking other words out of it at this moment.
    if (await table.setIf(key, { inputsGzip: stored.inputsGzip }, { ...packed })) return;
  }
  throw new ServiceUnavailable('erase: a frozen mail is being changed; the next sweep does it');
};

/** Which frozen mails quote these signals. */
export const readQuotes = async (table: Table, ids: readonly string[]): Promise<Item[]> =>
  (await inLanes(ids, (id) => readAll(readPartition(table, quotePartition(id))))).flat();

/** Takes the words of erased signals out of every mail the ledger keeps. @returns the entries of those mails */
export const eraseQuotations = async (table: Table, ids: readonly string[]): Promise<readonly Key[]> => {
  const ledgers = new Map(
    (await readQuotes(table, ids)).map(({ ledgerPK, ledgerSK }) => [
      `${ledgerPK}|${ledgerSK}`,
      { PK: String(ledgerPK), SK: String(ledgerSK) },
    ]),
  );
  const mails: Key[] = [];
  for (const ledger of ledgers.values()) {
    await eraseFromMail(table, ledger, new Set(ids));
    mails.push(ledger);
  }
  return mails;
};
