import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, it } from 'vitest';

/** Every implementation declares its two queues with these. */
export const visibilityTimeoutSeconds = 30;
export const receiveCountMax = 2;

export interface QueueUnderTest {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  readonly missingUrl: string;
  /** Moves the queue's clock. */
  pass(seconds: number): void;
  close(): Promise<void> | void;
}

/** The few calls this project makes of SQS, by the names its own code gives them. */
export const callsOf = (client: SQSClient) => ({
  send: (QueueUrl: string, bodies: readonly string[], extra: object = {}) => {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody, ...extra }));
    return client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  },
  receive: async (QueueUrl: string, MaxNumberOfMessages = 10, extra: object = {}): Promise<Message[]> => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages,
      MessageSystemAttributeNames: ['ApproximateReceiveCount', 'SentTimestamp'],
      MessageAttributeNames: ['All'],
      ...extra,
    });
    return (await client.send(command)).Messages ?? [];
  },
  remove: (QueueUrl: string, messages: readonly Message[]) => {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    return client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  },
  handBack: (QueueUrl: string, messages: readonly Message[], VisibilityTimeout: number) => {
    const Entries = messages.map(({ ReceiptHandle }, index) => ({
      Id: String(index),
      ReceiptHandle,
      VisibilityTimeout,
    }));
    return client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  },
  counts: async (QueueUrl: string) => {
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    return {
      waiting: Number(Attributes?.ApproximateNumberOfMessages),
      inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible),
      delayed: Number(Attributes?.ApproximateNumberOfMessagesDelayed),
    };
  },
});

const bodiesOf = (messages: readonly Message[]) => messages.map(({ Body }) => Body).sort();
const receiveCountOf = (message: Message | undefined) => message?.Attributes?.ApproximateReceiveCount;

