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

/** Takes the words of signals out of a frozen mail. @returns whether it held any */
const eraseFromMail = async (table: Table, ledger: Key, ids: ReadonlySet<string>): Promise<boolean> => {
  const key = ledgerMailKey(ledger);
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const stored = (await table.get(key)) as (Item & PackedMail) | undefined;
    if (stored === undefined) return false;
    const before = unpackInputs(stored) as DigestContent;
    const content = eraseQuotes(before, ids);
    if (JSON.stringify(content) === JSON.stringify(before)) return false;
    const packed = packMail(await remadeMail(unpackRaw(stored), content), content);
    // Another erasure may be taking other words out of it at this moment.
    if (packed && (await table.setIf(key, { inputsGzip: stored.inputsGzip }, { ...packed }))) return true;
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
