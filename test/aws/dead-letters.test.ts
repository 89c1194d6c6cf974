import { beforeEach, describe, expect, it } from 'vitest';
import { DeadLetters } from '../../aws/dead-letters.ts';
import { type Message, Queue } from '../../aws/queue.ts';
import type { DeadLetter } from '../../core/dead-letters.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import { type Engine, fail, ok } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { sdkWith } from './sdk.ts';

const url = 'https://sqs.loopback-1.amazonaws.com/000000000000/dead';
const startMs = Date.parse('2026-03-02T09:20:00Z');

let nowMs: number;
let engine: QueueEngine;
const lettersOver = (sqs: Engine = engine.answer) => new DeadLetters(url, sdkWith({ sqs }));
const put = (...messages: Message[]) => new Queue(url, sdkWith({ sqs: engine.answer })).send(messages);
const putMany = (count: number) => put(...Array.from({ length: count }, (_, index) => ({ body: `letter ${index}` })));
const seen = async (letters: DeadLetters, lettersMax?: number): Promise<DeadLetter[]> => {
  const all: DeadLetter[] = [];
  for await (const letter of letters.walk(lettersMax)) all.push(letter);
  return all;
};
const bodiesOf = (letters: readonly DeadLetter[]) => letters.map(({ body }) => body).sort();

beforeEach(() => {
  nowMs = startMs;
  engine = new QueueEngine(':memory:', [{ name: 'dead', visibilityTimeoutSeconds: 30 }], () => nowMs);
});

