import { createHash } from 'node:crypto';
import type { SendMessageBatchCommandInput } from '@aws-sdk/client-sqs';
import { type Engine, notKnown, ok } from '../../local/engines/engine.ts';
import type { Chance } from '../../local/sample/chance.ts';

export interface Message {
  readonly messageId: string;
  readonly body: string;
  /** Handed out so often. */
  receives: number;
}

/** A batch in somebody's hands, until it is settled or its visibility runs out. */
export interface Handed {
  readonly messages: readonly Message[];
}

export interface DeadLetter {
  readonly body: string;
  /** Absent when the queue gave up by itself. */
  readonly reason?: string;
}

/** After so many deliveries a message goes to the dead letters; the real queue waits for 200. */
const receivesMax = 15;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** A standard queue: any order, at least once, and what is not deleted in time comes again. Chance is the seed's. */
export class SimulatedQueue {
  readonly #draw: Chance;
  readonly #waiting: Message[] = [];
  readonly #delayed: Message[] = [];
  readonly #handed = new Set<Handed>();
  readonly dead: DeadLetter[] = [];
  #serial = 0;

  constructor(draw: Chance) {
    this.#draw = draw;
  }

  /** Messages anybody could be handed now. */
  get depth(): number {
    return this.#waiting.length;
  }

  get isEmpty(): boolean {
    return this.#waiting.length + this.#delayed.length + this.#handed.size === 0;
  }

  send(body: string, isDelayed = false): void {
    this.#serial += 1;
    (isDelayed ? this.#delayed : this.#waiting).push({ messageId: String(this.#serial), body, receives: 0 });
  }

  receive(count: number): Handed {
    const messages: Message[] = [];
    while (messages.length < count && this.#waiting.length > 0) {
      // Mostly near the front, and sometimes from anywhere.
      const at = this.#draw.below(this.#draw.happens(0.9) ? Math.min(20, this.#waiting.length) : this.#waiting.length);
      const [message] = this.#waiting.splice(at, 1);
      if (message === undefined) break;
      message.receives += 1;
      if (message.receives > receivesMax) this.dead.push({ body: message.body });
      else messages.push(message);
    }
    const handed = { messages };
    this.#handed.add(handed);
    return handed;
  }

  /** Deletes what is done and hands back the rest. Too late it may do nothing, or delete what somebody else holds. */
  settle(handed: Handed, failures: ReadonlySet<string>): void {
    if (this.#handed.delete(handed)) {
      this.#waiting.push(...handed.messages.filter(({ messageId }) => failures.has(messageId)));
      return;
    }
    const done = new Set(handed.messages.map(({ messageId }) => messageId).filter((id) => !failures.has(id)));
    if (this.#draw.happens(0.5)) return;
    const left = this.#waiting.filter(({ messageId }) => !done.has(messageId));
    this.#waiting.splice(0, this.#waiting.length, ...left);
  }

  /** The visibility of one batch runs out, whether or not somebody still works on it. @returns whether there was one */
  expireOne(): boolean {
    const handed = [...this.#handed][this.#draw.below(this.#handed.size)];
    if (handed === undefined) return false;
    this.#handed.delete(handed);
    this.#waiting.push(...handed.messages);
    return true;
  }

  endDelays(): void {
    this.#waiting.push(...this.#delayed.splice(0));
  }

  /** An operator sends the dead letters again that the queue gave up by itself. */
  redrive(): void {
    const [given, kept] = [this.dead.filter(({ reason }) => !reason), this.dead.filter(({ reason }) => reason)];
    this.dead.splice(0, this.dead.length, ...kept);
    for (const { body } of given) this.send(body);
  }

  /** @param isKept whether one entry is kept; the others are reported as failed */
  readonly engine =
    (isKept: () => boolean): Engine =>
    async ({ operation, input }) => {
      // Whoever erases looks through the dead letters: that is not simulated, and they find none.
      if (operation === 'ReceiveMessage') return ok({ Messages: [] });
      if (operation === 'GetQueueAttributes') return ok({ Attributes: {} });
      if (operation !== 'SendMessageBatch') return notKnown('the simulated queue', operation);
      const { QueueUrl = '', Entries = [] } = input as SendMessageBatchCommandInput;
      const Successful: object[] = [];
      const Failed: object[] = [];
      for (const { Id, MessageBody = '', DelaySeconds = 0, MessageAttributes } of Entries) {
        if (!isKept()) {
          Failed.push({ Id, SenderFault: false, Code: 'InternalError' });
          continue;
        }
        const reason = MessageAttributes?.reason?.StringValue;
        if (QueueUrl.endsWith('/Dead')) this.dead.push({ body: MessageBody, ...(reason && { reason }) });
        else this.send(MessageBody, DelaySeconds > 0);
        Successful.push({ Id, MessageId: String(this.#serial), MD5OfMessageBody: md5(MessageBody) });
      }
      return ok({ Successful, Failed });
    };
}
