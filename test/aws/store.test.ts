import { describe } from 'vitest';
import { openEmbedded } from './embedded-table.ts';
import { MemoryTable } from './memory-table.ts';
import { storesExactlyOnce } from './store-contract.ts';

describe('the embedded table', () => storesExactlyOnce(openEmbedded));

describe('the table in memory, which races are run against', () =>
  storesExactlyOnce(async () => ({ engine: new MemoryTable().engine, name: 'memory', close: async () => {} })));
