import { beforeEach, describe, expect, it } from 'vitest';
import { commit } from '../../aws/commit.ts';
import { Table } from '../../aws/table.ts';
import { verify } from '../../aws/verify.ts';
import { scorerVersion } from '../../core/score.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { signalKey } from '../../core/store/keys.ts';
import type { Tally } from '../../core/store/tally.ts';
import type { Horizon } from '../../core/verify.ts';
import type { Call } from '../../local/engines/engine.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { MemoryTable } from './memory-table.ts';
import { sdkWith } from './sdk.ts';

const patience = { random: () => 0, sleepMs: async () => {} };
const map = { version: '0123456789ab' };
const everything: Horizon = {};

let memory: MemoryTable;
let table: Table;
/** What happens before a request of the one who verifies. */
let meanwhile: (call: Call) => Promise<void>;

/** Of some people with two aliases each, on two days, in segments; two of them are in conflict. */
const signalOf = (index: number): ScoredSignal =>
  scored({
    object: String(index),
    scorer: scorerVersion,
    occurredAt: `2025-03-0${4 + (index % 2)}T10:00:00.000Z`,
    day: `2025-03-0${4 + (index % 2)}`,
    touchpoint: index % 3 === 0 ? 'help-desk' : 'store-visit',
    segments: { plan: index % 2 === 0 ? 'gold' : 'other' },
    scores: { nps: index % 11 },
    measures: { waitSeconds: index + 0.1 },
    sentiment: {
      label: 'positive',
      scores: { positive: 0.8123456789, negative: 0.1, neutral: 0.0876543211, mixed: 0 },
    },
    text: 'good',
    aliases: index === 9 ? ['id-1', 'mail-2'] : [`id-${index % 5}`, `mail-${index % 5}`],
  });

const store = async (...signals: readonly ScoredSignal[]) =>
  expect(await commit(table, signals, patience)).toEqual({ busy: [], refused: [] });
const add = (key: { PK: string; SK: string }, fields: Tally) => table.transact([], [{ key, fields }]);
/** With the lists alone, which are whole unless there are very many. */
const look = async (horizon = everything) => {
  const { faults, miscounted, ...rest } = await lookAtAll(horizon);
  return { ...rest, faults: faults.list, miscounted: miscounted.list };
};
const lookAtAll = (horizon: Horizon) =>
  verify(
    new Table(
      'table',
      sdkWith({
        dynamodb: async (call) => {
          await meanwhile(call);
          return memory.engine(call);
        },
      }),
    ),
    map,
    horizon,
  );

beforeEach(async () => {
  memory = new MemoryTable();
  table = new Table('table', sdkWith({ dynamodb: memory.engine }));
  meanwhile = async () => {};
  await store(...Array.from({ length: 30 }, (_, index) => signalOf(index)));
});

const nothing = { faults: [], miscounted: [], moving: [] };
const rowOf = (partition: RegExp) => {
  const found = memory.items().find(({ PK }) => partition.test(String(PK)));
  return { PK: String(found?.PK), SK: String(found?.SK) };
};

