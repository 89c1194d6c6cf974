import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { commit } from '../../aws/commit.ts';
import { DeadLetters } from '../../aws/dead-letters.ts';
import { type EraseTools, erasePerson, sweepDue } from '../../aws/erase.ts';
import { findPerson, linkCustomers } from '../../aws/people.ts';
import { Queue } from '../../aws/queue.ts';
import { Table } from '../../aws/table.ts';
import { sweepDelaysMs, sweepItems } from '../../core/people/erasure.ts';
import { soughtBy } from '../../core/people/whom.ts';
import { aliasesOf } from '../../core/score.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import {
  aliasKey,
  keyText,
  ledgerKey,
  ledgerMailKey,
  quotePartition,
  signalId,
  signalKey,
} from '../../core/store/keys.ts';
import { type Engine, fail } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { MemoryTable } from './memory-table.ts';
import { sdkWith } from './sdk.ts';

const patience = { random: () => 0, sleepMs: async () => {} };
const customerKey = 'a key for this test alone';
const sources = ['survey', 'shop'];
const deadUrl = 'https://sqs.loopback-1.amazonaws.com/0/Dead';
const erasedAt = '2025-03-06T12:00:00.000Z';
const since = (delayMs: number) => new Date(Date.parse(erasedAt) + delayMs).toISOString();

const ana = { email: 'ana@example.org' };
const aliasOf = (customer: Parameters<typeof aliasesOf>[0]) => aliasesOf(customer, 'survey', customerKey);

let memory: MemoryTable;
let queue: QueueEngine;
let letters: Queue;
beforeEach(() => {
  memory = new MemoryTable();
  queue = new QueueEngine(':memory:', [{ name: 'Dead', visibilityTimeoutSeconds: 30 }]);
  letters = new Queue(deadUrl, sdkWith({ sqs: queue.answer }));
});

const toolsOver = (dynamodb: Engine = memory.engine, sqs: Engine = queue.answer): EraseTools => {
  const sdk = sdkWith({ dynamodb, sqs });
  const table = new Table('table', { ...sdk, maxAttempts: 1 });
  return { table, letters: new DeadLetters(deadUrl, sdk), patience, customerKey, sources };
};
const store = (object: string, customer: Parameters<typeof aliasesOf>[0], more: Partial<ScoredSignal> = {}) =>
  commit(toolsOver().table, [scored({ object, aliases: aliasOf(customer), text: object, ...more })], patience);
const personOf = (email: string, table = toolsOver().table) =>
  findPerson(table, soughtBy({ email }, customerKey, new Set(sources)));
const erase = async (tools = toolsOver()) => erasePerson(tools, await personOf(ana.email, tools.table), erasedAt);

const texts = () =>
  memory
    .items()
    .flatMap(({ text }) => (text === undefined ? [] : [String(text)]))
    .sort();
