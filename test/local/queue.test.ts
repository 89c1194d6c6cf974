import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Engines, sdkOf } from '../../local/aws.ts';
import { notKnown } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { account, region } from '../../local/template.ts';
import { temporaryFolder } from '../setup/folder.ts';
import {
  callsOf,
  keepsMessages,
  type QueueUnderTest,
  receiveCountMax,
  visibilityTimeoutSeconds,
} from './queue-contract.ts';

const url = (name: string) => `https://sqs.${region}.amazonaws.com/${account}/${name}`;
const queueUrl = url('queue');

const openEngine = (file: string, nowMs?: () => number) =>
  new QueueEngine(
    file,
    [
      { name: 'queue', visibilityTimeoutSeconds, redrive: { queueName: 'dead', receiveCountMax } },
      { name: 'dead', visibilityTimeoutSeconds },
    ],
    nowMs,
  );

const clientOf = (engine: QueueEngine) => {
  const other = async () => notKnown('test', 'anything but SQS');
  const engines: Engines = {
    dynamodb: other,
    comprehend: other,
    email: other,
    secretsmanager: other,
    sqs: engine.answer,
  };
  return new SQSClient(sdkOf({ name: 'test', allows: () => true }, engines));
};

describe('the embedded queue', () => {
  keepsMessages((): QueueUnderTest => {
    let nowMs = Date.now();
    const engine = openEngine(join(temporaryFolder(), 'queue.sqlite'), () => nowMs);
    return {
      client: clientOf(engine),
      queueUrl,
      deadLettersUrl: url('dead'),
      missingUrl: url('missing'),
      pass: (seconds) => {
        nowMs += seconds * 1_000;
      },
      close: () => engine.close(),
    };
  });
});

describe('fauxqs', () => {
  let server: FauxqsServer;
  let opened = 0;

  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false });
  });
  afterAll(() => server.stop());

  keepsMessages((): QueueUnderTest => {
    // Its queue judges by the clock whenever it is asked; only `Date` is faked, so that its sockets live on.
    vi.useFakeTimers({ toFake: ['Date'] });
    opened += 1;
    const dead = server.createQueue(`dead-${opened}`);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.queueArn, maxReceiveCount: receiveCountMax });
    const VisibilityTimeout = String(visibilityTimeoutSeconds);
    const queue = server.createQueue(`queue-${opened}`, { attributes: { VisibilityTimeout, RedrivePolicy } });
    const client = new SQSClient({
      endpoint: server.address,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    return {
      client,
      queueUrl: queue.queueUrl,
      deadLettersUrl: dead.queueUrl,
      missingUrl: `${server.address}/${account}/missing`,
      pass: (seconds) => vi.setSystemTime(Date.now() + seconds * 1_000),
      close: () => {
        client.destroy();
        vi.useRealTimers();
      },
    };
  });
});

