import { isDeepStrictEqual } from 'node:util';
import type { Sdk } from '../aws/clients.ts';
import { readHeartbeats } from '../aws/heartbeats.ts';
import { Table } from '../aws/table.ts';
import type { LedgerEntry } from '../core/digest/ledger.ts';
import { silentSources } from '../core/insights/silent.ts';
import { dayAfter, periodsBefore } from '../core/period.ts';
import { type Key, watchKey } from '../core/store/keys.ts';
import { type KnownSince, knownNow, mailsDue, overdueOf } from '../core/watch/overdue.ts';
import { gaugesOf, type Sink } from './gauges.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

/** What its schedule says. */
export interface WatchEvent {
  readonly scheduledTime: string;
}

/** A quarter of weeks, as a weekly digest judges silence by. */
const historyWeeks = 13;

/** The clock in, metrics of what should have happened by then and did not. */
export const make = (env: Environment, sdk: Sdk & Sink = {}) =>
  shell<WatchEvent, void>('watch', (logger) => {
    const journey = loadJourney(env);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const measure = gaugesOf(env, sdk);

    /** Reads and renews what was known of the digests before. */
    const readKnown = async (mails: ReturnType<typeof mailsDue>, nowMs: number): Promise<KnownSince> => {
      const known = ((await table.get(watchKey))?.knownSinceMs ?? {}) as KnownSince;
      const next = knownNow(known, mails, nowMs);
      if (!isDeepStrictEqual(next, known)) await table.put({ ...watchKey, knownSinceMs: next });
      return known;
    };

    return async ({ scheduledTime: now }) => {
      const mails = mailsDue(journey, now);
      const known = await readKnown(mails, Date.parse(now));
      const entries = (await table.getAll(mails.map(({ key }) => key))) as unknown as (Key & LedgerEntry)[];
      const overdue = overdueOf(mails, entries, known).map(({ tag }) => tag);

      const today = now.slice(0, 'yyyy-mm-dd'.length);
      const [first] = periodsBefore({ start: today, end: today }, 'weekly', historyWeeks).slice(-1);
      const stretch = { start: first?.start ?? today, end: dayAfter(today) };
      const heartbeats = await readHeartbeats(table, journey.sources, stretch);
      const silent = silentSources(heartbeats, journey, now).map(({ source }) => source);

      measure({ DigestsOverdue: [overdue.length], SilentSources: [silent.length] });
      if (overdue.length + silent.length > 0) logger.warn('not as it should be', { overdue, silent });
    };
  });

export const handler = lazily(make);
