import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commit } from '../../aws/commit.ts';
import { Table } from '../../aws/table.ts';
import { compileMap } from '../../core/journey/map.ts';
import { Journey } from '../../core/journey/schema.ts';
import type { RebuildPart } from '../../core/rebuild.ts';
import { forgottenAtSeconds } from '../../core/retention.ts';
import { draftOf, finish, type ScoreContext, scorerVersion } from '../../core/score.ts';
import type { ScoredSignal, Sentiment, Signal } from '../../core/signal.ts';
import { compileThemes } from '../../core/text/themes.ts';
import { make } from '../../functions/rebuild.ts';
import { comprehendEngine } from '../../local/engines/comprehend.ts';
import { type Call, type Engine, fail } from '../../local/engines/engine.ts';
import { rebuildHere } from '../../local/rebuild.ts';
import { MemoryTable } from '../aws/memory-table.ts';
import { sdkWith } from '../aws/sdk.ts';
import { stateOf } from '../aws/truth.ts';
import { temporaryFolder } from '../setup/folder.ts';

const before = Journey.parse(parse(readFileSync(new URL('../../journey.yaml', import.meta.url), 'utf8')));
/** Every tool's signals go where its first route led, half a day later, and nobody asks for regions or themes any more. */
const after: Journey = {
  ...before,
  organisation: { ...before.organisation, timeZone: 'Pacific/Auckland' },
  sources: before.sources.map((source) => ({
    ...source,
    routing: [],
    defaultTouchpoint: source.routing[0]?.touchpoint ?? source.defaultTouchpoint,
  })),
  segments: before.segments.slice(0, 1),
  themes: [],
};
const patience = { random: () => 0, sleepMs: async () => {} };
const nothingLeft = { busy: [], refused: [] };

const contextOf = (journey: Journey): ScoreContext => ({
  map: compileMap(journey),
  sources: new Map(journey.sources.map((source) => [source.id, source])),
  language: 'en',
  findThemes: compileThemes(journey.themes),
  customerKey: 'a key for this test alone',
});
const [old, young] = [contextOf(before), contextOf(after)];

const glad: Sentiment = { label: 'positive', scores: { positive: 0.9, negative: 0.02, neutral: 0.06, mixed: 0.02 } };
const texts = ['No puedo activar la SIM', 'The bill is too high', 'Gracias'];

/** What came in: of 40 people, from every source. */
const signalOf = (index: number): Signal => ({
  source: before.sources[index % before.sources.length]?.id ?? '',
  object: String(index),
  part: 'answers',
  revision: ['1', 'a'],
  kind: 'perceptive',
  occurredAt: new Date(Date.now() - (index % 20) * 7_000_000).toISOString(),
  customer: { email: `${index % 40}@example.org` },
  text: texts[index % texts.length] ?? '',
  scores: { nps: index % 11 },
  measures: { resolutionHours: index % 70 },
  attributes: { plan: index % 2 === 0 ? 'prepago' : 'contrato', region: 'norte' },
});

const scoredBy = (context: ScoreContext, signal: Signal): ScoredSignal => {
  const draft = draftOf(signal, context, 5_000);
  return finish(
    draft,
    draft.parts.map(() => glad),
    context,
  );
};

const open = (how: { readonly retentionDays?: number; readonly leftMs?: () => number } = {}) => {
  const memory = new MemoryTable();
  const table = new Table('table', sdkWith({ dynamodb: memory.engine }));
  const journeyFile = join(temporaryFolder(), 'journey.json');
  const organisation = { ...after.organisation, ...(how.retentionDays && { retentionDays: how.retentionDays }) };
  writeFileSync(journeyFile, JSON.stringify({ ...after, organisation }));
  /** What happens before a call of the function reaches the table, and what Comprehend does. */
  const fate: { dynamodb: (call: Call) => Promise<void>; engine: Engine; comprehend: Engine } = {
    dynamodb: async () => {},
    engine: memory.engine,
    comprehend: comprehendEngine,
  };
  const engines = {
    dynamodb: async (call: Call) => {
      await fate.dynamodb(call);
      return fate.engine(call);
    },
    comprehend: (call: Call) => fate.comprehend(call),
  };
  const handler = make({ JOURNEY_FILE: journeyFile, TABLE_NAME: 'table' }, { ...sdkWith(engines), maxAttempts: 1 });
  const context = {
    awsRequestId: 'r',
    functionName: 'rebuild',
    getRemainingTimeInMillis: how.leftMs ?? (() => 300_000),
  } as Context;
  const invoke = (part: unknown) => handler(part as RebuildPart, context) as Promise<RebuildPart>;
  const store = async (signals: readonly ScoredSignal[]) =>
    expect(await commit(table, signals, patience)).toEqual(nothingLeft);
  const items = () => memory.items().filter(({ PK }) => String(PK).startsWith('F#'));
  return { memory, table, fate, invoke, store, items, rebuild: () => rebuildHere({ invoke }, () => {}) };
};