describe('verify', () => {
  it('finds no difference in what was stored, corrected, and taken back', async () => {
    await store({ ...signalOf(3), revision: ['2', 'a'], day: '2025-04-01', segments: {}, measures: {} });
    const result = await look();
    expect(result).toMatchObject({ ...nothing, signals: 30 });
    // Two days of two touchpoints, one of them in a segment, the day of the correction; the source's days; months; the conflict.
    expect(result.rows).toBe(memory.items().filter(({ PK }) => !/^[FK]#/.test(String(PK))).length);
  });

  it.each([
    ['a rollup', /^R#/],
    ['a heartbeat', /^H#/],
    ['a customer’s month', /^C#/],
    ['a conflict', /^X$/],
  ])('finds what is too much in %s, what is too little, and a row nothing counts in', async (_kind, partition) => {
    const key = rowOf(partition);
    const before = (await table.get(key)) as Tally | undefined;
    const [field = '', count = 0] = Object.entries(before ?? {}).find(([, value]) => Number(value) > 0) ?? [];
    for (const by of [3, -4]) {
      await add(key, { [field]: by });
      const { faults } = await look();
      const off = by === 3 ? 3 : -1;
      expect(faults).toEqual([{ row: expect.any(String), field, stored: count + off, recounted: count }]);
    }
    await add(key, { [field]: 1 });
    expect(await look()).toMatchObject(nothing);

    const invented = {
      PK: key.PK,
      SK: key.SK.replace('2025', '2031').replace(/#0[45]#/, '#06#'),
    };
    const stray = partition.test('X') ? { PK: 'X', SK: 'a#b' } : invented;
    await add(stray, { [field]: 2 });
    expect((await look()).faults).toMatchObject([{ field, stored: 2, recounted: 0 }]);
  });

  it('finds a row that is gone', async () => {
    const key = rowOf(/^H#/);
    await table.remove(key);
    const { faults } = await look();
    expect(faults).toContainEqual({ row: `${key.PK}#${key.SK}`, field: 'n', stored: 0, recounted: 15 });
  });

  it('finds a signal that counts something else than it says, and trusts one of an older map', async () => {
    const [wrong, older] = [signalKey(signalOf(1)), signalKey(signalOf(2))];
    for (const key of [wrong, older]) await table.setIf(key, { rev: 1 }, { scores: { nps: 10 } });
    await table.setIf(older, { rev: 1 }, { map: 'older' });
    expect(await look()).toMatchObject({ faults: [], miscounted: [wrong] });
  });

  it('keeps no more of what is wrong than can be shown, and counts all of it', async () => {
    await store(...Array.from({ length: 60 }, (_, index) => signalOf(100 + index)));
    for (let index = 0; index < 60; index += 1) {
      await table.setIf(signalKey(signalOf(100 + index)), { rev: 1 }, { scores: { nps: 20 } });
      await add({ PK: 'X', SK: `a#${index}` }, { n: 1 });
    }
    const { faults, miscounted } = await lookAtAll(everything);
    expect([faults.list.length, faults.count]).toEqual([50, 60]);
    expect([miscounted.list.length, miscounted.count]).toEqual([50, 60]);
  });

  it('takes no signal that arrives while it reads for a fault, and finds a planted one all the same', async () => {
    const key = rowOf(/^R#/);
    await add(key, { n: 1 });
    let index = 100;
    meanwhile = async ({ operation }) => {
      // A burst that ends, and hits every row again and again.
      if (operation === 'Scan' && index < 112) await store(signalOf(index++), signalOf(index++));
    };
    const { faults, miscounted, moving } = await look();
    expect(index).toBe(112);
    expect([faults.length, miscounted, moving]).toEqual([1, [], []]);
    expect(faults[0]).toMatchObject({ field: 'n', stored: Number(faults[0]?.recounted) + 1 });
  });

  it('judges no row that changes at every look, and says which', async () => {
    const key = rowOf(/^H#/);
    await add(key, { n: 1 });
    let index = 100;
    meanwhile = async ({ operation }) => {
      index += 2;
      if (operation === 'Scan') await store(signalOf(index), signalOf(index + 1001));
    };
    const { faults, moving } = await look();
    expect([faults, moving.includes(`${key.PK}#${key.SK}`)]).toEqual([[], true]);
    meanwhile = async () => {};
    expect((await look()).faults).toMatchObject([{ row: `${key.PK}#${key.SK}`, field: 'n' }]);
  });

  it('leaves out rows outside retention, whose signals may be gone, and compares the days inside', async () => {
    // What DynamoDB does when their time has come.
    for (let index = 0; index < 30; index += 2) await table.remove(signalKey(signalOf(index)));
    expect((await look()).faults).not.toEqual([]);
    const horizon = { lastPartialDay: '2025-03-04' };
    expect(await look(horizon)).toMatchObject({ ...nothing, signals: 15 });
    const month = memory.items().find(({ PK, '05.n': n }) => String(PK).startsWith('C#') && n !== undefined);
    await add({ PK: String(month?.PK), SK: String(month?.SK) }, { '05.n': 1, '04.n': 1 });
    expect((await look(horizon)).faults).toMatchObject([{ field: '05.n' }]);
  });
});
