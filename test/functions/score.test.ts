import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { Journey } from '../../core/journey/schema.ts';
import type { Signal } from '../../core/signal.ts';
import { make } from '../../functions/score.ts';
import { comprehendEngine } from '../../local/engines/comprehend.ts';
import { type Call, fail, ok } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { MemoryTable } from '../aws/memory-table.ts';
import { sdkWith } from '../aws/sdk.ts';
import { exampleOf } from '../core/channels/examples.ts';
import { openStandIn, type StandIn } from '../e2e/all-channels.ts';
import { temporaryFolder } from '../setup/folder.ts';

const sample = Journey.parse(parse(readFileSync(new URL('../../journey.yaml', import.meta.url), 'utf8')));
const token = 'canary-token-of-the-tool';
let api: StandIn;

beforeAll(async () => {
  api = await openStandIn(token);
});
afterAll(() => api.close());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  Object.assign(api, { busyFor: 0, unknown: /never/, asked: 0 });
});

/** The score function over engines in memory, with a source whose tool only names its objects. */
const open = ({
  tokens = { survey: token },
  address = api.url,
}: {
  tokens?: Record<string, string>;
  address?: string;
} = {}) => {
  const [first] = sample.sources;
  if (first === undefined) throw new Error('the sample has sources');
  const { questions } = exampleOf('surveymonkey').source;
  const survey = { ...first, id: 'survey', channel: 'surveymonkey', questions, api: address };
  const journeyFile = join(temporaryFolder(), 'journey.json');
  writeFileSync(journeyFile, JSON.stringify({ ...sample, sources: [...sample.sources, survey] }));
  const table = new MemoryTable();
  const queue = new QueueEngine(
    ':memory:',
    ['Queue', 'Dead'].map((name) => ({ name, visibilityTimeoutSeconds: 30 })),
  );
  const fails: { dynamodb?: true } = {};
  const handler = make(
    {
      JOURNEY_FILE: journeyFile,
      TABLE_NAME: 'table',
      SECRET_ID: 'secret',
      QUEUE_URL: 'https://sqs.loopback-1.amazonaws.com/0/Queue',
      STACK_NAME: 'ListeningPath',
      DEAD_LETTERS_URL: 'https://sqs.loopback-1.amazonaws.com/0/Dead',
    },
    sdkWith({
      dynamodb: (call: Call) =>
        fails.dynamodb && call.operation === 'TransactWriteItems'
          ? Promise.resolve(fail('ValidationException', 'canary of the table'))
          : table.engine(call),
      comprehend: comprehendEngine,
      sqs: queue.answer,
      secretsmanager: async () =>
        ok({ SecretString: JSON.stringify({ customerKey: 'k'.repeat(24), sources: {}, tokens }) }),
    }),
  );
  const context = { awsRequestId: 'r', functionName: 'score', getRemainingTimeInMillis: () => 30_000 } as Context;
  const score = async (...bodies: unknown[]): Promise<string[]> => {
    const Records = bodies.map((body, index) => ({
      messageId: String(index),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })) as SQSRecord[];
    const { batchItemFailures } = (await handler({ Records }, context)) as SQSBatchResponse;
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const stored = () => table.items().filter(({ PK }) => String(PK).startsWith('F#'));
  return { score, stored, dead: () => queue.deadLetters('Dead'), fails };
};

const signal: Signal = {
  source: 'own-systems',
  object: 'a-1',
  part: 'record',
  revision: ['', ''],
  kind: 'perceptive',
  occurredAt: '2026-03-02T09:20:00.000Z',
  customer: { email: 'canary@example.org' },
  text: 'Canary: the checkout was slow.',
  scores: { nps: 4 },
  measures: {},
  attributes: {},
};
const thin = (responseId: string) => ({
  source: 'survey',
  thin: { surveyId: '511200417', responseId, at: '2026-03-02T09:21:31.182Z' },
});

describe('an object the queue only names', () => {
  it('is read once however many messages name it, and stored beside its neighbours', async () => {
    const { score, stored } = open();
    expect(await score(thin('1'), signal, thin('1'), thin('2'))).toEqual([]);
    expect(stored()).toHaveLength(3);
    expect(api.asked).toBe(2);
  });

  it('waits when the tool asks for it', async () => {
    api.busyFor = 2;
    const { score, stored } = open();
    expect(await score(thin('1'))).toEqual([]);
    expect(stored()).toHaveLength(1);
    expect(api.asked).toBe(3);
  });

  it.each([
    ['its tool is down', { address: 'http://127.0.0.1:9' }],
    ['the token is wrong', { tokens: { survey: 'another' } }],
    ['there is no token yet', { tokens: {} }],
  ])('comes back by itself, and alone, while %s', async (_why, how) => {
    const { score, stored, dead } = open(how);
    expect(await score(signal, thin('1'))).toEqual(['1']);
    expect([stored().length, dead()]).toEqual([1, []]);
  });

  it('is a dead letter when the tool no longer has it', async () => {
    api.unknown = /\/responses\/404/;
    const { score, stored, dead } = open();
    expect(await score(thin('404'), signal)).toEqual([]);
    expect(stored()).toHaveLength(1);
    expect(dead()).toMatchObject([{ reason: "survey: the tool's API answered 404", count: 1 }]);
  });
});

describe('the log of score', () => {
  it('says nothing of a body, a token or an address, whatever becomes of a message', async () => {
    vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'DEBUG');
    const lines: string[] = [];
    const keep = (chunk: unknown): boolean => lines.push(String(chunk)) > 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);

    api.unknown = /\/responses\/404/;
    const broken = [
      '{"canary":',
      { canary: 'canary' },
      { ...signal, occurredAt: 'canary' },
      { ...signal, source: 'canary' },
    ];
    const { score, fails } = open();
    await score(signal, thin('404'), thin('1'), { ...thin('1'), thin: { canary: 'canary' } }, ...broken);
    fails.dynamodb = true;
    await score({ ...signal, object: 'a-2' });
    for (const how of [{ address: 'http://127.0.0.1:9' }, { tokens: { survey: 'canary-wrong' } }]) {
      await open(how).score(thin('canary'));
    }
    vi.restoreAllMocks();

    expect(lines.length).toBeGreaterThan(4);
    expect(lines.filter((line) => /canary|the checkout|127\.0\.0\.1/i.test(line))).toEqual([]);
  });
});
