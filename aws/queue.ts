import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { ServiceUnavailable } from '../core/errors.ts';
import type { Sdk } from './clients.ts';

export interface Message {
  readonly body: string;
  /** Text attributes; for dead letters, the reason. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly delaySeconds?: number;
}

/** SQS takes 10 messages and 1 MiB a request; its older limit of 256 KiB still holds in some regions. */
const entriesMax = 10;
const requestBytesMax = 256 * 1024;
const attributeOverheadBytes = 1_024;

const sizeOf = (message: Message): number => Buffer.byteLength(message.body) + attributeOverheadBytes;

/** Cuts messages into requests SQS takes; a message too big for any goes alone and fails there by itself. */
const requestsOf = (messages: readonly Message[]): Message[][] => {
  const requests: Message[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const last = requests.at(-1);
    bytes += sizeOf(message);
    if (last !== undefined && last.length < entriesMax && bytes <= requestBytesMax) last.push(message);
    else {
      requests.push([message]);
      bytes = sizeOf(message);
    }
  }
  return requests;
};

/**
 * SQS takes what XML can hold: no control characters and no noncharacters. JSON does not escape all of them, and one in
 * a comment would make the tool post its webhook again for ever. The replacement character is what a reader would show.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
const sendable = (text: string): string =>
  text.replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\ufffd');

const entryOf = ({ body, attributes = {}, delaySeconds }: Message, index: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: sendable(body),
  ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
  ...(Object.keys(attributes).length > 0 && {
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: sendable(value) }]),
    ),
  }),
});

/** One SQS queue, for sending. */
export class Queue {
  readonly #client: SQSClient;
  readonly #url: string;

  constructor(url: string, sdk: Sdk = {}) {
    this.#url = url;
    this.#client = new SQSClient(sdk);
  }

  /**
   * Puts messages on the queue, all of them or an error. After an error some may be on it already: whoever sends again
   * relies on the store to count each signal once.
   *
   * @throws {ServiceUnavailable} when the queue did not keep every message
   */
  async send(messages: readonly Message[]): Promise<void> {
    for (const request of requestsOf(messages)) {
      const command = new SendMessageBatchCommand({ QueueUrl: this.#url, Entries: request.map(entryOf) });
      const { Failed = [] } = await this.#client.send(command).catch((cause: Error) => {
        throw new ServiceUnavailable(`queue: ${cause.name} while sending`, { cause });
      });
      if (Failed.length > 0) {
        throw new ServiceUnavailable(`queue: ${Failed.length} message(s) not kept (${Failed[0]?.Code})`);
      }
    }
  }
}
