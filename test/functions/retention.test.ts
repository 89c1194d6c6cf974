import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { DeadLetters } from '../../aws/dead-letters.ts';
import { DeadLetterGroups } from '../../core/dead-letters.ts';
import { Journey } from '../../core/journey/schema.ts';
import type { Signal } from '../../core/signal.ts';
import { make } from '../../functions/score.ts';
import { comprehendEngine } from '../../local/engines/comprehend.ts';
import { ok } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { MemoryTable } from '../aws/memory-table.ts';
import { sdkWith } from '../aws/sdk.ts';
import { temporaryFolder } from '../setup/folder.ts';

const retentionDays = 760;
const daySeconds = 86_400;
const now = '2026-03-02T09:20:00.000Z';
const nowSeconds = Date.parse(now) / 1_000;
const urlOf = (name: string) => `https://sqs.loopback-1.amazonaws.com/0/${name}`;

// Only the clock that says what is past retention; timers go on.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(now) }));
afterEach(() => void vi.useRealTimers());

/** The score function of an organisation that keeps signals for 760 days, over engines in memory. */
const open = (organisation: object = { retentionDays }) => {
  const journey = Journey.parse(parse(readFileSync(new URL('../../journey.yaml', import.meta.url), 'utf8')));
  const journeyFile = join(temporaryFolder(), 'journey.json');
  const kept = { ...journey, organisation: { ...journey.organisation, ...organisation } };
  writeFileSync(journeyFile, JSON.stringify(kept));
  const table = new MemoryTable();
  const queue = new QueueEngine(
    ':memory:',
    ['Queue', 'Dead'].map((name) => ({ name, visibilityTimeoutSeconds: 30 })),
  );
  const sdk = sdkWith({
    dynamodb: table.engine,
    comprehend: comprehendEngine,
    sqs: queue.answer,
    secretsmanager: async () => ok({ SecretString: JSON.stringify({ customerKey: 'k'.repeat(24), sources: {} }) }),
  });
  const handler = make(
    {
      JOURNEY_FILE: journeyFile,
      TABLE_NAME: 'table',
      SECRET_ID: 'secret',
      QUEUE_URL: urlOf('Queue'),
      STACK_NAME: 'ListeningPath',
      DEAD_LETTERS_URL: urlOf('Dead'),
    },
    sdk,
  );
  const context = { awsRequestId: 'r', functionName: 'score', getRemainingTimeInMillis: () => 30_000 } as Context;
  const score = async (...signals: Signal[]): Promise<number> => {
    const Records = signals.map((body, index) => ({ messageId: String(index), body: JSON.stringify(body) }));
    const response = await handler({ Records: Records as SQSRecord[] }, context);
    return (response as SQSBatchResponse).batchItemFailures.length;
  };
  const rows = (prefix: string) => table.items().filter(({ PK }) => String(PK).startsWith(prefix));
  const dead = async () => {
    const groups = new DeadLetterGroups();
    for await (const letter of new DeadLetters(urlOf('Dead'), sdk).walk()) groups.add(letter);
    return groups.list();
  };
  return { score, rows, dead };
};

const signal = (object: string, secondsAgo: number): Signal => ({
  source: 'own-systems',
  object,
  part: 'record',
  revision: ['', ''],
  kind: 'perceptive',
  occurredAt: new Date((nowSeconds - secondsAgo) * 1_000).toISOString(),
  customer: { email: 'ana@example.org' },
  scores: { nps: 9 },
  measures: {},
  attributes: {},
});
const past = retentionDays * daySeconds;

describe('a signal past retention', () => {
  it('is refused with its reason and what to do about it, and its neighbours are stored', async () => {
    const { score, rows, dead } = open();
    expect(await score(signal('new', 60), signal('late', past + 1), signal('just', past))).toBe(0);
    expect(rows('F#')).toHaveLength(2);
    expect(await dead()).toMatchObject([
      {
        source: 'own-systems',
        reason: 'signal: it happened longer ago than signals are kept',
        count: 1,
        advice: expect.stringMatching(/^drop: .*organisation\.retentionDays/),
      },
    ]);
  });

  it('counts nowhere, also when it comes again', async () => {
    const { score, rows } = open();
    await score(signal('late', past + 1));
    await score(signal('late', past + 1));
    expect([rows('F#'), rows('R#'), rows('C#'), rows('H#'), rows('K#')]).toEqual([[], [], [], [], []]);
  });

  it('is stored where signals are kept for ever, and so are all others', async () => {
    const { score, rows, dead } = open({ retentionDays: undefined });
    await score(signal('late', 10 * past), signal('new', 60));
    expect([rows('F#').length, await dead()]).toEqual([2, []]);
    expect([...rows('F#'), ...rows('C#')].filter((row) => 'ttl' in row)).toEqual([]);
  });
});

describe('what is stored', () => {
  it('is forgotten thirty days after its retention; its customer’s month when the last of its signals is', async () => {
    const { score, rows } = open();
    const [younger, older] = [60, 20 * 60];
    await score(signal('younger', younger));
    await score(signal('older', older));
    const keptSeconds = (retentionDays + 30) * daySeconds;
    const forgottenAt = (secondsAgo: number) => nowSeconds - secondsAgo + keptSeconds;
    expect(rows('F#').map(({ ttl }) => ttl)).toEqual([forgottenAt(younger), forgottenAt(older)]);
    const [month, ...others] = rows('C#');
    expect(others).toEqual([]);
    expect(month).toMatchObject({ SK: '2026-03', '02.n': 2 });
    expect(Number(month?.ttl)).toBeGreaterThanOrEqual(forgottenAt(younger));
    // Any later day of the month still lies before it.
    expect(Number(month?.ttl)).toBeGreaterThanOrEqual(
      Date.parse('2026-04-01T00:00:00Z') / 1_000 + keptSeconds - daySeconds,
    );
  });

  it('leaves its counts for good', async () => {
    const { score, rows } = open();
    await score(signal('new', 60));
    const counts = [...rows('R#'), ...rows('H#')];
    expect(counts.length).toBeGreaterThan(0);
    expect(counts.filter((row) => 'ttl' in row)).toEqual([]);
  });
});
