import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver } from '../../aws/deliver.ts';
import { Mail } from '../../aws/mail.ts';
import { Table } from '../../aws/table.ts';
import { type PackedMail, unpackRaw } from '../../core/digest/ledger.ts';
import { MailRefused } from '../../core/errors.ts';
import { ledgerKey, ledgerMailKey } from '../../core/store/keys.ts';
import { type Engine, fail, ok } from '../../local/engines/engine.ts';
import { type OpenTable, openEmbedded } from './embedded-table.ts';
import { drive } from './race.ts';
import { sdkWith } from './sdk.ts';
import { holdTime } from './time.ts';

let opened: OpenTable;
beforeAll(async () => {
  opened = await openEmbedded();
});
afterAll(() => opened.close());
holdTime();

let serial = 0;

/**
 * Some runs for one mail at the same time, of which SES refuses the first few sendings. Its reader unsubscribes meanwhile:
 * some runs look before, `unwilling` others after.
 */
const race = async (runs: number, refusals: number, unwilling: number, scheduler: fc.Scheduler) => {
  const key = ledgerKey('care', '2026-11-23T08:00:00Z', `recipient-${++serial}@faro.example`);
  const sent: string[] = [];
  let asked = 0;
  const gated =
    (engine: Engine): Engine =>
    async (call) => {
      await scheduler.schedule(Promise.resolve(), `${call.operation} arrives`);
      // The answer, too, comes when the scheduler says.
      return scheduler.schedule(engine(call), `${call.operation} is answered`);
    };
  const email: Engine = async ({ input }) => {
    if (++asked <= refusals) return fail('MessageRejected', 'not now');
    sent.push(Buffer.from(input.Content.Raw.Data, 'base64').toString());
    return ok({ MessageId: 'ses-1' });
  };
  const sdk = sdkWith({ dynamodb: gated(opened.engine), email: gated(email) });
  const shells = { table: new Table(opened.name, sdk), mail: new Mail(sdk) };
  const envelope = { from: 'us@faro.example', to: 'ana@faro.example', tag: 't' };
  const run = async (name: number) => {
    const freeze = async () =>
      name < unwilling
        ? undefined
        : { raw: Buffer.from(`composed by run ${name}`), subject: `${name}`, inputs: {}, quotes: [] };
    return deliver(shells, key, envelope, freeze, Date.now()).then(
      ({ result }) => result,
      (error: unknown) => {
        if (error instanceof MailRefused) return 'refused' as const;
        throw error;
      },
    );
  };
  const results = await drive(scheduler, Promise.all(Array.from({ length: runs }, (_, name) => run(name))));
  const table = new Table(opened.name, sdkWith({ dynamodb: opened.engine }));
  const [item, mail] = [await table.get(key), await table.get(ledgerMailKey(key))];
  return { sent, results, item, kept: mail && unpackRaw(mail as unknown as PackedMail).toString() };
};

describe('concurrent runs for one mail', () => {
  it('send it at most once, whoever freezes, claims and is refused when', async () => {
    const anyRuns = fc.integer({ min: 1, max: 4 });
    await fc.assert(
      fc.asyncProperty(anyRuns, fc.nat({ max: 2 }), fc.scheduler(), async (runs, refusals, scheduler) => {
        const { sent, results, item, kept } = await race(runs, refusals, 0, scheduler);
        const count = (wanted: string) => results.filter((result) => result === wanted).length;
        expect(sent.length).toBe(count('sent'));
        expect(sent.length).toBeLessThanOrEqual(1);
        expect(item?.state).toBe(sent.length === 1 ? 'SENT' : 'FROZEN');
        expect(kept).toBe(`composed by run ${item?.subject}`);
        if (sent.length === 1) expect(sent[0]).toBe(kept);
        if (sent.length === 0) expect(count('refused')).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });

  it('agree on whether its reader had unsubscribed, whatever each of them saw', async () => {
    const runs = 3;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: runs }), fc.scheduler(), async (unwilling, scheduler) => {
        const { sent, results, item } = await race(runs, 0, unwilling, scheduler);
        if (item?.state === 'UNSUBSCRIBED') {
          expect([sent, new Set(results)]).toEqual([[], new Set(['unsubscribed'])]);
        } else {
          expect([item?.state, sent.length]).toEqual(['SENT', 1]);
          expect(results).not.toContain('unsubscribed');
        }
      }),
      { numRuns: 30 },
    );
  });
});