/** The rows of a table that never knew another map. */
const rowsOf = async (signals: readonly Signal[]) => {
  const { memory, store } = open();
  await store(signals.map((signal) => scoredBy(young, signal)));
  return stateOf(memory.items()).rows;
};

/** Everything lies where score would put it now, and every row is the sum of what the signals count. */
const expectRebuilt = async ({ memory, items }: ReturnType<typeof open>, signals: readonly Signal[]) => {
  expect(new Set(items().map(({ map, scorer }) => `${map} ${scorer}`))).toEqual(
    new Set([`${young.map.version} ${scorerVersion}`]),
  );
  const { rows, counted } = stateOf(memory.items());
  expect(counted).toEqual(rows);
  expect(rows).toEqual(await rowsOf(signals));
};

const signals = Array.from({ length: 300 }, (_, index) => signalOf(index));

describe('rebuild', () => {
  it('counts every signal of another map as if it had come under this one, and finds none afterwards', async () => {
    const opened = open();
    await opened.store(signals.map((signal) => scoredBy(old, signal)));
    expect(await opened.rebuild()).toEqual({ passes: 2, recommitted: 300, left: 0 });
    await expectRebuilt(opened, signals);
    const stored = opened.memory.items();
    expect(await opened.rebuild()).toEqual({ passes: 1, recommitted: 0, left: 0 });
    expect(opened.memory.items()).toEqual(stored);
  });

  it('puts signals of another map anew into their index, whatever form their key had there, and reads no text', async () => {
    const opened = open();
    await opened.store(signals.map((signal) => scoredBy(old, signal)));
    for (const item of opened.items()) await opened.table.put({ ...item, GSI2SK: `${item.occurredAt}#${item.PK}` });
    let readings = 0;
    opened.fate.comprehend = (call) => {
      readings += 1;
      return comprehendEngine(call);
    };
    await opened.rebuild();
    const { items, store } = open();
    await store(signals.map((signal) => scoredBy(young, signal)));
    const keys = (all: ReturnType<typeof items>) =>
      all.map(({ PK, GSI2PK, GSI2SK }) => [PK, GSI2PK, GSI2SK]).toSorted();
    expect({ readings, keys: keys(opened.items()) }).toEqual({ readings: 0, keys: keys(items()) });
  });

  it('keeps every count exact while signals arrive, from workers of the old map too', async () => {
    const opened = open();
    const [first, late] = [signals.slice(0, 200), signals.slice(200)];
    await opened.store(first.map((signal) => scoredBy(old, signal)));
    const corrected = first
      .slice(0, 60)
      .map((signal): Signal => ({ ...signal, revision: ['2', 'a'], scores: { nps: 0 } }));
    const arriving = [...late, ...corrected];
    const working = opened.fate;
    working.dynamodb = async ({ operation }) => {
      // Between reading a page and writing it, and between two writes: both kinds of worker store something.
      const next = operation === 'Scan' || operation === 'TransactWriteItems' ? arriving.splice(0, 2) : [];
      for (const [index, signal] of next.entries()) {
        await opened.store([scoredBy(index === 0 ? old : young, signal)]);
      }
    };
    const { passes, left } = await opened.rebuild();
    expect(arriving).toEqual([]);
    expect(passes).toBeGreaterThan(2);
    expect(left).toBe(0);
    await expectRebuilt(opened, [...corrected, ...first.slice(60), ...late]);
  });

  it('leaves every signal with its customer, and every conflict as it was', async () => {
    const opened = open();
    const known = signals.slice(0, 60).map((signal, index): Signal => {
      const customer = { ...signal.customer, id: `id-${index % 7}` };
      return { ...signal, source: 'own-systems', customer };
    });
    await opened.store(known.map((signal) => scoredBy(old, signal)));
    const people = () => ({
      customers: opened.items().map(({ PK, SK, customer }) => [PK, SK, customer]),
      aliases: opened.memory.items().filter(({ PK }) => String(PK).startsWith('K#')),
      conflicts: opened.memory.items().filter(({ PK }) => PK === 'X'),
    });
    const held = people();
    expect(held.conflicts.length).toBeGreaterThan(0);
    expect(await opened.rebuild()).toEqual({ passes: 2, recommitted: 60, left: 0 });
    expect(people()).toEqual(held);
    const { rows, counted } = stateOf(opened.memory.items());
    expect(counted).toEqual(rows);
  });

  it('goes on where it was when it is killed at any request, before or after the table heard of it', async () => {
    const opened = open();
    await opened.store(signals.slice(0, 200).map((signal) => scoredBy(old, signal)));
    let requests = 0;
    let deaths = 0;
    opened.fate.dynamodb = async (call) => {
      requests += 1;
      if (call.operation !== 'TransactWriteItems' || requests % 3 !== 0) return;
      deaths += 1;
      if (deaths % 2 === 0) await opened.memory.engine(call);
      throw new Error('killed');
    };
    for (let isOver = false; !isOver; ) {
      isOver = await opened.rebuild().then(
        () => true,
        () => false,
      );
    }
    expect(deaths).toBeGreaterThan(3);
    await expectRebuilt(opened, signals.slice(0, 200));
  });

  it('hands its part back when its time is up, and is handed it again', async () => {
    let pages = 0;
    // Enough for the first page, and after it never enough for another one.
    const opened = open({ leftMs: () => (pages === 0 ? 300_000 : 45_000) });
    await opened.store(signals.slice(0, 250).map((signal) => scoredBy(old, signal)));
    opened.fate.dynamodb = async ({ operation }) => {
      if (operation === 'Scan') pages += 1;
    };
    const first = await opened.invoke({ segment: 0, segments: 1 });
    expect(first).toMatchObject({
      segment: 0,
      segments: 1,
      startKey: { PK: expect.any(String), SK: expect.any(String) },
    });
    const second = await opened.invoke(first);
    expect(pages).toBe(2);
    expect(second.found).toBeGreaterThanOrEqual(first.found ?? 0);
    expect(await opened.rebuild()).toMatchObject({ left: 0 });
    await expectRebuilt(opened, signals.slice(0, 250));
  });

  it('reads texts again that an older scorer read, and says what is left while Comprehend is down', async () => {
    const opened = open();
    const [one, other] = [scoredBy(young, signalOf(1)), scoredBy(old, signalOf(2))];
    await opened.store([{ ...one, scorer: '0' }, { ...other, scorer: '0' }, scoredBy(young, signalOf(3))]);
    opened.fate.comprehend = async () => fail('AccessDeniedException', 'down');
    expect(await opened.rebuild()).toEqual({ passes: 2, recommitted: 1, left: 2 });
    expect(opened.items().map(({ map }) => map)).toEqual(Array(3).fill(young.map.version));

    opened.fate.comprehend = comprehendEngine;
    expect(await opened.rebuild()).toEqual({ passes: 2, recommitted: 2, left: 0 });
    expect(opened.items().filter(({ sentiment }) => JSON.stringify(sentiment) !== JSON.stringify(glad))).toHaveLength(
      2,
    );
    const { rows, counted } = stateOf(opened.memory.items());
    expect(counted).toEqual(rows);
  });

  it('leaves what is past retention as it was counted, and what was erased as it is', async () => {
    const opened = open({ retentionDays: 30 });
    const past = { ...signalOf(7), occurredAt: new Date(Date.now() - 31 * 86_400_000).toISOString() };
    const gone = { PK: 'F#own-systems#gone', SK: 'answers', erased: true, rev: 2, counted: '{}' };
    await opened.store([scoredBy({ ...old, retentionDays: 30 }, past)]);
    const table = new Table('table', sdkWith({ dynamodb: opened.memory.engine }));
    await table.putIfAbsent(gone);
    const stored = opened.memory.items();
    expect(await opened.rebuild()).toEqual({ passes: 1, recommitted: 0, left: 0 });
    expect(opened.memory.items()).toEqual(stored);
  });
});

