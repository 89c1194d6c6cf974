import { setTimeout as sleepMs } from 'node:timers/promises';
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import { ListeningPathError } from '../core/errors.ts';
import type { LocalFunction } from './functions.ts';
import { account, region, type Template } from './template.ts';

/** More workers than this only queue up for the two cores of a laptop. */
const workersMax = 4;
const idleMs = 50;
const receiveMax = 10;

interface Mapping {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly target: LocalFunction;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly workers: number;
  readonly reportsFailures: boolean;
}

const readMappings = (template: Template, functions: ReadonlyMap<string, LocalFunction>): Mapping[] =>
  template.ofType('AWS::Lambda::EventSourceMapping').map(({ id, properties }) => {
    const target = [...functions.values()].find(({ arn }) => arn.endsWith(`:${properties.FunctionName}`));
    if (target === undefined) throw new ListeningPathError(`template: ${id} names no function`);
    const queueArn = String(properties.EventSourceArn);
    return {
      queueArn,
      queueUrl: `https://sqs.${region}.amazonaws.com/${account}/${queueArn.split(':').at(-1)}`,
      target,
      batchSize: properties.BatchSize,
      windowMs: (properties.MaximumBatchingWindowInSeconds ?? 0) * 1_000,
      workers: Math.min(properties.ScalingConfig?.MaximumConcurrency ?? 1, workersMax),
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
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn,
  awsRegion: region,
});

/**
 * Lambda's pollers: they read the queues the template maps to functions, hand over batches, and delete what succeeded.
 * Like Lambda they act under the function's own role.
 */
export class EventSources {
  readonly #mappings: readonly Mapping[];
  #running = false;
  #workers: Promise<void>[] = [];
  #busy = 0;

  constructor(template: Template, functions: ReadonlyMap<string, LocalFunction>) {
    this.#mappings = readMappings(template, functions);
  }

  start(): void {
    this.#running = true;
    this.#workers = this.#mappings.flatMap((mapping) => {
      const client = new SQSClient(mapping.target.sdk);
      return Array.from({ length: mapping.workers }, () => this.#work(client, mapping));
    });
  }

  /** Lets running batches end. */
  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#workers);
  }

  /** Batches a function is working on now. */
  get busy(): number {
    return this.#busy;
  }

  async #work(client: SQSClient, mapping: Mapping): Promise<void> {
    while (this.#running) {
      const batch = await this.#gather(client, mapping);
      if (batch.length > 0) {
        await this.#hand(client, mapping, batch);
        this.#busy -= 1;
      }
    }
  }

  /** A full batch, or what came within the window after the first message; `busy` counts from that message on. */
  async #gather(client: SQSClient, { queueUrl, batchSize, windowMs }: Mapping): Promise<Message[]> {
    const batch: Message[] = [];
    let endsAtMs = Number.POSITIVE_INFINITY;
    while (this.#running && batch.length < batchSize && Date.now() < endsAtMs) {
      const wanted = Math.min(receiveMax, batchSize - batch.length);
      const command = new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: wanted,
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      });
      const { Messages = [] } = await client.send(command);
      if (batch.length === 0 && Messages.length > 0) {
        this.#busy += 1;
        endsAtMs = Date.now() + windowMs;
      }
      batch.push(...Messages);
      if (Messages.length < wanted) await sleepMs(idleMs);
    }
    return batch;
  }

  async #hand(client: SQSClient, mapping: Mapping, batch: readonly Message[]): Promise<void> {
    const Records = batch.map((message) => recordOf(message, mapping));
    const failed = await mapping.target
      .invoke({ Records })
      .then((response) => {
        const { batchItemFailures = [] } = (response ?? {}) as Partial<SQSBatchResponse>;
        return new Set(mapping.reportsFailures ? batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) : []);
      })
      // The whole batch stays on the queue and comes back after its visibility timeout.
      .catch(() => new Set(Records.map(({ messageId }) => messageId)));
    const done = batch.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
    for (let start = 0; start < done.length; start += receiveMax) {
      const Entries = done
        .slice(start, start + receiveMax)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle: ReceiptHandle ?? '' }));
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: mapping.queueUrl, Entries }));
    }
  }
}
