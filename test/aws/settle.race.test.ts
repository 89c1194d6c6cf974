import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliver } from '../../aws/deliver.ts';
import { Mail } from '../../aws/mail.ts';
import { noteFate } from '../../aws/settle.ts';
import { Table } from '../../aws/table.ts';
import type { MailFate } from '../../core/digest/ledger.ts';
import { ledgerKey, suppressionKey } from '../../core/store/keys.ts';
import { type Engine, fail, ok } from '../../local/engines/engine.ts';
import { MemoryTable } from './memory-table.ts';
import { drive } from './race.ts';
import { connectionReset, sdkWith } from './sdk.ts';
import { holdTime } from './time.ts';

holdTime();

const key = ledgerKey('care', '2026-11-23T08:00:00Z', 'ana@faro.example');
const suppression = { ...suppressionKey('care', 'hash'), reason: 'bounced' };

/** What a race is made of: runs that send the same mail, what SES does with each sending, and who dies of it. */
interface Race {
  readonly runs: number;
  /** Of the first sendings. */
  readonly refusals: number;
  /** Senders that never hear that SES took the mail. */
  readonly deaths: number;
  /** What becomes of each mail that SES takes, as often and in the order it is told. */
  readonly fates: readonly MailFate[];
}

const raceOf = async ({ runs, refusals, deaths, fates }: Race, scheduler: fc.Scheduler) => {
  const memory = new MemoryTable();
  const states: unknown[] = [];
  const gated: Engine = async (call) => {
    await scheduler.schedule(Promise.resolve(), `${call.operation} arrives`);
    const answer = await memory.engine(call);
    states.push(memory.items().find(({ SK }) => SK === key.SK)?.state);
    return scheduler.schedule(Promise.resolve(answer), `${call.operation} is answered`);
  };
  const table = new Table('table', sdkWith({ dynamodb: gated }));
  const told: Promise<boolean>[] = [];
  let asked = 0;
  const email: Engine = async () => {
    asked += 1;
    if (asked <= refusals) return fail('MessageRejected', 'not now');
    const messageId = `ses-${asked}`;
    for (const fate of fates)
      told.push(noteFate(table, key, { fate, atMs: 5, messageId, takenAtMs: 4 }, [suppression]));
    if (asked <= refusals + deaths) throw connectionReset();
    return ok({ MessageId: messageId });
  };
  const mail = new Mail(sdkWith({ email }));
  const freeze = async () => ({ raw: Buffer.from('a mail'), subject: 's', inputs: {}, quotes: [] });
  const envelope = { from: 'us@faro.example', to: 'ana@faro.example', tag: 't' };
  const run = () => deliver({ table, mail }, key, envelope, freeze, Date.now()).catch((error: Error) => error);
  await drive(scheduler, Promise.all(Array.from({ length: runs }, run)));
  const noted = await drive(scheduler, Promise.all(told));
  return { states, noted, taken: Math.max(0, asked - refusals), items: memory.items() };
};

describe('senders and events of one mail', () => {
  const fates = fc.array(fc.constantFrom<MailFate>('delivered', 'bounced', 'complained', 'softBounced'), {
    minLength: 1,
    maxLength: 4,
  });
  const races = fc.record({
    runs: fc.integer({ min: 1, max: 3 }),
    refusals: fc.nat({ max: 1 }),
    deaths: fc.nat({ max: 1 }),
    fates,
  });

  it('agree that it was sent, never take that back, and note each thing SES told once', async () => {
    await fc.assert(
      fc.asyncProperty(races, fc.scheduler(), async (race, scheduler) => {
        const { states, noted, taken, items } = await raceOf(race, scheduler);
        const entry = items.find(({ SK }) => SK === key.SK);
        expect(taken).toBeLessThanOrEqual(1);
        if (taken === 0) return;
        const sentFrom = states.indexOf('SENT');
        expect(new Set(states.slice(sentFrom))).toEqual(new Set(['SENT']));
        expect(entry?.messageId).toMatch(/^ses-/);
        const kinds = new Set(race.fates);
        expect(noted.filter(Boolean)).toHaveLength(kinds.size);
        for (const fate of kinds) expect(entry?.[`${fate}AtMs`]).toBe(5);
        expect(items.filter(({ PK }) => PK === suppression.PK)).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