describe('rebuild after another retention was deployed', () => {
  /** Of the last twenty days and the five before the last thirty, all of this map. */
  const known = [
    ...signals.slice(0, 40),
    ...signals.slice(40, 50).map((signal, index) => ({
      ...signal,
      occurredAt: new Date(Date.now() - (35 + (index % 5)) * 86_400_000).toISOString(),
    })),
  ];
  /** What the table holds, but for when it is forgotten and how often it was written. */
  const said = ({ memory }: ReturnType<typeof open>) => memory.items().map(({ ttl: _ttl, rev: _rev, ...item }) => item);

  it.each([
    ['first set', undefined, 30],
    ['lowered', 760, 30],
    ['raised', 30, 760],
    ['taken away', 30, undefined],
  ])('has everything forgotten when one that was %s says, and counts nothing again', async (_how, before, now) => {
    const opened = open(now === undefined ? {} : { retentionDays: now });
    await opened.store(known.map((signal) => scoredBy({ ...young, retentionDays: before }, signal)));
    const held = said(opened);
    expect(await opened.rebuild()).toEqual({ passes: 2, recommitted: known.length, left: 0 });
    expect(said(opened)).toEqual(held);
    for (const { ttl, occurredAt, customer, day } of opened.items()) {
      expect(ttl).toBe(forgottenAtSeconds(String(occurredAt), now));
      const key = { PK: `C#${customer}`, SK: String(day).slice(0, 7) };
      const month = opened.memory.items().find(({ PK, SK }) => PK === key.PK && SK === key.SK);
      if (now === undefined) expect(Number(month?.ttl)).toBeGreaterThan(Date.parse('9999-01-01') / 1_000);
      else {
        expect(Number(month?.ttl)).toBeGreaterThanOrEqual(Number(ttl));
        expect(Number(month?.ttl)).toBeLessThan(Number(ttl) + 35 * 86_400);
      }
    }
    const stored = opened.memory.items();
    expect(await opened.rebuild()).toEqual({ passes: 1, recommitted: 0, left: 0 });
    expect(opened.memory.items()).toEqual(stored);
  });

  it('leaves what an older map counted past retention as it counted it, and reads none of its text', async () => {
    const opened = open({ retentionDays: 30 });
    await opened.store(known.map((signal) => ({ ...scoredBy(old, signal), scorer: '0' })));
    const past = () => opened.items().filter(({ map }) => map === old.map.version);
    const held = new Map(past().map(({ PK, counted, sentiment }) => [PK, { counted, sentiment }]));
    expect(await opened.rebuild()).toMatchObject({ left: 0 });
    expect(past()).toHaveLength(10);
    for (const { PK, counted, sentiment, scorer, ttl } of past()) {
      expect({ counted, sentiment }).toEqual(held.get(PK));
      expect([scorer, typeof ttl]).toEqual(['0', 'number']);
    }
    const { rows, counted } = stateOf(opened.memory.items());
    expect(counted).toEqual(rows);
  });

  it('goes on where it was when it is killed between a month and its signals', async () => {
    const opened = open({ retentionDays: 30 });
    await opened.store(known.map((signal) => scoredBy(young, signal)));
    let writes = 0;
    opened.fate.dynamodb = async ({ operation }) => {
      if (operation !== 'TransactWriteItems') return;
      writes += 1;
      if (writes % 3 === 0) throw new Error('killed');
    };
    for (let isOver = false; !isOver; ) {
      isOver = await opened.rebuild().then(
        () => true,
        () => false,
      );
    }
    expect(opened.items().filter(({ ttl }) => ttl === undefined)).toEqual([]);
    expect(opened.memory.items().filter(({ PK, ttl }) => /^C#/.test(String(PK)) && ttl === undefined)).toEqual([]);
  });

  it('leaves those for another time whose months are too busy', async () => {
    const opened = open({ retentionDays: 30 });
    await opened.store(known.map((signal) => scoredBy(young, signal)));
    let isBusy = true;
    opened.fate.dynamodb = async () => {};
    const answer = opened.memory.engine;
    opened.fate.engine = async (call) => {
      const isMonth = call.operation === 'TransactWriteItems' && !JSON.stringify(call).includes('"Put"');
      return isBusy && isMonth ? fail('TransactionInProgressException', 'busy') : answer(call);
    };
    expect(await opened.rebuild()).toEqual({ passes: 1, recommitted: 0, left: known.length });
    isBusy = false;
    expect(await opened.rebuild()).toMatchObject({ recommitted: known.length, left: 0 });
  });
});
