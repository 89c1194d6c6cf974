import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context, SQSRecord } from 'aws-lambda';
import { onLambda } from '../aws/clients.ts';
import { commit, type Patience } from '../aws/commit.ts';
import { Table } from '../aws/table.ts';
import type { ScoredSignal } from '../core/signal.ts';
import { aliasKey } from '../core/store/keys.ts';
import { entryOf, placeAll, planStore } from '../core/store/plan.ts';
import { aliasItem, signalItem } from '../core/store/signal-item.ts';
import { median, sampleSignals } from './sample-signals.ts';
import { idempotencyTableName, MemoryTableServer } from './table-server.ts';

/**
 * What storing a signal costs: requests to the table, and the client's CPU, from a queue's batch of 100 to the last
 * answer. Beside it the same rows written in other ways: by Powertools' batch and idempotency, one write after the other;
 * without idempotency; and by our own transactions of one signal each. The targets are 1/40 of Powertools' requests and
 * CPU, and 1/8 of the requests and CPU of transactions of one.
 *
 * **The guarantees differ.** Both of ours count every signal exactly once, whatever is delivered twice, corrected or cut
 * off in the middle. Powertools keeps a repeated message from being handled again, but a crash between its writes leaves
 * some of them, and a correction would not take back what was counted before. The naive writes count every delivery.
 *
 * The signals are the sample's, all of one day, as they come when a queue is busy enough to fill batches. Nineteen in
 * twenty are of people the table knows. Every store has a table of its own, in a process of its own, over HTTP.
 * Does not model TLS, distances, conflicts, throttling, or what waiting for many requests costs on Lambda.
 */
const rounds = 5;
const batchSize = 100;
const signalsPerRound = 1_000;
const tableName = 'signals';
const newcomersOneIn = 20;

const patience: Patience = { random: () => 0, sleepMs: async () => {} };
const context = { getRemainingTimeInMillis: () => 30_000 } as Context;

/** The sample once more, on one busy day: other answers of people who were heard before, and of some who were not. */
const measuredSignals = (sample: readonly ScoredSignal[]): ScoredSignal[] =>
  sample.map((signal, index) => ({
    ...signal,
    object: `${signal.object}-again`,
    day: '2026-03-10',
    occurredAt: `2026-03-10${signal.occurredAt.slice(10)}`,
    ...(index % newcomersOneIn === 0 && { aliases: signal.aliases.map((alias) => `new-${alias}`) }),
  }));

type Sdk = MemoryTableServer['sdk'];
/** Stores the signals of a batch. */
type Store = (records: readonly SQSRecord[]) => Promise<unknown>;

const signalOf = ({ body }: SQSRecord): ScoredSignal => JSON.parse(body);

const ours = (sdk: Sdk): Store => {
  const table = new Table(tableName, { ...onLambda, ...sdk });
  return (records) => commit(table, records.map(signalOf), patience);
};

const oneByOne = (sdk: Sdk): Store => {
  const table = new Table(tableName, { ...onLambda, ...sdk });
  return (records) => Promise.all(records.map((record) => commit(table, [signalOf(record)], patience)));
};

/** The same plan as ours for one signal, carried out as so many single writes. */
const plainWrites = (sdk: Sdk) => {
  const table = new Table(tableName, sdk);
  const client = new DynamoDBClient(sdk);
  return async (signal: ScoredSignal): Promise<void> => {
    const items = await table.getAll(signal.aliases.map(aliasKey));
    const held = new Map(items.map(({ PK, customer }) => [String(PK).slice(2), { customer: String(customer) }]));
    const { puts, aliases, adds } = planStore(placeAll([entryOf(signal)], held));
    for (const item of [...puts.map(signalItem), ...aliases.map(aliasItem)]) {
      const Item = marshall(item, { removeUndefinedValues: true });
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    }
    for (const { key, fields } of adds) {
      const entries = Object.entries(fields);
      const command = new UpdateItemCommand({
        TableName: tableName,
        Key: marshall(key),
        UpdateExpression: `ADD ${entries.map((_, index) => `#${index} :${index}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(entries.map(([field], index) => [`#${index}`, field])),
        ExpressionAttributeValues: marshall(
          Object.fromEntries(entries.map(([, count], index) => [`:${index}`, count])),
        ),
      });
      await client.send(command);
    }
  };
};

