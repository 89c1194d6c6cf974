import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver, type Freeze } from '../../aws/deliver.ts';
import { Mail } from '../../aws/mail.ts';
import { type Item, Table } from '../../aws/table.ts';
import { MailTooLarge, sendingSecondsMax } from '../../core/digest/ledger.ts';
import { MailRefused } from '../../core/errors.ts';
import { ledgerKey, ledgerMailKey } from '../../core/store/keys.ts';
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
  const freeze: Freeze = async () => {
    composed += 1;
    return {
      raw: Buffer.from(`composition ${composed} ñ\r\n`),
      subject: `${composed}`,
      inputs: { n: composed },
      quotes: [],
    };
  };
  const deliverAt = (
    nowMs: number,
    { answers = () => ok({ MessageId: 'ses-1' }), ledger = opened.engine, compose = freeze } = {},
  ) => {
    const sdk = { ...sdkWith({ email: ses(answers), dynamodb: ledger }), maxAttempts: 1 };
    const shells = { table: new Table(opened.name, sdk), mail: new Mail(sdk) };
    return deliver(shells, key, { from: 'us@faro.example', to: 'ana@faro.example', tag: 't' }, compose, nowMs);
  };
  const run = async (...[nowMs, options]: Parameters<typeof deliverAt>) => (await deliverAt(nowMs, options)).result;
  const entry = (): Promise<Item | undefined> => plain.get(key);
  const kept = (): Promise<Item | undefined> => plain.get(ledgerMailKey(key));
  const lose = () => plain.remove(ledgerMailKey(key));
  return { run, deliverAt, sent, states, composed: () => composed, entry, kept, lose };
};

/** The ledger of a worker that dies at its n-th call of an operation: on the way there, or before it heard the answer. */
const dyingAt = (operation: 'PutItem' | 'UpdateItem', n: number, arrives = false): Engine => {
  let calls = 0;
  return async (call) => {
    if (call.operation !== operation || ++calls !== n) return opened.engine(call);
    if (arrives) await opened.engine(call);
    throw connectionReset();
  };
};
/** Claiming is the first update, SENT the second. */
const dyingAtUpdate = (n: number): Engine => dyingAt('UpdateItem', n);

describe('deliver', () => {
  it('freezes a mail, claims it, sends it once, and says so for good', async () => {
    const { deliverAt, sent, states, entry, kept } = openMail();
    expect(await deliverAt(startMs)).toEqual({ result: 'sent', subject: '1' });
    expect(sent).toEqual(['composition 1 ñ\r\n']);
    expect(states).toEqual(['SENDING']);
    expect(await entry()).toMatchObject({ state: 'SENT', messageId: 'ses-1', frozenAtMs: startMs });
    const { rawGzip, inputsGzip } = (await kept()) as Record<string, Uint8Array>;
    expect([rawGzip, inputsGzip].map((packed) => gunzipSync(packed ?? '').toString())).toEqual([sent[0], '{"n":1}']);
  });

  it('keeps a mail once and compressed, and writes down what becomes of it in a few bytes', async () => {
    const sizes: number[] = [];
    const ledger: Engine = (call) => {
      if (/^(Put|Update)Item$/.test(call.operation)) sizes.push(call.raw.length);
      return opened.engine(call);
    };
    const { run } = openMail();
    const compose = async () => ({
      raw: Buffer.alloc(900_000, 'a table row. '),
      subject: 's',
      inputs: { n: 1 },
      quotes: [],
    });
    expect(await run(startMs, { ledger, compose })).toBe('sent');
    expect(sizes).toHaveLength(4);
    for (const size of sizes.slice(1)) expect(size).toBeLessThan(1_000);
    expect(sizes[0]).toBeLessThan(10_000);
  });

  it('notes which signals a mail quotes before it is kept, so that none is kept an erasure would not find', async () => {
    const writes: string[] = [];
    const ledger: Engine = (call) => {
      if (call.operation === 'PutItem') writes.push(call.input.Item.PK.S.slice(0, 2));
      return opened.engine(call);
    };
    const { run } = openMail();
    const compose = async () => ({ raw: Buffer.from('a mail'), subject: 's', inputs: {}, quotes: ['one', 'two'] });
    expect(await run(startMs, { ledger, compose })).toBe('sent');
    expect(writes).toEqual(['Q#', 'Q#', 'D#', 'D#']);
  });

  it('leaves out the pictures of a mail that is too large with them', async () => {
    const { run, sent } = openMail();
    const compose: Freeze = async (hasPictures) => ({
      raw: hasPictures ? randomBytes(360_000) : Buffer.from('without pictures'),
      subject: 's',
      inputs: {},
      quotes: [],
    });
    expect(await run(startMs, { compose })).toBe('sent');
    expect(sent).toEqual(['without pictures']);
  });

  it('keeps and sends nothing of a mail that is too large without pictures, and says what to do', async () => {
    const { run, sent, entry, kept } = openMail();
    const compose = async () => ({
      raw: Buffer.from(''),
      subject: 's',
      inputs: { n: randomBytes(400_000).toString('hex') },
      quotes: [],
    });
    const refused = run(startMs, { compose });
    await expect(refused).rejects.toThrow(MailTooLarge);
    await expect(refused).rejects.toThrow('give its audience in journey.yaml a smaller scope');
    expect([sent, await entry(), await kept()]).toEqual([[], undefined, undefined]);
  });

  it.each<[string, Engine, compositions: number]>([
    ['before it kept the mail', dyingAt('PutItem', 1), 2],
    ['before it knew that the mail was kept', dyingAt('PutItem', 1, true), 1],
    ['between the mail and its entry', dyingAt('PutItem', 2), 1],
    ['before it knew that the entry was kept', dyingAt('PutItem', 2, true), 1],
  ])('is completed with one mail by the next run when one died %s', async (_, ledger, compositions) => {
    const { deliverAt, run, sent, composed } = openMail();
    await expect(run(startMs, { ledger })).rejects.toThrow();
    expect(sent).toEqual([]);
    expect(await deliverAt(startMs + 1)).toEqual({ result: 'sent', subject: `${compositions}` });
    expect(await run(startMs + 2)).toBe('done');
    expect([sent, composed()]).toEqual([[`composition ${compositions} ñ\r\n`], compositions]);
  });

  it('claims nothing when somebody took the frozen mail away', async () => {
    const { run, sent, entry, lose } = openMail();
    await expect(run(startMs, { ledger: dyingAtUpdate(1) })).rejects.toThrow();
    await lose();
    await expect(run(startMs + 1)).rejects.toThrow('the mail of t is gone; delete its entry');
    expect([sent, (await entry())?.state]).toEqual([[], 'FROZEN']);
  });

  it('sends nothing and composes nothing the second time, however late', async () => {
    const { run, deliverAt, sent, composed } = openMail();
    await run(startMs);
    const done = { result: 'done', subject: '1' };
    expect([await deliverAt(startMs), await deliverAt(startMs + 40 * minuteMs)]).toEqual([done, done]);
    expect([sent.length, composed()]).toEqual([1, 1]);
  });

  it('is free to try at once when SES refused, and then sends the bytes that were frozen', async () => {
    const { run, sent, entry } = openMail();
    const refused = run(startMs, { answers: () => fail('MessageRejected', 'sandbox') });
    await expect(refused).rejects.toThrow(MailRefused);
    expect(await entry()).toMatchObject({ state: 'FROZEN' });
    const recompose = async () => ({ raw: Buffer.from('other numbers'), subject: 'other', inputs: {}, quotes: [] });
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
