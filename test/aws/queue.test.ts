import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Message, Queue } from '../../aws/queue.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import { type Answer, fail, ok } from '../../local/engines/engine.ts';
import { sdkWith } from './sdk.ts';

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: Record<string, { StringValue: string }>;
}

const keep = (entries: readonly Entry[]): Answer => {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const kept = entries.map(({ Id, MessageBody }) => ({ Id, MessageId: Id, MD5OfMessageBody: md5(MessageBody) }));
  return ok({ Successful: kept, Failed: [] });
};

const open = (answers: (entries: readonly Entry[]) => Answer = keep) => {
  const requests: Entry[][] = [];
  const sqs = async ({ input }: { input: { Entries: Entry[] } }) => {
    requests.push(input.Entries);
    return answers(input.Entries);
  };
  return { queue: new Queue('https://sqs.loopback-1.amazonaws.com/000000000000/q', sdkWith({ sqs })), requests };
};

const bodies = (requests: readonly (readonly Entry[])[]) => requests.flat().map(({ MessageBody }) => MessageBody);
const bytesOf = (entries: readonly Entry[]) =>
  entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);

describe('the queue', () => {
  it('takes ten messages a request', async () => {
    const { queue, requests } = open();
    await queue.send(Array.from({ length: 25 }, (_, index) => ({ body: `${index}` })));
    expect(requests.map(({ length }) => length)).toEqual([10, 10, 5]);
  });

  it('takes 256 KiB a request, and a larger message alone', async () => {
    const { queue, requests } = open();
    const kib = (count: number) => ({ body: 'x'.repeat(count * 1024) });
    await queue.send([100, 100, 100, 100, 1, 300, 254, 1].map(kib));
    expect(requests.map((entries) => Math.round(bytesOf(entries) / 1024))).toEqual([200, 201, 300, 254, 1]);
  });

  it('loses none, doubles none and keeps the order, whatever the sizes', async () => {
    const anyMessage = fc
      .tuple(fc.constantFrom('a', 'ñ', '漢'), fc.integer({ min: 1, max: 90_000 }))
      .map(([letter, size]): Message => ({ body: letter.repeat(size) }));
    await fc.assert(
      fc.asyncProperty(fc.array(anyMessage, { maxLength: 30 }), async (messages) => {
        const { queue, requests } = open();
        await queue.send(messages);
        expect(bodies(requests)).toEqual(messages.map(({ body }) => body));
        for (const entries of requests) {
          expect(entries.length).toBeLessThanOrEqual(10);
          expect(new Set(entries.map(({ Id }) => Id)).size).toBe(entries.length);
          if (entries.length > 1) expect(bytesOf(entries)).toBeLessThanOrEqual(256 * 1024);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is not asked to send nothing', async () => {
    const { queue, requests } = open();
    await queue.send([]);
    expect(requests).toEqual([]);
  });

  it('carries a delay and the reason of a dead letter', async () => {
    const { queue, requests } = open();
    await queue.send([
      { body: '{}', delaySeconds: 900 },
      { body: '{}', attributes: { reason: 'no signal' } },
    ]);
    expect(requests.flat()[0]).toMatchObject({ DelaySeconds: 900 });
    expect(requests.flat()[1]?.MessageAttributes).toMatchObject({ reason: { StringValue: 'no signal' } });
  });

  it('carries any character a customer may type, though SQS refuses two', async () => {
    const { queue, requests } = open();
    const text = 'tab\t null\u0000 emoji 😀 half \ud83d never \ufffe\uffff';
    await queue.send([{ body: JSON.stringify({ text }) }]);
    const [body = ''] = bodies(requests);
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
    expect(body).toMatch(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u);
    expect(JSON.parse(body).text).toBe('tab\t null\u0000 emoji 😀 half \ud83d never \ufffd\ufffd');
  });

  it('fails as a whole when a single message was not kept', async () => {
    const { queue } = open((entries) => {
      const [first, ...rest] = entries;
      const Failed = [{ Id: first?.Id, Code: 'InternalError', SenderFault: false, Message: 'my name is Ana' }];
      return ok({ ...JSON.parse(String(keep(rest).body)), Failed });
    });
    const error = await queue.send([{ body: 'Ana' }, { body: 'b' }]).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(ServiceUnavailable);
    expect((error as Error).message).toBe('queue: 1 message(s) not kept (InternalError)');
  });

  it('fails as a whole when it is not there', async () => {
    const { queue } = open(() => fail('QueueDoesNotExist', 'no such queue'));
    await expect(queue.send([{ body: 'a' }])).rejects.toThrow(ServiceUnavailable);
  });
});