const naive = (sdk: Sdk): Store => {
  const write = plainWrites(sdk);
  return (records) => Promise.all(records.map((record) => write(signalOf(record))));
};

const powertools = (sdk: Sdk): Store => {
  const persistenceStore = new DynamoDBPersistenceLayer({
    tableName: idempotencyTableName,
    awsSdkV3Client: new DynamoDBClient(sdk),
  });
  const config = new IdempotencyConfig({ eventKeyJmesPath: '[source, object, part]' });
  config.registerLambdaContext(context);
  const write = makeIdempotent(plainWrites(sdk), { persistenceStore, config, dataIndexArgument: 0 });
  const processor = new BatchProcessor(EventType.SQS);
  return async (records) => {
    const handle = (record: SQSRecord) => write(signalOf(record));
    const { batchItemFailures } = await processPartialResponse({ Records: [...records] }, handle, processor, {
      context,
    });
    if (batchItemFailures.length > 0) throw new Error(`bench: Powertools failed ${batchItemFailures.length} records`);
  };
};

const stores = { ours, 'transactions of one': oneByOne, 'naive writes': naive, Powertools: powertools };
type Name = keyof typeof stores;
const names = Object.keys(stores) as Name[];

interface Cost {
  readonly requests: number;
  readonly cpuMs: number;
}

const sample = sampleSignals();
const signals = measuredSignals(sample);

/** A table that knows the sample's people, as their first signals left it. */
const open = async (name: Name) => {
  const server = await MemoryTableServer.start();
  const table = new Table(tableName, server.sdk);
  const { aliases } = planStore(placeAll(sample.map(entryOf), new Map()));
  for (let from = 0; from < aliases.length; from += 100) {
    const puts = aliases.slice(from, from + 100).map((put) => ({ item: aliasItem(put), expectedRev: undefined }));
    await table.transact(puts, []);
  }
  return { server, store: stores[name](server.sdk) };
};

type Subject = Awaited<ReturnType<typeof open>>;
const subjects = {} as Record<Name, Subject>;
for (const name of names) subjects[name] = await open(name);

const run = async ({ server, store }: Subject, some: readonly ScoredSignal[]): Promise<Cost> => {
  const records = some.map(
    (signal, index) => ({ messageId: String(index), body: JSON.stringify(signal) }) as SQSRecord,
  );
  const requests = await server.requests();
  const before = process.cpuUsage();
  for (let from = 0; from < records.length; from += batchSize) await store(records.slice(from, from + batchSize));
  const { user, system } = process.cpuUsage(before);
  return { requests: (await server.requests()) - requests, cpuMs: (user + system) / 1_000 };
};

const costs: Record<Name, Cost>[] = [];
for (let round = -1; round < rounds; round += 1) {
  const some = signals.slice((round + 1) * signalsPerRound, (round + 2) * signalsPerRound);
  const measured = {} as Record<Name, Cost>;
  for (const name of names) measured[name] = await run(subjects[name], some);
  // The first warms up.
  if (round >= 0) costs.push(measured);
}
for (const name of names) subjects[name].server.stop();

const medianOf = (name: Name, field: keyof Cost): number => median(costs.map((cost) => cost[name][field]));
/** Of one round each, so that a machine that slows down meanwhile slows down both. */
const ratio = (to: Name, field: keyof Cost): string =>
  (1 / median(costs.map((cost) => cost.ours[field] / cost[to][field]))).toFixed(0);

for (const name of names) {
  const requests = (medianOf(name, 'requests') / signalsPerRound).toFixed(3).padStart(7);
  const cpuMs = medianOf(name, 'cpuMs').toFixed(0).padStart(6);
  const less =
    name === 'ours' ? '' : `  ours 1/${ratio(name, 'requests')} of its requests, 1/${ratio(name, 'cpuMs')} of its CPU`;
  console.log(`${name.padEnd(20)} ${requests} requests a signal  ${cpuMs} ms CPU per 1,000 signals${less}`);
}
