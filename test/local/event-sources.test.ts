import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sdkOf } from '../../local/aws.ts';
import { type Engine, fail } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { EventSources } from '../../local/event-sources.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { invocations, wishes } from './echo-function.ts';
import { callsOf } from './queue-contract.ts';
import { echoFunctions, enginesOf, ofType, type Resources } from './templates.ts';

const quickly = (resources: Resources) => {
  for (const { Properties } of ofType(resources, 'AWS::Lambda::EventSourceMapping')) {
    Properties.MaximumBatchingWindowInSeconds = 0.2;
    Properties.ScalingConfig.MaximumConcurrency = 1;
  }
};

const stops: (() => Promise<void> | void)[] = [];

/** Pollers of a changed sample over a queue of their own. */
const poll = async (
  change: (properties: Record<string, unknown>) => void = () => {},
  tamper = (sqs: Engine) => sqs,
) => {
  const { template, functions } = echoFunctions(
    (resources) => {
      quickly(resources);
      for (const { Properties } of ofType(resources, 'AWS::Lambda::EventSourceMapping')) change(Properties);
    },
    enginesOf({ sqs: (call) => tamper(queue.answer)(call) }),
  );
  const names = template.ofType('AWS::SQS::Queue').map(({ id }) => id);
  const queues = names.map((name) => ({ name, visibilityTimeoutSeconds: 30 }));
  const queue: QueueEngine = new QueueEngine(join(temporaryFolder(), 'queue.sqlite'), queues);
  const queueUrl = String(template.resolve({ Ref: names.find((name) => name.startsWith('ScoreQueue')) }));
  const calls = callsOf(new SQSClient(sdkOf({ name: 'test', allows: () => true }, enginesOf({ sqs: queue.answer }))));
  const sources = new EventSources(template, await functions);
  stops.push(
    () => sources.stop(),
    () => queue.close(),
  );
  return {
    start: () => sources.start(),
    send: (bodies: readonly string[]) => calls.send(queueUrl, bodies),
    left: async () => {
      const { waiting, inFlight } = await calls.counts(queueUrl);
      return waiting + inFlight;
    },
  };
};

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await sleepMs(10);
};

const batches = (): string[][] => invocations.map(({ event }) => (event as SQSEvent).Records.map(({ body }) => body));
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `message ${index}`);

beforeEach(() => {
  invocations.length = 0;
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  vi.restoreAllMocks();
});

describe('the pollers', () => {
  it('hand over what came within the window as one batch, and delete it', async () => {
    const { start, send, left } = await poll();
    await send(numbered(5));
    start();
    await until(async () => (await left()) === 0);
    expect(batches()).toEqual([numbered(5)]);
  });

  it('hand over as many at once as the template says', async () => {
    const { start, send, left } = await poll((properties) => {
      properties.BatchSize = 2;
    });
    await send(numbered(5));
    start();
    await until(async () => (await left()) === 0);
    expect(batches().map((batch) => batch.length)).toEqual([2, 2, 1]);
  });

  it('hand over ten when the template does not say', async () => {
    const { start, send, left } = await poll((properties) => {
      delete properties.BatchSize;
    });
    await send(numbered(10));
    await send(numbered(2));
    start();
    await until(async () => (await left()) === 0);
    expect(batches().map((batch) => batch.length)).toEqual([10, 2]);
  });

  it('run as many batches at once as the template says', async () => {
    const { start, send, left } = await poll((properties) => {
      properties.BatchSize = 1;
      properties.ScalingConfig = { MaximumConcurrency: 3 };
    });
    let running = 0;
    let most = 0;
    const slowly = async () => {
      running += 1;
      most = Math.max(most, running);
      await sleepMs(100);
      running -= 1;
    };
    wishes.push(...Array.from({ length: 9 }, () => slowly));
    await send(numbered(9));
    start();
    await until(async () => (await left()) === 0);
    expect(most).toBe(3);
    expect(batches().flat().sort()).toEqual(numbered(9));
  });

  it('leave on the queue what a function says it failed', async () => {
    const { start, send, left } = await poll();
    wishes.push(({ Records }: SQSEvent) => ({ batchItemFailures: [{ itemIdentifier: Records[1]?.messageId }] }));
    await send(numbered(3));
    start();
    await until(async () => (await left()) === 1);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('no'))],
    ['names a message nobody gave it', () => ({ batchItemFailures: [{ itemIdentifier: 'nobody' }] })],
  ])('leave the whole batch on the queue when its function %s', async (_, wish) => {
    const { start, send, left } = await poll();
    wishes.push(wish);
    await send(numbered(3));
    start();
    await until(() => invocations.length === 1);
    await sleepMs(50);
    expect(await left()).toBe(3);
  });

  it('take a batch for done whatever is answered when the template asks for no report', async () => {
    const { start, send, left } = await poll((properties) => {
      delete properties.FunctionResponseTypes;
    });
    wishes.push(({ Records }: SQSEvent) => ({ batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }] }));
    await send(numbered(3));
    start();
    await until(async () => (await left()) === 0);
  });

  it('outlive a queue that fails, and say so', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const failing = new Set(['ReceiveMessage', 'DeleteMessageBatch']);
    const { start, send, left } = await poll(undefined, (sqs) => async (call) => {
      if (!failing.delete(call.operation)) return sqs(call);
      return fail('AccessDeniedException', 'not now');
    });
    await send(numbered(1));
    start();
    await until(() => failing.size === 0);
    await send(['message 1']);
    await until(() => batches().length === 2);
    await until(async () => (await left()) === 1);
    expect(said.mock.calls.map(([line]) => line)).toEqual(
      Array(2).fill(expect.stringMatching(/^ScoreQueue\w+: AccessDeniedException: not now$/)),
    );
  });

  it('are refused when the template maps a queue to no function', async () => {
    const nobody = poll((properties) => {
      properties.FunctionName = 'Nobody';
    });
    await expect(nobody).rejects.toThrow('names no function');
  });
});
