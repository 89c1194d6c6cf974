import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../aws/commit.ts';
import { readHeartbeats } from '../../aws/heartbeats.ts';
import { Table } from '../../aws/table.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { type OpenTable, openEmbedded } from './embedded-table.ts';
import { sdkWith } from './sdk.ts';

const patience = { random: () => 0.5, sleepMs: async () => {} };

describe('the heartbeats of a stretch of days', () => {
  let opened: OpenTable;
  let table: Table;
  beforeAll(async () => {
    opened = await openEmbedded();
    table = new Table(opened.name, sdkWith({ dynamodb: opened.engine }));
  });
  afterAll(() => opened.close());

  const sources = [{ id: 'desk' }, { id: 'survey' }];
  const store = (object: string, source: string, occurredAt: string, order = '1') =>
    commit(table, [scored({ object, source, occurredAt, revision: [order, ''] })], patience);

  it('say how many signals each source brought, by UTC day and hour, across the turn of a year', async () => {
    await store('a', 'survey', '2024-12-30T23:59:59.000Z');
    await store('b', 'survey', '2024-12-31T23:30:00.000Z');
    await store('c', 'survey', '2024-12-31T23:40:00.000Z');
    await store('d', 'desk', '2024-12-31T08:00:00.000Z');
    await store('e', 'survey', '2025-01-01T00:00:00.000Z');
    await store('f', 'survey', '2025-01-02T00:00:00.000Z');
    expect(await readHeartbeats(table, sources, { start: '2024-12-31', end: '2025-01-02' })).toEqual([
      { source: 'desk', day: '2024-12-31', tally: { n: 1, 'hour.08': 1 } },
      { source: 'survey', day: '2024-12-31', tally: { n: 2, 'hour.23': 2 } },
      { source: 'survey', day: '2025-01-01', tally: { n: 1, 'hour.00': 1 } },
    ]);
  });

  it('follow a correction to another day, and leave nothing on the old one', async () => {
    await store('g', 'survey', '2025-06-01T10:00:00.000Z');
    await store('g', 'survey', '2025-06-03T11:00:00.000Z', '2');
    expect(await readHeartbeats(table, sources, { start: '2025-06-01', end: '2025-07-01' })).toEqual([
      { source: 'survey', day: '2025-06-03', tally: { n: 1, 'hour.11': 1 } },
    ]);
  });
});