describe('the embedded queue, as a file', () => {
  let file: string;
  let engine: QueueEngine;
  let calls: ReturnType<typeof callsOf>;

  beforeEach(() => {
    file = join(temporaryFolder(), 'queue.sqlite');
    engine = openEngine(file);
    calls = callsOf(clientOf(engine));
  });
  afterEach(() => engine.close());

  const startSender = (count: number) =>
    spawn(process.execPath, [join(import.meta.dirname, 'queue-sender.ts'), file, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  it('carries every character SQS does, beyond the basic plane too', async () => {
    const body = 'Genial 👍🏽\t\r\n\u007f\u0085\ue000\ufffd';
    await calls.send(queueUrl, [body]);
    expect(await calls.receive(queueUrl)).toMatchObject([{ Body: body }]);
  });

  it('hands out what another process sends while it sends, each message once', async () => {
    const count = 2_000;
    const sender = startSender(count);
    const seen: string[] = [];
    while (seen.length < count) {
      const haul = await calls.receive(queueUrl);
      seen.push(...haul.map(({ Body = '' }) => Body));
      // As the pollers do; without a pause this process would hardly ever leave the file to the other.
      await sleepMs(1);
    }
    expect(new Set(seen).size).toBe(count);
    if (sender.exitCode === null) await once(sender, 'exit');
    expect(sender.exitCode).toBe(0);
  });

  it('keeps everything a process was told is kept when that process is killed', async () => {
    const sender = startSender(1_000_000);
    let told = '';
    sender.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.length > 2_000) sender.kill('SIGKILL');
    });
    await once(sender, 'close');
    const acknowledged = told.split('\n').slice(0, -1);
    const kept = new Set<string>();
    for (let haul = await calls.receive(queueUrl); haul.length > 0; haul = await calls.receive(queueUrl)) {
      for (const { Body = '' } of haul) kept.add(Body);
    }
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((body) => !kept.has(body))).toEqual([]);
    // One more may be in the file: written, but killed before it could say so.
    expect(kept.size - acknowledged.length).toBeLessThanOrEqual(1);
  });

  it('hands out at once what a killed process was working on, and nothing else', async () => {
    await calls.send(queueUrl, ['in flight']);
    await calls.send(queueUrl, ['delayed'], { DelaySeconds: 60 });
    await calls.receive(queueUrl);
    const restarted = openEngine(file);
    const afterRestart = callsOf(clientOf(restarted));
    expect(await afterRestart.receive(queueUrl)).toEqual([]);
    restarted.releaseInFlight();
    const messages = await afterRestart.receive(queueUrl);
    expect(messages).toMatchObject([{ Body: 'in flight', Attributes: { ApproximateReceiveCount: '2' } }]);
    restarted.close();
  });

  it('opens a file of before messages knew when they were sent', async () => {
    await calls.send(queueUrl, ['kept']);
    const database = new DatabaseSync(file);
    database.exec('ALTER TABLE message DROP COLUMN sentAtMs');
    database.close();
    const reopened = openEngine(file);
    const afterwards = callsOf(clientOf(reopened));
    await afterwards.send(queueUrl, ['new']);
    expect((await afterwards.receive(queueUrl)).map(({ Body }) => Body)).toEqual(['kept', 'new']);
    reopened.close();
  });

  it('ignores the receipt of a message that was handed out again since', async () => {
    await calls.send(queueUrl, ['slow']);
    const late = await calls.receive(queueUrl);
    engine.releaseInFlight();
    const [current] = await calls.receive(queueUrl);
    await calls.remove(queueUrl, late);
    engine.releaseInFlight();
    expect(current?.Body).toBe('slow');
    expect(await calls.counts(queueUrl)).toMatchObject({ waiting: 1 });
  });

  it('counts what was ever sent, also when it is gone, and not what is put back with a delay', async () => {
    await calls.send(queueUrl, ['a', 'b', 'c']);
    await calls.send(queueUrl, ['a'], { DelaySeconds: 900 });
    await calls.send(queueUrl, ['good', 'bad \uffff']);
    await calls.send(url('dead'), ['dead']);
    await calls.remove(queueUrl, await calls.receive(queueUrl));
    expect([engine.sentTo('queue'), engine.sentTo('dead'), engine.sentTo('never')]).toEqual([4, 1, 0]);
    const reopened = openEngine(file);
    expect(reopened.sentTo('queue')).toBe(4);
    reopened.close();
  });

  it('counts a message another process was told is kept, although that process was killed', async () => {
    const sender = startSender(1_000_000);
    let told = '';
    sender.stdout.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      if (told.length > 2_000) sender.kill('SIGKILL');
    });
    await once(sender, 'close');
    expect(String(engine.sentTo('queue'))).toBe((await calls.counts(queueUrl)).waiting.toString());
  });

  it('groups dead letters by reason and source, and knows those that were given up', async () => {
    const attribute = (StringValue: string) => ({ DataType: 'String', StringValue });
    const refused = { reason: attribute('occurredAt: is missing'), source: attribute('own-systems') };
    await calls.send(url('dead'), ['x', 'y'], { MessageAttributes: refused });
    await calls.send(url('dead'), ['z'], { MessageAttributes: { reason: attribute('message: not JSON') } });
    await calls.send(queueUrl, ['poison']);
    for (let count = 0; count <= receiveCountMax; count += 1) {
      await calls.receive(queueUrl);
      engine.releaseInFlight();
    }
    expect(engine.deadLetters('dead')).toEqual([
      { reason: 'occurredAt: is missing', source: 'own-systems', count: 2 },
      { reason: null, source: null, count: 1 },
      { reason: 'message: not JSON', source: null, count: 1 },
    ]);
  });
});
