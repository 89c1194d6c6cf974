import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Item, Table } from '../../aws/table.ts';
import type { OpenTable } from './embedded-table.ts';
import { sdkWith } from './sdk.ts';

const list = async (some: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const one of some) all.push(one);
  return all;
};

const sortKeys = (items: readonly Item[]): unknown[] => items.map(({ SK }) => SK);

/** What every table promises to those who write one item, read an index or walk through everything. */
export const readsAndWrites = (open: () => Promise<OpenTable>): void => {
  let opened: OpenTable;
  let table: Table;
  beforeAll(async () => {
    opened = await open();
    table = new Table(opened.name, sdkWith({ dynamodb: opened.engine }));
  });
  afterAll(() => opened.close());

  it('puts an item where there is none, and takes one away that is there or is not', async () => {
    const key = { PK: 'Q', SK: 'put' };
    expect([await table.putIfAbsent({ ...key, said: 1 }), await table.putIfAbsent({ ...key, said: 2 })]).toEqual([
      true,
      false,
    ]);
    expect(await table.get(key)).toEqual({ ...key, said: 1 });
    await table.put({ ...key, said: 3 });
    expect(await table.get(key)).toEqual({ ...key, said: 3 });
    await table.remove(key);
    await table.remove(key);
    expect(await table.get(key)).toBeUndefined();
  });

  it('sets fields if all others are as expected, and never those of an item that is not there', async () => {
    const key = { PK: 'Q', SK: 'set' };
    expect(await table.setIf(key, { state: 'a' }, { state: 'b' })).toBe(false);
    await table.putIfAbsent({ ...key, state: 'a', atMs: 1 });
    expect(await table.setIf(key, { state: 'a', atMs: 2 }, { state: 'b' })).toBe(false);
    expect(await table.setIf(key, { state: 'a', atMs: 1 }, { state: 'b' })).toBe(true);
    expect(await table.get(key)).toEqual({ ...key, state: 'b', atMs: 1 });
  });

  it('takes an item away if its fields are as expected, and those are lacking that are expected to', async () => {
    const key = { PK: 'Q', SK: 'remove' };
    await table.put({ ...key, '04.n': 0 });
    expect(await table.removeIf(key, { '04.n': 1, '05.n': undefined })).toBe(false);
    await table.transact([], [{ key, fields: { '05.n': 1 } }]);
    expect(await table.removeIf(key, { '04.n': 0, '05.n': undefined })).toBe(false);
    expect(await table.get(key)).toEqual({ ...key, '04.n': 0, '05.n': 1 });
    expect(await table.removeIf(key, { '04.n': 0, '05.n': 1, '06.n': undefined })).toBe(true);
    expect(await table.get(key)).toBeUndefined();
    expect(await table.removeIf(key, { '04.n': 0 })).toBe(false);
    expect(await table.removeIf(key, { '04.n': undefined })).toBe(true);
  });

  it('lists a partition of an index in its order, and what was moved there alone where it is now', async () => {
    const entry = (SK: string, at: string) => ({ PK: 'I', SK, GSI1PK: 'C#one', GSI1SK: at });
    await table.put(entry('a', '3'));
    await table.put(entry('b', '1'));
    await table.put(entry('c', '2'));
    await table.put({ ...entry('c', '2'), GSI1PK: 'C#other' });
    await table.remove({ PK: 'I', SK: 'none' });
    expect(sortKeys(await list(table.index('GSI1', 'C#one')))).toEqual(['b', 'a']);
    expect(sortKeys(await list(table.index('GSI1', 'C#other')))).toEqual(['c']);
  });

  it('reads of an index as many entries as it is asked for, behind the one it is told, with one request', async () => {
    const counted = new Table(
      opened.name,
      sdkWith({
        dynamodb: (call) => {
          requests += 1;
          return opened.engine(call);
        },
      }),
    );
    let requests = 0;
    for (const at of ['a#1', 'a#2', 'b#1', 'b#2', 'c#1']) {
      await table.put({ PK: 'P', SK: at, GSI2PK: 'T#desk', GSI2SK: at });
    }
    expect(sortKeys(await list(counted.index('GSI2', 'T#desk', { max: 3 })))).toEqual(['a#1', 'a#2', 'b#1']);
    expect(sortKeys(await list(counted.index('GSI2', 'T#desk', { max: 2, after: 'a~' })))).toEqual(['b#1', 'b#2']);
    expect(requests).toBe(2);
    expect(sortKeys(await list(counted.index('GSI2', 'T#desk', { max: 3, after: 'b~' })))).toEqual(['c#1']);
  });

  it('finds everything once in as many parts as it is asked for, page by page', async () => {
    const written = Array.from({ length: 250 }, (_, index) => ({ PK: `S${index % 7}`, SK: String(index) }));
    for (const item of written) await table.put(item);
    const parts = await Promise.all([0, 1, 2].map((segment) => list(table.scan(segment, 3))));
    const found = parts.flat().filter(({ PK }) => String(PK).startsWith('S'));
    expect(found.map(({ SK }) => Number(SK)).toSorted((a, b) => a - b)).toEqual(written.map((_, index) => index));
  });

  it('sets a time to be forgotten beside what it adds', async () => {
    const key = { PK: 'C#a', SK: '2025-03' };
    await table.transact([], [{ key, fields: { '04.n': 2 }, ttl: 7 }]);
    await table.transact([], [{ key, fields: { '04.n': -1 } }]);
    expect(await table.get(key)).toEqual({ ...key, '04.n': 1, ttl: 7 });
  });
};
