import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Table } from '../aws/table.ts';
import { ledgerTag, type PackedMail, unpackRaw } from '../core/digest/ledger.ts';
import { type Key, ledgerMailKey } from '../core/store/keys.ts';
import type { EraseEvent, EraseResult } from '../functions/erase.ts';
import type { Outbox } from './desk/outbox.ts';
import type { LocalFunction } from './functions.ts';
import { dropRawFiles } from './recorder.ts';

/** Where this machine keeps what on AWS nobody could reach. */
interface Copies {
  readonly outbox: Outbox;
  readonly table: Pick<Table, 'get'>;
  readonly databases: readonly string[];
  /** Where recordings of webhooks lie. */
  readonly dataFolder: string;
}

/** A ledger key as the name of its mail. */
const tagOf = ({ PK, SK }: Key): string => {
  const [scheduledTime = '', ...recipient] = SK.split('#');
  return ledgerTag(PK.slice('D#'.length), scheduledTime, recipient.join('#'));
};

/**
 * What SQLite deleted lies in its log until that is written back, and on freed pages until these are used again: a new
 * copy of the file has neither. While somebody writes it may have to be left to the next sweep.
 */
const scrub = (file: string): void => {
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // Nothing was changed then.
  } finally {
    database.close();
  }
};

/**
 * The functions, of which the one that erases also reaches the copies only this machine has: on AWS a mail that left is
 * out of anybody's reach, here it lies in the outbox.
 */
export const erasingCopies = (
  functions: ReadonlyMap<string, LocalFunction>,
  { outbox, table, databases, dataFolder }: Copies,
): ReadonlyMap<string, LocalFunction> =>
  new Map(
    [...functions].map(([arn, one]) => {
      const invoke = async (event: unknown): Promise<unknown> => {
        const result = await one.invoke(event);
        const { deadLetters, copies } = result as EraseResult;
        const { ids, ledger } = copies;
        const { sought, isDryRun } = event as EraseEvent;
        if (sought !== undefined && isDryRun !== true) dropRawFiles(dataFolder);
        const keys = new Map(ledger.map((key) => [`${tagOf(key)}.eml`, ledgerMailKey(key)]));
        await outbox.forget(new Set(ids), async (name) => {
          const key = keys.get(name);
          const frozen = key && (await table.get(key));
          return frozen && unpackRaw(frozen as unknown as PackedMail);
        });
        if (ids.length > 0 || deadLetters > 0) for (const file of databases) scrub(file);
        return result;
      };
      return [arn, one.source === 'functions/erase.ts' ? { ...one, invoke } : one];
    }),
  );
