import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Queue } from '../../aws/queue.ts';
import { fail } from '../../local/engines/engine.ts';
import type { LocalStack } from '../../local/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { unusedRights } from './rights.ts';
import { bringUp, rollups } from './run.ts';
import { type Senders, sendersFor } from './senders.ts';
import { inTruthTerms } from './truth.ts';

const row = '2026-03-04#website#web#all';

describe('while Comprehend is down', () => {
  const dataFolder = temporaryFolder();
  let isDown = true;
  let isTableDown = false;
  let calls = 0;
  let stack: LocalStack;
  let send: Senders;

  beforeAll(async () => {
    stack = await bringUp({
      dataFolder,
      engines: (engines) => ({
        ...engines,
        comprehend: (call) => {
          calls += 1;
          return isDown ? Promise.resolve(fail('ThrottlingException', 'Rate exceeded')) : engines.comprehend(call);
        },
        dynamodb: (call) =>
          isTableDown ? Promise.resolve(fail('InternalServerError', 'down', 500)) : engines.dynamodb(call),
      }),
    });
    send = sendersFor(stack);
  }, 60_000);

  afterAll(() => stack.down());

  it('stores the signal and counts its score, and its text as pending, never as neutral', async () => {
    const answer = {
      id: 'o-1',
      occurredAt: '2026-03-04T12:00:00Z',
      scores: { nps: 2 },
      text: 'Terrible and slow.',
      language: 'en',
    };
    expect((await send.generic('own-systems', answer)).status).toBe(202);
    await stack.drain();
    expect(calls).toBeGreaterThan(1);
    const fields = inTruthTerms(await rollups(stack))[row];
    expect(fields).toMatchObject({ n: 1, 'nps.2': 1, 'unscored.pending': 1 });
    expect(Object.keys(fields ?? {}).filter((field) => field.startsWith('sentiment'))).toEqual([]);
  }, 60_000);

  it('reads the text later, once, and takes the pending mark back', async () => {
    isDown = false;
    const database = new DatabaseSync(join(dataFolder, 'queue.sqlite'));
    const waits = database.prepare('SELECT count(*) AS n FROM message WHERE visibleAtMs > ?').get(Date.now() + 600_000);
    expect(waits).toEqual({ n: 1 });
    // A quarter of an hour passes.
    database.prepare('UPDATE message SET visibleAtMs = 0').run();
    database.close();
    await stack.drain();
    const fields = inTruthTerms(await rollups(stack))[row];
    expect(fields).toMatchObject({ n: 1, 'nps.2': 1, 'sentiment.negative': 1 });
    expect(fields?.['unscored.pending']).toBeUndefined();
  }, 60_000);

  it('needs every right that score has, beside what else may happen to a message', async () => {
    const known = (id: string, customer: object) => ({
      id,
      occurredAt: '2026-03-04T12:00:00Z',
      scores: { nps: 5 },
      customer,
    });
    const ana = { id: 'ana', email: 'ana@example.org' };
    const bob = { id: 'bob', email: 'bob@example.org' };
    for (const [id, customer] of Object.entries({ one: ana, two: bob, both: { ...ana, email: bob.email } })) {
      await send.generic('own-systems', known(id, customer));
      await stack.drain();
    }
    const queue = new Queue(stack.signalQueueUrl, stack.adminSdk);
    await queue.send([{ body: 'no signal' }]);
    await stack.drain();
    isTableDown = true;
    await queue.send([{ body: 'nor this' }]);
    await send.generic('own-systems', known('three', ana));
    await stack.drain();
    expect(unusedRights('functions/score.ts', stack)).toEqual([
      // Lambda's pollers ask for these, and this machine's do not.
      'sqs:GetQueueAttributes on ScoreQueue',
      'sqs:GetQueueUrl on ScoreQueue',
    ]);
  }, 60_000);

  it('needs every right that receive has, once an item of a batch cannot be read', async () => {
    const good = { id: 'good', occurredAt: '2026-03-04T12:00:00Z', scores: { nps: 5 } };
    await send.generic('own-systems', [good, { id: 'bad' }]);
    expect(unusedRights('functions/receive.ts', stack)).toEqual([]);
  }, 60_000);
});

describe('while the queue is down', () => {
  it('answers 503 with Retry-After and loses nothing once the tool sends again', async () => {
    let isDown = true;
    const stack = await bringUp({
      engines: (engines) => ({
        ...engines,
        sqs: (call) =>
          isDown && call.operation === 'SendMessageBatch'
            ? Promise.resolve(fail('InternalFailure', 'down', 500))
            : engines.sqs(call),
      }),
    });
    const send = sendersFor(stack);
    const answer = { id: 'q-1', occurredAt: '2026-03-04T12:00:00Z', scores: { nps: 10 } };
    const refused = await send.generic('own-systems', answer);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    isDown = false;
    expect((await send.generic('own-systems', answer)).status).toBe(202);
    await stack.drain();
    expect(inTruthTerms(await rollups(stack))[row]).toMatchObject({ n: 1, 'nps.10': 1 });
    await stack.down();
  }, 60_000);

  it('answers 503 for a source without its secret', async () => {
    const stack = await bringUp({
      engines: (engines) => ({
        ...engines,
        secretsmanager: async (call) => {
          const answer = await engines.secretsmanager(call);
          const { SecretString } = JSON.parse(String(answer.body));
          const { customerKey } = JSON.parse(SecretString);
          return { ...answer, body: JSON.stringify({ SecretString: JSON.stringify({ customerKey, sources: {} }) }) };
        },
      }),
    });
    const { status } = await sendersFor(stack).generic('own-systems', { id: 'x' });
    expect(status).toBe(503);
    await stack.down();
  }, 60_000);
});
