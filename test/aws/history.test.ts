import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../aws/commit.ts';
import { readHistory } from '../../aws/history.ts';
import { Table } from '../../aws/table.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { type OpenTable, openEmbedded } from './embedded-table.ts';
import { sdkWith } from './sdk.ts';

const patience = { random: () => 0.5, sleepMs: async () => {} };

describe('the history of a period', () => {
  let opened: OpenTable;
  let table: Table;
  beforeAll(async () => {
    opened = await openEmbedded();
    table = new Table(opened.name, sdkWith({ dynamodb: opened.engine }));
  });
  afterAll(() => opened.close());

  const store = (...signals: ScoredSignal[]) => commit(table, signals, patience);

  it('holds its first day and not its end, across months', async () => {
    const days = ['2025-01-30', '2025-01-31', '2025-02-01', '2025-02-28', '2025-03-01', '2025-03-02'];
    await store(...days.map((day) => scored({ object: day, day })));
    const rows = await readHistory(table, { start: '2025-01-31', end: '2025-03-01' });
    expect(rows.map(({ day }) => day)).toEqual(['2025-01-31', '2025-02-01', '2025-02-28']);
    const shorter = await readHistory(table, { start: '2025-02-01', end: '2025-02-28' });
    expect(shorter.map(({ day }) => day)).toEqual(['2025-02-01']);
  });

  it('holds what was counted for everyone, and beside it for each segment value', async () => {
    await store(
      scored({ object: 'b', day: '2026-05-04', medium: 'phone', segments: { plan: 'gold' }, scores: { nps: 9 } }),
    );
    const gold = { names: ['plan=gold', 'plan=silver'], start: '2026-05-04' };
    const rows = await readHistory(table, { start: '2026-05-04', end: '2026-05-05' }, gold);
    const tally = { n: 1, 'kind.perceptive': 1, 'nps.9': 1 };
    const place = { day: '2026-05-04', touchpoint: 'store-visit', medium: 'phone', segment: 'all' };
    expect(rows).toEqual([
      { ...place, tally },
      { ...place, segment: 'plan=gold', tally },
    ]);
  });

  it('holds rows of segments from the day they are asked for only', async () => {
    for (const day of ['2026-07-01', '2026-07-02'])
      await store(scored({ object: day, day, occurredAt: `${day}T10:00:00.000Z`, segments: { plan: 'gold' } }));
    const gold = { names: ['plan=gold'], start: '2026-07-02' };
    const rows = await readHistory(table, { start: '2026-07-01', end: '2026-07-03' }, gold);
    expect(rows.map(({ day, segment }) => [day, segment])).toEqual([
      ['2026-07-01', 'all'],
      ['2026-07-02', 'all'],
      ['2026-07-02', 'plan=gold'],
    ]);
  });

  it('holds nothing of what a correction took back', async () => {
    await store(scored({ object: 'c', day: '2026-06-04', revision: ['1', ''], scores: { nps: 9 } }));
    await store(scored({ object: 'c', day: '2026-06-05', revision: ['2', ''], scores: { nps: 1 } }));
    const rows = await readHistory(table, { start: '2026-06-01', end: '2026-07-01' });
    const tally = { n: 1, 'kind.perceptive': 1, 'nps.1': 1 };
    expect(rows.map((row) => [row.day, row.tally])).toEqual([['2026-06-05', tally]]);
  });
});
