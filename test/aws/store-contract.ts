import { afterAll, beforeAll, expect, it } from 'vitest';
import { commit, type Patience } from '../../aws/commit.ts';
import { Table } from '../../aws/table.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { signalKey } from '../../core/store/keys.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import type { OpenTable } from './embedded-table.ts';
import { sdkWith } from './sdk.ts';
import { readState, truthOf } from './truth.ts';

const patience: Patience = { random: () => 0.5, sleepMs: async () => {} };
const everythingStored = { busy: [], refused: [] };

/** A version of a fact; each test has a month of its own, so that rows of others do not mix in. */
const versionsIn = (month: string) => (fields: Partial<ScoredSignal>) =>
  scored({ source: `s${month}`, day: `${month}-04`, revision: ['1', 'a'], scores: { nps: 9 }, ...fields });

/** A signal as it lies in the table: without the vendor's object id, of which the key has the hash. */
const stored = ({ object: _object, ...said }: ScoredSignal) => said;

/** What every table promises to the store, however often and in whichever order signals come. */
export const storesExactlyOnce = (open: () => Promise<OpenTable>): void => {
  let opened: OpenTable;
  let table: Table;
  beforeAll(async () => {
    opened = await open();
    table = new Table(opened.name, sdkWith({ dynamodb: opened.engine }));
  });
  afterAll(() => opened.close());

  /** Delivers batches one after the other, and expects the table to say the truth about them. */
  const settles = async (batches: readonly (readonly ScoredSignal[])[]) => {
    for (const batch of batches) expect(await commit(table, batch, patience)).toEqual(everythingStored);
    const delivered = batches.flat();
    const { rows, counted } = await readState(table, delivered);
    expect(rows).toEqual(truthOf(delivered));
    expect(counted).toEqual(rows);
    return rows;
  };

  it('counts a new signal once, in the rows of everyone, its segments and its source', async () => {
    const signal = versionsIn('2001-01')({ segments: { plan: 'gold' } });
    const rows = await settles([[signal]]);
    expect(Object.keys(rows)).toEqual([
      '2001-01-04#store-visit#web#all',
      '2001-01-04#store-visit#web#plan=gold',
      'H#s2001-01#2025-03-04',
    ]);
    expect(await table.get(signalKey(signal))).toMatchObject({ ...stored(signal), rev: 1 });
  });

  it('counts a signal once that comes twice, together or later', async () => {
    const signal = versionsIn('2001-02')({});
    await settles([[signal, signal], [signal], [signal]]);
    expect((await table.get(signalKey(signal)))?.rev).toBe(1);
  });

  it('moves a correction to its new touchpoint, day and segments, and takes it back from the old', async () => {
    const version = versionsIn('2001-03');
    const moved = { touchpoint: 'help-desk', day: '2001-03-09', segments: { plan: 'silver', region: 'south' } };
    const rows = await settles([
      [version({ segments: { plan: 'gold' } })],
      [version({ ...moved, revision: ['2', 'a'], scores: { nps: 2 } })],
    ]);
    expect(Object.keys(rows)).toEqual([
      '2001-03-09#help-desk#web#all',
      '2001-03-09#help-desk#web#plan=silver',
      '2001-03-09#help-desk#web#region=south',
      'H#s2001-03#2025-03-04',
    ]);
  });

  it('takes back what a correction no longer says', async () => {
    const version = versionsIn('2001-04');
    const said = { text: 'fine', themes: ['price', 'queue'], measures: { waitSeconds: 40, visits: 2 } };
    await settles([[version(said)], [version({ revision: ['1', 'b'], scores: {}, themes: ['queue'] })]]);
  });

  it('changes nothing when an older version comes late', async () => {
    const version = versionsIn('2001-05');
    const newer = version({ revision: ['3', 'a'], scores: { nps: 1 } });
    await settles([[newer], [version({ revision: ['2', 'z'] })], [version({})]]);
    expect(await table.get(signalKey(newer))).toMatchObject({ ...stored(newer), rev: 1 });
  });

  it('replaces an unread text by the same revision read, and never the other way round', async () => {
    const version = versionsIn('2001-06');
    const sentiment = { label: 'positive', scores: { positive: 0.9, negative: 0.1, neutral: 0, mixed: 0 } } as const;
    const [unread, read] = [version({ text: 'good', unscored: 'pending' }), version({ text: 'good', sentiment })];
    await settles([[unread], [unread], [read], [unread], [read]]);
    const item = await table.get(signalKey(read));
    expect(item).toMatchObject({ sentiment, rev: 2 });
    expect(item).not.toHaveProperty('unscored');
  });

  it('counts three identical commits at the same time once', async () => {
    const batch = ['a', 'b', 'c', 'd'].map((object) => versionsIn('2001-07')({ object }));
    const results = await Promise.all([1, 2, 3].map(() => commit(table, batch, patience)));
    expect(results).toEqual([everythingStored, everythingStored, everythingStored]);
    await settles([batch]);
  });

  it('keeps the parts of one object apart: each is corrected by itself', async () => {
    const version = versionsIn('2001-08');
    const parts = Array.from({ length: 20 }, (_, index) => version({ part: `comment:${index}` }));
    await settles([parts, [version({ part: 'comment:7', revision: ['2', 'a'], scores: { nps: 0 } })]]);
  });

  it('refuses a signal no table can hold alone, and stores its neighbours', async () => {
    const version = versionsIn('2001-09');
    const good = Array.from({ length: 20 }, (_, index) => version({ object: `${index}` }));
    const bad = version({ object: 'bad', attributes: { orderId: 1e300 } });
    const batch = [...good.slice(0, 13), bad, ...good.slice(13)];
    const refused = [{ signal: bad, code: 'ValidationException' }];
    expect(await commit(table, batch, patience)).toEqual({ busy: [], refused });
    await settles([good]);
    expect(await table.get(signalKey(bad))).toBeUndefined();
  });

  it('refuses a signal alone whose measure cannot be summed to the last digit', async () => {
    const version = versionsIn('2001-10');
    const [good, bad] = [version({ object: 'good' }), version({ object: 'bad', measures: { waitSeconds: 1e9 } })];
    const refused = [{ signal: bad, code: 'NotStorable' }];
    expect(await commit(table, [good, bad], patience)).toEqual({ busy: [], refused });
    await settles([[good]]);
  });

  it('keeps an order id that is longer than a number can be exact', async () => {
    const signal = versionsIn('2001-11')({ attributes: { orderId: 2 ** 63 } });
    await settles([[signal]]);
    expect(await table.get(signalKey(signal))).toMatchObject({ attributes: { orderId: 2 ** 63 } });
  });

  it('stores 150 signals of one batch, and their corrections', async () => {
    const version = versionsIn('2002-01');
    const cells = (index: number) => ({
      object: `${index}`,
      touchpoint: `t${index % 5}`,
      segments: { plan: `p${index % 3}` },
    });
    const batch = Array.from({ length: 150 }, (_, index) => version(cells(index)));
    const corrected = batch.map((signal, index) => ({ ...signal, ...cells(index + 1), object: signal.object }));
    await settles([batch, corrected.map((signal): ScoredSignal => ({ ...signal, revision: ['2', 'a'] }))]);
  });

  it('keeps rows right that eight workers contest with duplicates and corrections', async () => {
    const version = versionsIn('2002-02');
    const delivered = Array.from({ length: 8 }, (_, worker) =>
      Array.from({ length: 12 }, (_, index) => {
        const revision = ['1', String((worker * 5 + index) % 3)] as const;
        return version({ object: `${(worker + index) % 16}`, revision, scores: { nps: Number(revision[1]) } });
      }),
    );
    // The embedded table has no throttling, so whoever comes back busy lost eight races; the queue would bring it again.
    const work = async (batch: readonly ScoredSignal[]): Promise<void> => {
      const { busy, refused } = await commit(table, batch, patience);
      expect(refused).toEqual([]);
      if (busy.length > 0) await work(busy);
    };
    await Promise.all(delivered.map(work));
    await settles(delivered);
  });
};