describe('the dead letters', () => {
  it('are all seen once, with when they came, their reason, and whose webhook held them', async () => {
    await put({ body: '{"a":1}', attributes: { reason: 'message: not JSON' } });
    nowMs += 60_000;
    await put({
      body: '{"id":"x"}',
      attributes: { reason: 'generic.occurredAt: must be given', source: 'own-systems' },
    });
    await put({ body: 'poison' });
    await put({ body: '{}', attributes: { ERROR_CODE: 'NO_PERMISSIONS', RULE_ARN: 'arn:aws:events:rule' } });
    const letters = lettersOver();
    expect(await seen(letters)).toMatchObject([
      { body: '{"a":1}', reason: 'message: not JSON', sentAtMs: startMs },
      { body: '{"id":"x"}', reason: 'generic.occurredAt: must be given', refusedFrom: 'own-systems', sentAtMs: nowMs },
      { body: 'poison', reason: null },
      { body: '{}', reason: 'event: EventBridge could not deliver it (NO_PERMISSIONS)' },
    ]);
    expect(letters.sawAll).toBe(true);
  });

  it('are out of sight while they are held, and all there again when they are let go of', async () => {
    await putMany(25);
    const letters = lettersOver();
    const first = bodiesOf(await seen(letters));
    expect(first).toHaveLength(25);
    // As long as the longest walk may take.
    nowMs += 10 * 60_000;
    expect(await seen(lettersOver())).toEqual([]);
    await letters.release();
    expect(bodiesOf(await seen(letters))).toEqual(first);
  });

  it('come back by themselves when whoever held them was killed', async () => {
    await putMany(3);
    await seen(lettersOver());
    nowMs += 15 * 60_000 + 1;
    expect(await seen(lettersOver())).toHaveLength(3);
  });

  it('are gone for good once they are removed, and no other is', async () => {
    await putMany(25);
    const letters = lettersOver();
    const all = await seen(letters);
    await letters.remove(all.slice(0, 12));
    await letters.release();
    expect(bodiesOf(await seen(lettersOver()))).toEqual(bodiesOf(all.slice(12)));
  });

  it('are no more than SQS can have out at a time, and it is known that there may be others', async () => {
    await putMany(25);
    const letters = lettersOver();
    expect(await seen(letters, 15)).toHaveLength(15);
    expect(letters.sawAll).toBe(false);
  });

  it('end although a walk takes so long that the first come round again, and the newest receipt removes them', async () => {
    await putMany(20);
    const letters = lettersOver();
    const slowly: DeadLetter[] = [];
    for await (const letter of letters.walk()) {
      slowly.push(letter);
      nowMs += 2 * 60_000;
    }
    expect(new Set(slowly.map(({ id }) => id)).size).toBe(slowly.length);
    expect(slowly).toHaveLength(20);
    await letters.remove(slowly);
    nowMs += 3_600_000;
    expect(await seen(lettersOver())).toEqual([]);
  });

  it('are all seen although SQS hands out one again before others', async () => {
    await putMany(2);
    let again: unknown;
    const letters = lettersOver(async (call) => {
      if (call.operation !== 'ReceiveMessage') return engine.answer(call);
      if (again !== undefined) {
        const body = again;
        again = undefined;
        return ok(body as object);
      }
      const answer = await engine.answer({ ...call, input: { ...call.input, MaxNumberOfMessages: 1 } });
      const { Messages = [] } = JSON.parse(String(answer.body));
      if (Messages.length > 0) again = { Messages };
      return answer;
    });
    expect(await seen(letters)).toHaveLength(2);
    expect(letters.sawAll).toBe(true);
  });

  it('end when nothing new comes for long, and it is known that there may be others', async () => {
    await putMany(1);
    const first = await engine.answer({
      operation: 'ReceiveMessage',
      input: { QueueUrl: url },
      raw: new Uint8Array(),
      headers: {},
    });
    const letters = lettersOver(async () => first);
    expect(await seen(letters)).toHaveLength(1);
    expect(letters.sawAll).toBe(false);
  });

  it('are known to be held elsewhere', async () => {
    await putMany(3);
    const [one, other] = [lettersOver(), lettersOver()];
    await seen(one, 2);
    await seen(other);
    expect([other.sawAll, await other.heldElsewhere(), await one.heldElsewhere()]).toEqual([true, 2, 1]);
    await one.release();
    expect(await other.heldElsewhere()).toBe(0);
  });

  it('are asked of all servers of SQS, with their attributes', async () => {
    const asked: unknown[] = [];
    await seen(
      lettersOver(async ({ input }) => {
        asked.push(input);
        return ok({});
      }),
    );
    expect(asked).toMatchObject([
      {
        WaitTimeSeconds: expect.any(Number),
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      },
    ]);
  });

  it('are said to be there still when SQS did not delete them', async () => {
    await putMany(2);
    const letters = lettersOver(async (call) =>
      call.operation === 'DeleteMessageBatch'
        ? ok({ Successful: [], Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }] })
        : engine.answer(call),
    );
    await expect(letters.remove(await seen(letters))).rejects.toThrow(ServiceUnavailable);
  });

  it('are sent before they are deleted: what was not sent is a dead letter still', async () => {
    await putMany(35);
    const letters = lettersOver();
    const all = await seen(letters);
    const sent: string[] = [];
    const moving = letters.move(all, async (messages) => {
      if (sent.length === 20) throw new ServiceUnavailable('queue: not now');
      sent.push(...messages.map(({ body }) => body));
    });
    await expect(moving).rejects.toThrow('queue: not now');
    await letters.release();
    const left = bodiesOf(await seen(lettersOver()));
    expect([left.length, [...left, ...sent].sort()]).toEqual([15, bodiesOf(all)]);
  });

  it('are there still when they were sent and whoever sent them died before deleting', async () => {
    await putMany(10);
    const dying = lettersOver(async (call) => {
      if (call.operation === 'DeleteMessageBatch') return fail('InternalError', 'died');
      return engine.answer(call);
    });
    const sent: unknown[] = [];
    await expect(dying.move(await seen(dying), async (messages) => void sent.push(...messages))).rejects.toThrow();
    await dying.release();
    expect([sent.length, (await seen(lettersOver())).length]).toEqual([10, 10]);
  });
});