/** What this project relies on in SQS. */
export const keepsMessages = (open: () => Promise<QueueUnderTest> | QueueUnderTest) => {
  let queue: QueueUnderTest;
  let calls: ReturnType<typeof callsOf>;

  beforeEach(async () => {
    queue = await open();
    calls = callsOf(queue.client);
  });
  afterEach(() => queue.close());

  it('hands out what was sent once, to the letter, with its attributes', async () => {
    const body = '{"text":"¡Código nunca llegó!\\n ""\t<&>"}';
    const reason = { DataType: 'String', StringValue: 'no such source' };
    await calls.send(queue.queueUrl, [body], { MessageAttributes: { reason } });
    const [message] = await calls.receive(queue.queueUrl);
    expect(message).toMatchObject({ Body: body, MessageAttributes: { reason } });
    expect(receiveCountOf(message)).toBe('1');
    expect(await calls.receive(queue.queueUrl)).toEqual([]);
  });

  it('takes ten messages a request and hands ten out', async () => {
    const bodies = Array.from({ length: 10 }, (_, index) => `message ${index}`);
    const { Successful = [], Failed = [] } = await calls.send(queue.queueUrl, bodies);
    expect([Successful.length, Failed.length]).toEqual([10, 0]);
    expect(bodiesOf(await calls.receive(queue.queueUrl))).toEqual(bodies);
  });

  it('refuses an eleventh message and keeps none of that request', async () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `message ${index}`);
    await expect(calls.send(queue.queueUrl, eleven)).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
    expect(await calls.receive(queue.queueUrl)).toEqual([]);
  });

  it('refuses more than 1 MiB a request', async () => {
    const tooMuch = ['a', 'b'].map((letter) => letter.repeat(600_000));
    await expect(calls.send(queue.queueUrl, tooMuch)).rejects.toMatchObject({ name: 'BatchRequestTooLong' });
  });

  it('refuses only the message whose characters it cannot carry', async () => {
    const { Successful, Failed } = await calls.send(queue.queueUrl, ['good', 'bad \uffff']);
    expect(Successful).toMatchObject([{ Id: '0' }]);
    expect(Failed).toMatchObject([{ Id: '1', Code: 'InvalidMessageContents' }]);
  });

  it('hands a delayed message out when its time has come', async () => {
    await calls.send(queue.queueUrl, ['later'], { DelaySeconds: 900 });
    queue.pass(899.999);
    expect(await calls.receive(queue.queueUrl)).toEqual([]);
    queue.pass(0.001);
    expect(bodiesOf(await calls.receive(queue.queueUrl))).toEqual(['later']);
  });

  it('hands out again what was not deleted in time, with a raised receive count', async () => {
    await calls.send(queue.queueUrl, ['again']);
    const [first] = await calls.receive(queue.queueUrl);
    queue.pass(visibilityTimeoutSeconds - 0.001);
    expect(await calls.receive(queue.queueUrl)).toEqual([]);
    queue.pass(0.001);
    const [second] = await calls.receive(queue.queueUrl);
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(receiveCountOf(second)).toBe('2');
  });

  it('keeps out of sight what is received with a time of its own, for just that time', async () => {
    await calls.send(queue.queueUrl, ['held']);
    const held = { VisibilityTimeout: 10 * visibilityTimeoutSeconds };
    expect(bodiesOf(await calls.receive(queue.queueUrl, 1, held))).toEqual(['held']);
    queue.pass(held.VisibilityTimeout - 0.001);
    expect(await calls.receive(queue.queueUrl)).toEqual([]);
    queue.pass(0.001);
    expect(bodiesOf(await calls.receive(queue.queueUrl))).toEqual(['held']);
  });

  it('hands out at once what was handed back, and the rest in its time', async () => {
    await calls.send(queue.queueUrl, ['back', 'kept']);
    const back = (await calls.receive(queue.queueUrl)).filter(({ Body }) => Body === 'back');
    expect(await calls.handBack(queue.queueUrl, back, 0)).toMatchObject({ Successful: [{ Id: '0' }] });
    expect(bodiesOf(await calls.receive(queue.queueUrl))).toEqual(['back']);
  });

  it('remembers when a message was sent, however often it is handed out', async () => {
    const beforeMs = Date.now() - 1_000;
    await calls.send(queue.queueUrl, ['old']);
    const [first] = await calls.receive(queue.queueUrl);
    const sentAtMs = Number(first?.Attributes?.SentTimestamp);
    expect(sentAtMs).toBeGreaterThan(beforeMs);
    queue.pass(visibilityTimeoutSeconds);
    const [second] = await calls.receive(queue.queueUrl);
    expect(Number(second?.Attributes?.SentTimestamp)).toBe(sentAtMs);
  });

  it('never hands out again what was deleted by its receipt', async () => {
    await calls.send(queue.queueUrl, ['done', 'undone']);
    const done = (await calls.receive(queue.queueUrl)).filter(({ Body }) => Body === 'done');
    expect(await calls.remove(queue.queueUrl, done)).toMatchObject({ Successful: [{ Id: '0' }] });
    queue.pass(visibilityTimeoutSeconds);
    expect(bodiesOf(await calls.receive(queue.queueUrl))).toEqual(['undone']);
  });

  it('moves to the dead letters what was handed out often enough', async () => {
    await calls.send(queue.queueUrl, ['poison']);
    for (let count = 1; count <= receiveCountMax; count += 1) {
      expect(bodiesOf(await calls.receive(queue.queueUrl))).toEqual(['poison']);
      queue.pass(visibilityTimeoutSeconds);
    }
    expect(await calls.receive(queue.queueUrl)).toEqual([]);
    expect(bodiesOf(await calls.receive(queue.deadLettersUrl))).toEqual(['poison']);
  });

  it('counts what waits, what is handed out and what is delayed', async () => {
    await calls.send(queue.queueUrl, ['a', 'b', 'c']);
    await calls.send(queue.queueUrl, ['d'], { DelaySeconds: 60 });
    await calls.receive(queue.queueUrl, 1);
    expect(await calls.counts(queue.queueUrl)).toEqual({ waiting: 2, inFlight: 1, delayed: 1 });
  });

  it('hands nothing to two receivers at once', async () => {
    const bodies = Array.from({ length: 10 }, (_, index) => `message ${index}`);
    await calls.send(queue.queueUrl, bodies);
    const hauls = await Promise.all(Array.from({ length: 6 }, () => calls.receive(queue.queueUrl, 3)));
    expect(bodiesOf(hauls.flat())).toEqual(bodies);
  });

  it('refuses calls for a queue that is not there', async () => {
    const refused = { name: 'QueueDoesNotExist' };
    await expect(calls.send(queue.missingUrl, ['lost'])).rejects.toMatchObject(refused);
    await expect(calls.receive(queue.missingUrl)).rejects.toMatchObject(refused);
    await expect(calls.counts(queue.missingUrl)).rejects.toMatchObject(refused);
  });
};
