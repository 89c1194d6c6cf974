import { describe, expect, it } from 'vitest';
import { type CommitTable, commit } from '../../aws/commit.ts';
import { Table, type TransactResult } from '../../aws/table.ts';
import { signalKey } from '../../core/store/keys.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { MemoryTable } from './memory-table.ts';
import { sdkWith } from './sdk.ts';
import { stateOf, truthOf } from './truth.ts';

/** A table that answers as it is told, and a worker that notes how long it waited and how much it asked for. */
const working = (answers: (puts: number, attempt: number) => TransactResult) => {
  const waitsMs: number[] = [];
  const sizes: number[] = [];
  const table: CommitTable = {
    getAll: async () => [],
    transact: async (puts) => {
      sizes.push(puts.length);
      return answers(puts.length, sizes.length);
    },
  };
  const patience = { random: () => 1, sleepMs: async (milliseconds: number) => void waitsMs.push(milliseconds) };
  return { table, patience, waitsMs, sizes };
};

const some = (count: number) => Array.from({ length: count }, (_, index) => scored({ object: `${index}` }));

describe('commit', () => {
  it('asks nothing of the table for nothing', async () => {
    const { table, patience, sizes } = working(() => ({ kind: 'done' }));
    expect(await commit(table, [], patience)).toEqual({ busy: [], refused: [] });
    expect(sizes).toEqual([]);
  });

  it('waits longer and longer, and hands a chunk back that eight attempts could not store', async () => {
    const { table, patience, waitsMs, sizes } = working(() => ({ kind: 'busy' }));
    const signals = some(3);
    expect(await commit(table, signals, patience)).toEqual({ busy: signals, refused: [] });
    expect(sizes).toEqual(Array(8).fill(3));
    expect(waitsMs).toEqual([25, 50, 100, 200, 400, 800, 1_600, 3_200]);
  });

  it('hands back only the chunk that was too busy', async () => {
    const { table, patience } = working((puts) => ({ kind: puts === 98 ? 'busy' : 'done' }));
    const signals = some(120);
    const { busy } = await commit(table, signals, patience);
    expect(busy).toEqual(signals.slice(0, 98));
  });

  it('finds the two signals in a batch that the table refuses, in few steps', async () => {
    const bad = new Set(['17', '60']);
    const badKeys = new Set(
      some(90)
        .filter(({ object }) => bad.has(object))
        .map((signal) => signalKey(signal).PK),
    );
    const { table, patience, sizes } = working(() => ({ kind: 'done' }));
    const picky: CommitTable = {
      getAll: async () => [],
      transact: async (puts, adds) => {
        const result = await table.transact(puts, adds);
        return puts.some(({ item }) => puts.length > 0 && badKeys.has(String(item.PK)))
          ? { kind: 'refused', code: 'ValidationError' }
          : result;
      },
    };
    const { busy, refused } = await commit(picky, some(90), patience);
    expect(busy).toEqual([]);
    expect(refused.map(({ signal, code }) => [signal.object, code]).sort()).toEqual([
      ['17', 'ValidationError'],
      ['60', 'ValidationError'],
    ]);
    expect(sizes.length).toBeLessThanOrEqual(30);
  });

  it('cuts a chunk anew that what the table already held made too large', async () => {
    const memory = new MemoryTable();
    const sizes: number[] = [];
    const engine: MemoryTable['engine'] = (call) => {
      if (call.operation === 'TransactWriteItems') sizes.push(call.input.TransactItems.length);
      return memory.engine(call);
    };
    const table = new Table('memory', sdkWith({ dynamodb: engine }));
    const { patience } = working(() => ({ kind: 'done' }));
    // Sixty signals in rows of their own, then all corrected into one row: with its source's heartbeat 62 actions, and 122 once it is known.
    const scattered = some(60).map((signal, index) => ({ ...signal, touchpoint: `t${index}` }));
    const gathered = some(60).map((signal) => ({ ...signal, revision: ['2', ''] as const }));
    expect(await commit(table, scattered, patience)).toEqual({ busy: [], refused: [] });
    sizes.length = 0;
    expect(await commit(table, gathered, patience)).toEqual({ busy: [], refused: [] });
    expect(sizes).toEqual([62, 99, 23]);
    const { rows, counted } = stateOf(memory.items());
    expect(rows).toEqual(truthOf(gathered));
    expect(counted).toEqual(rows);
  });

  it('stores a signal anew that was erased between two attempts', async () => {
    const expected: (number | undefined)[] = [];
    const table: CommitTable = {
      getAll: async () => [],
      transact: async ([put]) => {
        expected.push(put?.expectedRev);
        return expected.length === 1 ? { kind: 'condition', held: new Map([[0, undefined]]) } : { kind: 'done' };
      },
    };
    expect(await commit(table, some(1), working(() => ({ kind: 'done' })).patience)).toEqual({ busy: [], refused: [] });
    expect(expected).toEqual([undefined, undefined]);
  });
});
