import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver, type FrozenMail } from '../../aws/deliver.ts';
import { Mail } from '../../aws/mail.ts';
import { type Item, Table } from '../../aws/table.ts';
import { sendingSecondsMax } from '../../core/digest/ledger.ts';
import { MailRefused } from '../../core/errors.ts';
import { ledgerKey } from '../../core/store/keys.ts';
import { type Answer, type Call, type Engine, fail, ok } from '../../local/engines/engine.ts';
import { type OpenTable, openEmbedded } from './embedded-table.ts';
import { connectionReset, sdkWith } from './sdk.ts';

const minuteMs = 60_000;
const startMs = 1_000_000_000_000;

let opened: OpenTable;
beforeAll(async () => {
  opened = await openEmbedded();
});
afterAll(() => opened.close());

const claimMs = sendingSecondsMax * 1_000;
let serial = 0;

/** One mail of its own, whose SES and ledger answer as a test wants. Each composition differs from the one before. */
const openMail = () => {
  const key = ledgerKey('care', '2026-11-23T08:00:00Z', `recipient-${++serial}@faro.example`);
  const sent: string[] = [];
  const states: unknown[] = [];
  let composed = 0;
  const plain = new Table(opened.name, sdkWith({ dynamodb: opened.engine }));
  const ses =
    (answers: () => Answer) =>
    async ({ input }: Call) => {
      states.push((await plain.get(key))?.state);
      const answer = answers();
      if (answer.status === 200) sent.push(Buffer.from(input.Content.Raw.Data, 'base64').toString());
      return answer;
    };
  const freeze = async (): Promise<FrozenMail | undefined> => {
    composed += 1;
    return { raw: Buffer.from(`composition ${composed} ñ\r\n`), subject: `${composed}`, inputs: { n: composed } };
  };
  const run = (
    nowMs: number,
    { answers = () => ok({ MessageId: 'ses-1' }), ledger = opened.engine, compose = freeze } = {},
  ) => {
    const sdk = { ...sdkWith({ email: ses(answers), dynamodb: ledger }), maxAttempts: 1 };
    const shells = { table: new Table(opened.name, sdk), mail: new Mail(sdk) };
    return deliver(shells, key, { from: 'us@faro.example', to: 'ana@faro.example', tag: 't' }, compose, nowMs);
  };
  return { run, sent, states, composed: () => composed, entry: (): Promise<Item | undefined> => plain.get(key) };
};

/** The ledger of a worker that dies on the way to its n-th update: claiming is the first, SENT the second. */
const dyingAtUpdate = (n: number): Engine => {
  let updates = 0;
  return (call) => {
    if (call.operation === 'UpdateItem' && ++updates === n) throw connectionReset();
    return opened.engine(call);
  };
};

describe('deliver', () => {
  it('freezes a mail, claims it, sends it once, and says so for good', async () => {
    const { run, sent, states, entry } = openMail();
    expect(await run(startMs)).toBe('sent');
    expect(sent).toEqual(['composition 1 ñ\r\n']);
    expect(states).toEqual(['SENDING']);
    expect(await entry()).toMatchObject({ state: 'SENT', messageId: 'ses-1', inputs: { n: 1 }, frozenAtMs: startMs });
  });

  it('sends nothing and composes nothing the second time, however late', async () => {
    const { run, sent, composed } = openMail();
    await run(startMs);
    expect([await run(startMs), await run(startMs + 40 * minuteMs)]).toEqual(['done', 'done']);
    expect([sent.length, composed()]).toEqual([1, 1]);
  });

  it('is free to try at once when SES refused, and then sends the bytes that were frozen', async () => {
    const { run, sent, entry } = openMail();
    const refused = run(startMs, { answers: () => fail('MessageRejected', 'sandbox') });
    await expect(refused).rejects.toThrow(MailRefused);
    expect(await entry()).toMatchObject({ state: 'FROZEN' });
    const recompose = async () => ({ raw: Buffer.from('other numbers'), subject: 'other', inputs: {} });
    expect(await run(startMs + 1, { compose: recompose })).toBe('sent');
    expect(sent).toEqual(['composition 1 ñ\r\n']);
  });

  it('sends what a dead run froze', async () => {
    const { run, sent, composed } = openMail();
    await expect(run(startMs, { ledger: dyingAtUpdate(1) })).rejects.toThrow();
    expect([await run(startMs + 1), composed()]).toEqual(['sent', 1]);
    expect(sent).toEqual(['composition 1 ñ\r\n']);
  });

  it('waits as long as a run may take when one died after SES took the mail, then sends the same bytes again', async () => {
    const { run, sent, entry } = openMail();
    await expect(run(startMs, { ledger: dyingAtUpdate(2) })).rejects.toThrow();
    expect(await entry()).toMatchObject({ state: 'SENDING', sendingAtMs: startMs });
    expect(await run(startMs + claimMs - 1)).toBe('wait');
    expect(sent.length).toBe(1);
    expect(await run(startMs + claimMs)).toBe('sent');
    expect(sent).toEqual(['composition 1 ñ\r\n', 'composition 1 ñ\r\n']);
    expect(await run(startMs + 90 * minuteMs)).toBe('done');
  });

  it('waits when nobody knows whether SES took it', async () => {
    const { run, entry } = openMail();
    const answers = () => {
      throw connectionReset();
    };
    await expect(run(startMs, { answers })).rejects.toThrow('no answer from SES');
    expect(await entry()).toMatchObject({ state: 'SENDING' });
    expect(await run(startMs + minuteMs)).toBe('wait');
  });

  it('keeps nothing of a mail that could not be composed', async () => {
    const { run, entry } = openMail();
    const compose = () => Promise.reject(new Error('no history'));
    await expect(run(startMs, { compose })).rejects.toThrow('no history');
    expect(await entry()).toBeUndefined();
  });

  it('sends nothing to who had unsubscribed when it was due, nor when they subscribe again later', async () => {
    const { run, sent, composed, entry } = openMail();
    expect(await run(startMs, { compose: async () => undefined })).toBe('unsubscribed');
    expect([await run(startMs + 1), await run(startMs + 90 * minuteMs)]).toEqual(['unsubscribed', 'unsubscribed']);
    expect([sent.length, composed()]).toEqual([0, 0]);
    expect(await entry()).toMatchObject({ state: 'UNSUBSCRIBED', frozenAtMs: startMs });
  });

  it('sends what was frozen before its reader unsubscribed', async () => {
    const { run, sent } = openMail();
    await expect(run(startMs, { ledger: dyingAtUpdate(1) })).rejects.toThrow();
    expect(await run(startMs + 1, { compose: async () => undefined })).toBe('sent');
    expect(sent).toEqual(['composition 1 ñ\r\n']);
  });

  it('sends once when six runs begin at the same moment', async () => {
    const { run, sent, entry } = openMail();
    const results = await Promise.all(Array.from({ length: 6 }, () => run(startMs)));
    expect(sent.length).toBe(1);
    expect(results.filter((result) => result === 'sent').length).toBe(1);
    expect(await entry()).toMatchObject({ state: 'SENT' });
  });

  it('sends once when four runs find a mail at the same moment whose sender died', async () => {
    const { run, sent } = openMail();
    await expect(run(startMs, { ledger: dyingAtUpdate(2) })).rejects.toThrow();
    const runs = [0, 1, 2, 3].map((later) => run(startMs + claimMs + later));
    expect((await Promise.all(runs)).filter((result) => result === 'sent').length).toBe(1);
    expect(sent.length).toBe(2);
  });
});
