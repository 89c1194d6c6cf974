import { describe } from 'vitest';
import { openEmbedded } from './embedded-table.ts';
import { MemoryTable } from './memory-table.ts';
import { storesExactlyOnce } from './store-contract.ts';
import { readsAndWrites } from './table-contract.ts';

describe('the embedded table', () => {
  storesExactlyOnce(openEmbedded);
  readsAndWrites(openEmbedded);
});

describe('the table in memory, which races and simulations are run against', () => {
  const openMemory = async () => ({ engine: new MemoryTable().engine, name: 'memory', close: async () => {} });
  storesExactlyOnce(openMemory);
  readsAndWrites(openMemory);
});