const leftCounts = () =>
  memory
    .items()
    .filter(({ PK }) => /^[RHCX](#|$)/.test(String(PK)))
    .flatMap(({ PK: _partition, SK: _sort, ttl: _ttl, ...fields }) => Object.values(fields))
    .filter((count) => count !== 0);
const inPartition = (partition: string) => memory.items().filter(({ PK }) => PK === partition);

describe('an erasure', () => {
  it('takes the person, whom they were linked with, and nobody else', async () => {
    await store('hers', ana);
    await store('linked', { id: '7' });
    await store('of others', { email: 'bob@example.org' });
    const { table } = toolsOver();
    const bobsRow = (await personOf('bob@example.org')).customers[0];
    await linkCustomers(table, aliasOf({ id: '7' })[0] ?? '', aliasOf(ana)[0] ?? '');
    expect(await erase()).toMatchObject({ signals: 2, deadLetters: 0, mails: [] });
    expect(texts()).toEqual(['of others']);
    expect(inPartition('L')).toEqual([]);
    expect(inPartition(`C#${bobsRow}`)).toMatchObject([{ '04.n': 1 }]);
  });

  it('marks an alias nobody ever had, so that what is still to come is dropped', async () => {
    expect(await erase()).toMatchObject({ signals: 0 });
    await store('late', ana);
    expect(texts()).toEqual([]);
    expect(leftCounts()).toEqual([]);
  });

  it('leaves two sweeps behind, and nothing of these when they were made', async () => {
    await store('hers', ana);
    await erase();
    expect(inPartition('E').map(({ name, objects }) => [name, (objects as string[]).length])).toEqual([
      ['soon', 1],
      ['last', 1],
    ]);
    expect(await sweepDue(toolsOver(), since(sweepDelaysMs.soon - 1))).toMatchObject({ ids: [] });
    expect(await sweepDue(toolsOver(), since(sweepDelaysMs.soon))).toMatchObject({
      signals: 0,
      ids: [expect.any(String)],
    });
    expect(inPartition('E').map(({ name }) => name)).toEqual(['last']);
    await sweepDue(toolsOver(), since(sweepDelaysMs.last));
    expect(inPartition('E')).toEqual([]);
    expect(inPartition(aliasKey(aliasOf(ana)[0] ?? '').PK)).toEqual([{ ...aliasKey(aliasOf(ana)[0] ?? ''), erasedAt }]);
    expect(memory.items().filter(({ PK }) => String(PK).startsWith('C#'))).toEqual([]);
  });

  it('takes in its next sweep what a worker stored that had read the aliases before', async () => {
    await store('hers', ana);
    const table = toolsOver().table;
    let begin: () => void = () => {};
    const hold = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const slow = {
      getAll: async (...keys: Parameters<Table['getAll']>) => {
        const held = await table.getAll(...keys);
        await hold;
        return held;
      },
      transact: table.transact.bind(table),
    };
    // One alias of its own, which becomes hers after she was erased.
    const late = scored({ object: 'late', aliases: [...aliasOf({ id: '8' }), ...aliasOf(ana)], text: 'late' });
    const storing = commit(slow, [late], patience);
    await erase();
    begin();
    await storing;
    expect(texts()).toEqual(['late']);
    await sweepDue(toolsOver(), since(sweepDelaysMs.soon));
    expect(texts()).toEqual([]);
    expect(leftCounts()).toEqual([]);
    await store('later still', { id: '8' });
    expect(texts()).toEqual([]);
  });

  it.each([
    ['the day it counted before', {}],
    ['another day of its month', { day: '2025-03-05', occurredAt: '2025-03-05T10:00:00.000Z' }],
  ])('leaves a row to which a worker adds, on %s, while it is taken away', async (_day, when) => {
    await store('hers', ana);
    const { table } = toolsOver();
    let begin: () => void = () => {};
    const hold = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const slow = {
      getAll: async (...keys: Parameters<Table['getAll']>) => {
        const held = await table.getAll(...keys);
        await hold;
        return held;
      },
      transact: table.transact.bind(table),
    };
    const storing = commit(slow, [scored({ object: 'late', aliases: aliasOf(ana), text: 'late', ...when })], patience);
    await erase();
    let added = 0;
    const racing: Engine = async (call) => {
      if (call.operation === 'DeleteItem' && /"C#/.test(JSON.stringify(call.input))) {
        begin();
        await storing;
        added += 1;
      }
      return memory.engine(call);
    };
    await sweepDue(toolsOver(racing), since(sweepDelaysMs.soon));
    expect([added, texts()]).toEqual([1, ['late']]);
    await sweepDue(toolsOver(), since(sweepDelaysMs.last));
    expect([texts(), leftCounts()]).toEqual([[], []]);
    expect(memory.items().filter(({ PK }) => String(PK).startsWith('C#'))).toEqual([]);
  });

  it('takes a row away to which a worker adds and takes back meanwhile, and is due still when that never ends', async () => {
    await store('hers', ana);
    await erase();
    const [row] = memory.items().filter(({ PK }) => String(PK).startsWith('C#'));
    const key = { PK: String(row?.PK), SK: String(row?.SK) };
    const { table } = toolsOver();
    let days = 0;
    const racingFor =
      (times: number): Engine =>
      async (call) => {
        if (call.operation === 'DeleteItem' && /"C#/.test(JSON.stringify(call.input)) && days < times) {
          days += 1;
          const field = `${String(days + 10)}.n`;
          for (const by of [1, -1]) await table.transact([], [{ key, fields: { [field]: by } }]);
        }
        return memory.engine(call);
      };
    await expect(sweepDue(toolsOver(racingFor(10)), since(sweepDelaysMs.soon))).rejects.toThrow(
      'the next sweep does it',
    );
    expect(inPartition('E').map(({ name }) => name)).toEqual(['soon', 'last']);
    await sweepDue(toolsOver(racingFor(days + 1)), since(sweepDelaysMs.soon));
    expect(await table.get(key)).toBeUndefined();
  });

  it('is gone on with by a sweep when the one who began died at any of their writes', async () => {
    for (let n = 1; n <= 12; n += 1) {
      memory = new MemoryTable();
      await store('hers', ana);
      await store('hers', {}, { part: 'comment', text: 'nobody but on her ticket' });
      await store('of others', { email: 'bob@example.org' });
      const before = leftCounts().length;
      let writes = 0;
      const dying: Engine = async (call) => {
        if (!/Put|Update|Delete|Transact/.test(call.operation)) return memory.engine(call);
        writes += 1;
        return writes >= n ? fail('ValidationException', 'dead') : memory.engine(call);
      };
      const died = await erase(toolsOver(dying)).then(
        () => false,
        () => true,
      );
      // Whoever died before the first write was heard of did nothing, and says so to who asked.
      if (died && inPartition('E').length === 0) await erase();
      for (const delayMs of Object.values(sweepDelaysMs)) await sweepDue(toolsOver(), since(delayMs));
      expect([n, texts(), inPartition('E')]).toEqual([n, ['of others'], []]);
      expect(leftCounts().length).toBeLessThan(before);
    }
  });

  it('deletes the dead letters of theirs alone, and leaves the others in sight', async () => {
    await letters.send([
      { body: JSON.stringify({ source: 'survey', customer: { email: 'Ana@Example.org' } }) },
      { body: JSON.stringify({ source: 'survey', customer: { email: 'bob@example.org' } }) },
      { body: 'not even JSON, from ana@example.org.', attributes: { source: 'shop', reason: 'shop: must be JSON' } },
    ]);
    expect(await erase()).toMatchObject({ deadLetters: 2 });
    expect(queue.toWorkOn('Dead')).toBe(1);
  });

  it('keeps its sweep due as long as somebody else holds dead letters, and has the table swept once', async () => {
    await store('hers', ana);
    await letters.send([{ body: 'ana@example.org' }]);
    const holder = new DeadLetters(deadUrl, sdkWith({ sqs: queue.answer }));
    for await (const _letter of holder.walk(1)) break;
    expect(await erase()).toMatchObject({ deadLetters: 0, sawAllLetters: false });
    expect(inPartition('E').map(({ name }) => name)).toEqual(['soon', 'last']);
    const [id] = (await sweepDue(toolsOver(), since(sweepDelaysMs.soon))).ids;
    expect(inPartition('E').map(({ name, isTableSwept }) => [name, isTableSwept])).toEqual([
      ['soon', true],
      ['last', undefined],
    ]);
    await holder.release();
    const operations: string[] = [];
    const watched: Engine = (call) => {
      operations.push(call.operation);
      return memory.engine(call);
    };
    const again = await sweepDue(toolsOver(watched), since(sweepDelaysMs.soon));
    expect(again).toMatchObject({ signals: 0, deadLetters: 1, sawAllLetters: true, ids: [id] });
    expect(operations.filter((operation) => !/Query/.test(operation))).toEqual(['DeleteItem']);
    expect(inPartition('E').map(({ name }) => name)).toEqual(['last']);
    expect(queue.toWorkOn('Dead')).toBe(0);
  });

  it('goes on after a sweep that was killed among the dead letters', async () => {
    await store('hers', ana);
    await erase();
    await letters.send([{ body: 'ana@example.org' }]);
    const dying: Engine = async (call) =>
      call.operation === 'DeleteMessageBatch' ? fail('ValidationError', 'dead') : queue.answer(call);
    await expect(sweepDue(toolsOver(memory.engine, dying), since(sweepDelaysMs.soon))).rejects.toThrow();
    expect(inPartition('E')).toMatchObject([{ name: 'soon', isTableSwept: true }, { name: 'last' }]);
    expect(await sweepDue(toolsOver(), since(sweepDelaysMs.soon))).toMatchObject({ deadLetters: 1 });
    expect(inPartition('E')).toMatchObject([{ name: 'last' }]);
  });

  it('remembers objects for its last sweep that had no room in one item', async () => {
    const objects = Array.from({ length: 2_001 }, (_, n) => `F#survey#${n}`);
    const { table } = toolsOver();
    const [alias = ''] = aliasOf(ana);
    for (const name of ['soon', 'last'] as const) {
      for (const item of sweepItems(name, { erasedAt, customers: [], aliases: [alias], objects })) {
        await table.put({ PK: 'E', ...item });
      }
    }
    await sweepDue(toolsOver(), since(sweepDelaysMs.soon));
    const left = inPartition('E').flatMap((item) => item.objects as string[]);
    expect([left.length, new Set(left).size]).toEqual([2_001, 2_001]);
  });

  it('finds what they did since they asked before, although it belonged to nobody', async () => {
    await store('hers', ana);
    await erase();
    await store('of nobody', ana, { occurredAt: since(60_000) });
    expect(texts()).toEqual(['of nobody']);
    await erasePerson(toolsOver(), await personOf(ana.email), since(120_000));
    expect([texts(), leftCounts()]).toEqual([[], []]);
  });

  it('finds under what else they became known since they asked before, and leaves whom they wrote with', async () => {
    await store('hers', ana);
    await erase();
    await store('bob’s', { email: 'bob@example.org' }, { occurredAt: since(30_000) });
    const both = [...aliasOf({ email: 'bob@example.org' }), ...aliasOf(ana)];
    await store('both', ana, { aliases: both, occurredAt: since(60_000) });
    await store('renamed', { ...ana, phone: '+34600000001' }, { occurredAt: since(60_000) });
    await store('by number alone', { phone: '+34600000001' }, { occurredAt: since(90_000) });
    await erasePerson(toolsOver(), await personOf(ana.email), since(120_000));
    expect(texts()).toEqual(['bob’s']);
    await store('once more', { phone: '+34600000001' }, { occurredAt: since(100_000) });
    expect(texts()).toEqual(['bob’s']);
    await sweepDue(toolsOver(), since(sweepDelaysMs.last + 120_000));
    expect(memory.items().filter(({ PK }) => String(PK).startsWith('C#'))).toHaveLength(1);
  });

  it.each([
    [
      'has bytes that are no mail',
      (inputs: string) => ({ rawGzip: Buffer.from('hers'), inputsGzip: gzipSync(inputs) }),
    ],
    ['was made of what nobody can read', () => ({ rawGzip: gzipSync('hers'), inputsGzip: Buffer.from('hers') })],
  ])('takes away a frozen mail that quotes them when it %s, and says so in its entry', async (_why, mailOf) => {
    await store('hers', ana);
    const { table } = toolsOver();
    const ledger = ledgerKey('board', '2025-03-05T07:00:00.000Z', 'reader@example.org');
    const id = signalId(signalKey(scored({ object: 'hers' })));
    const inputs = JSON.stringify({ findings: [], verbatims: [{ text: 'hers', signal: id }] });
    await table.put({ ...ledger, state: 'SENT' });
    await table.put({ ...ledgerMailKey(ledger), ...mailOf(inputs) });
    await table.put({ PK: quotePartition(id), SK: keyText(ledger), ledgerPK: ledger.PK, ledgerSK: ledger.SK });
    expect(await erase()).toMatchObject({ mails: [ledger] });
    expect(inPartition(ledger.PK)).toEqual([{ ...ledger, state: 'SENT', isMailErased: true }]);
  });

  it('leaves alone in its sweeps what happened on the same object since', async () => {
    const day = 86_400_000;
    await store('ticket', ana, { part: 'comment:1', text: 'hers' });
    await erase();
    await store('ticket', ana, { part: 'comment:2', text: 'hers, later', occurredAt: since(4 * day) });
    await store('ticket', {}, { part: 'comment:3', text: 'an answer, later', occurredAt: since(4 * day) });
    await store('ticket', {}, { part: 'comment:4', text: 'an answer of before', occurredAt: since(-day) });
    for (const delayMs of [sweepDelaysMs.soon, sweepDelaysMs.last]) await sweepDue(toolsOver(), since(delayMs));
    expect(texts()).toEqual(['an answer, later', 'hers, later']);
    expect(inPartition('E')).toEqual([]);
  });

  it('raises the mark when the same person asks again', async () => {
    await erase();
    const { table } = toolsOver();
    const later = since(60_000);
    await erasePerson(toolsOver(), await personOf(ana.email), later);
    expect(await table.get(aliasKey(aliasOf(ana)[0] ?? ''))).toMatchObject({ erasedAt: later });
    await sweepDue(toolsOver(), since(sweepDelaysMs.last + 120_000));
    expect(await table.get(aliasKey(aliasOf(ana)[0] ?? ''))).toMatchObject({ erasedAt: later });
  });

  it('leaves a mark that became later while its last sweep took away what led to them', async () => {
    await store('hers', ana);
    await erase();
    const later = since(sweepDelaysMs.last);
    let isRaised = false;
    const racing: Engine = async (call) => {
      const isMark = /^(PutItem|TransactWriteItems)$/.test(call.operation) && /"K#/.test(JSON.stringify(call.input));
      if (isMark && !isRaised) {
        isRaised = true;
        await erasePerson(toolsOver(), await personOf(ana.email), later);
      }
      return memory.engine(call);
    };
    await sweepDue(toolsOver(racing), later);
    const { table } = toolsOver();
    const key = aliasKey(aliasOf(ana)[0] ?? '');
    expect([isRaised, (await table.get(key))?.erasedAt]).toEqual([true, later]);
    await sweepDue(toolsOver(), since(2 * sweepDelaysMs.last));
    expect(await table.get(key)).toEqual({ ...key, erasedAt: later });
  });
});
