import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message as SqsMessage,
} from '@aws-sdk/client-sqs';
import type { DeadLetter } from '../core/dead-letters.ts';
import { ServiceUnavailable } from '../core/errors.ts';
import type { Sdk } from './clients.ts';
import type { Message } from './queue.ts';

/** What SQS hands out, deletes and hands back at once. */
const entriesMax = 10;

/**
 * SQS lets a queue have 120,000 messages out at a time, and a long poll beyond that finds nothing without saying so:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
const heldMax = 100_000;

/**
 * A walk takes about 20 ms for ten letters and as long again to hand them back: 100,000 are done in seven minutes. After a
 * walk that was killed this is how long what it held stays out of sight.
 */
const heldSeconds = 900;

/**
 * SQS may hand out again what is held, and some time after the last of it only such: a walk ends when nothing comes, or
 * when this many replies in a row held nothing new.
 */
const staleRepliesMax = 100;

/** Short polling asks only some of SQS's servers, and finds nothing on the others. */
const waitSeconds = 1;

/** EventBridge leaves its own attributes on what it could not deliver. */
const reasonOf = ({ MessageAttributes: said = {} }: SqsMessage): string | null => {
  const undelivered = said.ERROR_CODE?.StringValue;
  const usual = undelivered === undefined ? null : `event: EventBridge could not deliver it (${undelivered})`;
  return said.reason?.StringValue ?? usual;
};

const letterOf = (message: SqsMessage): DeadLetter => {
  const refusedFrom = message.MessageAttributes?.source?.StringValue;
  return {
    id: message.MessageId ?? '',
    body: message.Body ?? '',
    sentAtMs: Number(message.Attributes?.SentTimestamp ?? 0),
    reason: reasonOf(message),
    ...(refusedFrom !== undefined && { refusedFrom }),
  };
};

const tens = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / entriesMax) }, (_, index) =>
    list.slice(index * entriesMax, (index + 1) * entriesMax),
  );

/**
 * The queue of what could not be stored. SQS shows messages only by handing them out, so whoever walks through it holds
 * what they saw, until they remove it or let go of it.
 *
 * @example
 * try {
 *   for await (const letter of letters.walk()) look(letter);
 * } finally {
 *   await letters.release();
 * }
 */
export class DeadLetters {
  readonly #client: SQSClient;
  readonly #url: string;
  /** The receipts of what is held, by message id. */
  readonly #held = new Map<string, string>();
  #sawAll = false;

  constructor(url: string, sdk: Sdk = {}) {
    this.#url = url;
    this.#client = new SQSClient(sdk);
  }

  /** Whether the last walk came to the end: nothing is in sight any more. Others may hold some still. */
  get sawAll(): boolean {
    return this.#sawAll;
  }

  /**
   * Hands out every dead letter once, and keeps it out of everybody's sight.
   *
   * @param lettersMax where it ends although there may be more
   */
  async *walk(lettersMax = heldMax): AsyncGenerator<DeadLetter> {
    this.#sawAll = false;
    let staleReplies = 0;
    while (this.#held.size < lettersMax && staleReplies < staleRepliesMax) {
      const { Messages = [] } = await this.#client.send(
        new ReceiveMessageCommand({
          QueueUrl: this.#url,
          MaxNumberOfMessages: Math.min(entriesMax, lettersMax - this.#held.size),
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
          VisibilityTimeout: heldSeconds,
          WaitTimeSeconds: waitSeconds,
        }),
      );
      const fresh = Messages.filter(({ MessageId = '' }) => !this.#held.has(MessageId));
      // Of a letter handed out twice only the newest receipt counts.
      for (const { MessageId = '', ReceiptHandle = '' } of Messages) this.#held.set(MessageId, ReceiptHandle);
      this.#sawAll = Messages.length === 0;
      if (this.#sawAll) return;
      staleReplies = fresh.length === 0 ? staleReplies + 1 : 0;
      for (const message of fresh) yield letterOf(message);
    }
  }

  /** How many somebody else holds, about: SQS counts its queues every few seconds, and some deleted ones with them. */
  async heldElsewhere(): Promise<number> {
    const AttributeNames = ['ApproximateNumberOfMessagesNotVisible' as const];
    const { Attributes } = await this.#client.send(
      new GetQueueAttributesCommand({ QueueUrl: this.#url, AttributeNames }),
    );
    return Math.max(0, Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0) - this.#held.size);
  }

  /**
   * Deletes letters that are held.
   *
   * @throws {ServiceUnavailable} when some are still there
   */
  async remove(letters: readonly Pick<DeadLetter, 'id'>[]): Promise<void> {
    for (const some of tens(letters)) {
      const Entries = some.map(({ id }, index) => ({ Id: String(index), ReceiptHandle: this.#held.get(id) ?? '' }));
      const { Failed = [] } = await this.#client.send(new DeleteMessageBatchCommand({ QueueUrl: this.#url, Entries }));
      if (Failed.length > 0) {
        throw new ServiceUnavailable(`dead letters: ${Failed.length} not deleted (${Failed[0]?.Code}); do it again`);
      }
      for (const { id } of some) this.#held.delete(id);
    }
  }

  /**
   * Sends letters that are held somewhere else. Each is sent before it is deleted: a crash in between makes a duplicate,
   * which the store counts once.
   *
   * @param tell how many are on their way for good
   * @throws {ServiceUnavailable} when some could not be sent or deleted; they are dead letters still
   */
  async move(
    letters: readonly DeadLetter[],
    send: (messages: readonly Message[]) => Promise<void>,
    tell: (moved: number) => void = () => {},
  ): Promise<void> {
    let moved = 0;
    for (const some of tens(letters)) {
      await send(some.map(({ body }) => ({ body })));
      await this.remove(some);
      moved += some.length;
      tell(moved);
    }
  }

  /** Puts everything that is held back into sight. What cannot be put back is in sight again already, or soon. */
  async release(): Promise<void> {
    const receipts = [...this.#held.values()];
    this.#held.clear();
    for (const some of tens(receipts)) {
      const Entries = some.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle, VisibilityTimeout: 0 }));
      await this.#client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries }));
    }
  }
}
