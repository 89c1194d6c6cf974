import { describe, expect, it } from 'vitest';
import { type Answer, type Engine, fail, ok } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { Metrics } from '../../local/metrics.ts';
import { countingThrottles, measureQueues } from '../../local/watched.ts';
import { templateOf } from './templates.ts';

const callOf = (operation: string, input: object = {}) => ({ operation, input, raw: new Uint8Array(), headers: {} });

describe('a table that cannot keep up', () => {
  /** How many refused requests are counted when an operation is answered so. */
  const countedAfter = async (operation: string, answer: Answer) => {
    const metrics = new Metrics();
    const table: Engine = countingThrottles(async () => answer, 'Table', metrics);
    expect(await table(callOf(operation))).toBe(answer);
    const countOf = (name: string) =>
      metrics.between({ namespace: 'AWS/DynamoDB', name, dimensions: { TableName: 'Table' } }, 0, Infinity)?.sum ?? 0;
    return { reads: countOf('ReadThrottleEvents'), writes: countOf('WriteThrottleEvents') };
  };
  const cancelled = (Code: string): Answer => ({
    status: 400,
    body: JSON.stringify({ __type: 'TransactionCanceledException', CancellationReasons: [{ Code }] }),
  });

  it.each([
    ['Query', fail('ThrottlingException', 'slow down'), { reads: 1, writes: 0 }],
    ['PutItem', fail('ProvisionedThroughputExceededException', 'slow down'), { reads: 0, writes: 1 }],
    ['TransactWriteItems', cancelled('ProvisionedThroughputExceeded'), { reads: 0, writes: 1 }],
    ['TransactWriteItems', cancelled('ThrottlingError'), { reads: 0, writes: 1 }],
    ['TransactWriteItems', cancelled('ConditionalCheckFailed'), { reads: 0, writes: 0 }],
    ['GetItem', ok({ Item: { text: { S: 'ThrottlingException' } } }), { reads: 0, writes: 0 }],
  ])('counts what it refuses, and nothing else: %s %#', async (operation, answer, counted) => {
    expect(await countedAfter(operation, answer)).toEqual(counted);
  });
});

describe('the age of the oldest message', () => {
  it('leaves out what was received three times, as SQS does', async () => {
    let nowMs = 0;
    const queue = new QueueEngine(':memory:', [{ name: 'Queue', visibilityTimeoutSeconds: 10 }], () => nowMs);
    const metrics = new Metrics(() => nowMs);
    measureQueues(templateOf({ Queue: { Type: 'AWS::SQS::Queue' } }), queue, metrics);
    const age = () => {
      const name = 'ApproximateAgeOfOldestMessage';
      return metrics.between({ namespace: 'AWS/SQS', name, dimensions: { QueueName: 'Queue' } }, 0, nowMs)?.max;
    };
    await queue.answer(callOf('SendMessageBatch', { QueueUrl: 'Queue', Entries: [{ Id: '0', MessageBody: 'one' }] }));
    const ages: unknown[] = [];
    for (let received = 0; received < 4; received++) {
      nowMs += 60_000;
      ages.push(age());
      await queue.answer(callOf('ReceiveMessage', { QueueUrl: 'Queue' }));
    }
    expect(ages).toEqual([60, 120, 180, 0]);
    queue.close();
  });
});
