import { setImmediate, setTimeout as sleepMs } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { ListeningPathError } from '../core/errors.ts';
import type { LocalFunction } from './functions.ts';
import { account, region, type Template } from './template.ts';

/** More workers than this only queue up for the two cores of a laptop. */
const workersMax = 4;
const idleMs = 50;
const afterErrorMs = 500;

interface Mapping {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly target: LocalFunction;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly workers: number;
  readonly reportsFailures: boolean;
  readonly visibilitySeconds: number;
}

const visibilityOf = (template: Template, queueArn: string): number => {
  const queue = template.ofType('AWS::SQS::Queue').find(({ id }) => queueArn.endsWith(`:${id}`));
  return queue?.properties.VisibilityTimeout ?? 30;
};

const readMappings = (template: Template, functions: ReadonlyMap<string, LocalFunction>): Mapping[] =>
  template.ofType('AWS::Lambda::EventSourceMapping').map(({ id, properties }) => {
    const target = [...functions.values()].find(({ arn }) => arn.endsWith(`:${properties.FunctionName}`));
    if (target === undefined) throw new ListeningPathError(`template: ${id} names no function`);
    const queueArn = String(properties.EventSourceArn);
    return {
      queueArn,
      queueUrl: `https://sqs.${region}.amazonaws.com/${account}/${queueArn.split(':').at(-1)}`,
      target,
      batchSize: properties.BatchSize ?? 10,
      windowMs: (properties.MaximumBatchingWindowInSeconds ?? 0) * 1_000,
      workers: Math.min(properties.ScalingConfig?.MaximumConcurrency ?? 1, workersMax),
      visibilitySeconds: visibilityOf(template, queueArn),
      reportsFailures: properties.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    };
  });

const recordOf = (message: Message, { queueArn }: Mapping): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: {
    ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? '1',
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  },
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [
      name,
      { stringValue: StringValue, dataType: 'String' },
    ]),
  ),
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});

/** A poller outlives every failure, as Lambda's do, but not in silence. */
const complain = (queueUrl: string, { message }: Error): void =>
  console.error(`${queueUrl.split('/').at(-1)}: ${message}`);

/**
 * Lambda's pollers: they read the queues the template maps to functions, hand over batches, and delete what succeeded.
 * Like Lambda they act under the function's own role.
 */
export class EventSources {
  readonly #mappings: readonly Mapping[];
  #running = false;
  #workers: Promise<void>[] = [];

  constructor(template: Template, functions: ReadonlyMap<string, LocalFunction>) {
    this.#mappings = readMappings(template, functions);
  }

  start(): void {
    this.#running = true;
    this.#workers = this.#mappings.flatMap((mapping) =>
      Array.from({ length: mapping.workers }, () => this.#work(mapping)),
    );
  }

  /** Lets running batches end. */
  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#workers);
  }

  async #work(mapping: Mapping): Promise<void> {
    while (this.#running) {
      const batch = await this.#gather(mapping);
      if (batch.length > 0) await this.#hand(mapping, batch);
      // The engines answer in this process: without a turn of the event loop a full queue would starve webhooks and timers.
      await setImmediate();
    }
  }

  /** A full batch, or what came within the window after the first message. */
  async #gather(mapping: Mapping): Promise<Message[]> {
    const { batchSize, windowMs } = mapping;
    const batch: Message[] = [];
    let endsAtMs = Number.POSITIVE_INFINITY;
    while (this.#running && batch.length < batchSize && Date.now() < endsAtMs) {
      const messages = await this.#receive(mapping, batchSize - batch.length);
      if (batch.length === 0 && messages.length > 0) endsAtMs = Date.now() + windowMs;
      batch.push(...messages);
      if (batch.length < batchSize) await sleepMs(idleMs);
    }
    return batch;
  }

  async #receive({ queueUrl, target }: Mapping, wanted: number): Promise<Message[]> {
    try {
      const input = { QueueUrl: queueUrl, MaxNumberOfMessages: wanted };
      const { Messages = [] } = await target.poll<{ Messages?: Message[] }>('ReceiveMessage', input);
      return Messages;
    } catch (error) {
      complain(queueUrl, error as Error);
      await sleepMs(afterErrorMs);
      return [];
    }
  }

  async #hand(mapping: Mapping, batch: readonly Message[]): Promise<void> {
    const { queueUrl, target, reportsFailures } = mapping;
    const Records = batch.map((message) => recordOf(message, mapping));
    const all = new Set(Records.map(({ messageId }) => messageId));
    const failed = await target
      .invoke({ Records })
      .then((response) => {
        const { batchItemFailures = [] } = (response ?? {}) as Partial<SQSBatchResponse>;
        const named = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
        if (!reportsFailures) return new Set();
        // Lambda takes a name it never gave for a failure of the whole batch.
        return named.every((name) => all.has(name)) ? new Set(named) : all;
      })
      // The whole batch stays on the queue and comes back after its visibility timeout.
      .catch(() => all);
    const entries = batch.map(({ MessageId = '', ReceiptHandle }, index) => ({
      hasFailed: failed.has(MessageId),
      entry: { Id: String(index), ReceiptHandle },
    }));
    const done = entries.filter(({ hasFailed }) => !hasFailed).map(({ entry }) => entry);
    // Their time runs on as it does in Lambda's hands; whoever waits for the queue need not wait for them.
    const VisibilityTimeout = mapping.visibilitySeconds;
    const failures = entries.filter(({ hasFailed }) => hasFailed).map(({ entry }) => ({ ...entry, VisibilityTimeout }));
    // What could not be deleted comes back, and the store counts it once.
    await Promise.all([
      target.poll('DeleteMessageBatch', { QueueUrl: queueUrl, Entries: done }),
      failures.length > 0 && target.poll('ChangeMessageVisibilityBatch', { QueueUrl: queueUrl, Entries: failures }),
    ]).catch((error: Error) => complain(queueUrl, error));
  }
}
