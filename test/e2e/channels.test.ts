import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putEvent } from '../../local/event-rules.ts';
import type { LocalStack } from '../../local/stack.ts';
import { fixture } from '../core/channels/fixture.ts';
import { bringUpAllChannels, exampleByChannel, openStandIn, postAs, type StandIn } from './all-channels.ts';
import { scan } from './run.ts';

const token = 'a token for every API';
const thin = [...exampleByChannel].filter(([, { channel }]) => channel.api).map(([name]) => name);

describe('every channel, from its address to the table', () => {
  let stack: LocalStack;
  let api: StandIn;

  const stored = async (source: string): Promise<Record<string, unknown>[]> =>
    (await scan(stack)).filter(({ PK }) => String(PK).startsWith(`F#${source}#`));

  beforeAll(async () => {
    api = await openStandIn(token);
    stack = await bringUpAllChannels(api, token);
  }, 60_000);

  afterAll(async () => {
    await stack.down();
    await api.close();
  });

  it('takes one delivery of each, twice, and counts it once', async () => {
    api.busyFor = 2;
    for (const [name, { good, channel }] of exampleByChannel) {
      const statuses = [await postAs(stack, name, good.body), await postAs(stack, name, good.body)];
      expect([name, ...statuses]).toEqual([name, channel.accepted.status, channel.accepted.status]);
    }
    await stack.drain();
    const { sources, dead } = await stack.standing().read();
    const silent = sources.filter(({ signals, id }) => signals === 0 && id !== 'amazon-connect').map(({ id }) => id);
    expect({ silent, dead }).toEqual({ silent: [], dead: 0 });
    for (const { id, signals } of sources) expect([id, (await stored(id)).length]).toEqual([id, signals]);
    expect(api.asked).toBeGreaterThan(thin.length);
  }, 60_000);

  it('takes an event that EventBridge puts on the queue', async () => {
    const event = JSON.parse(fixture('amazon-connect-contact.json').toString());
    for (const _ of [1, 2])
      expect(await putEvent(stack.template, { sqs: stack.queue.answer, functions: stack.functions }, event)).toBe(1);
    await stack.drain();
    expect(await stored('amazon-connect')).toMatchObject([{ measures: { waitSeconds: 82 }, medium: 'phone' }]);
  }, 60_000);

  it('lays an object the tool no longer has with the dead letters, and its neighbours are stored', async () => {
    api.unknown = /\/responses\/404404/;
    const body = fixture('surveymonkey.json').toString();
    const gone = Buffer.from(body.replaceAll('114900231', '404404'));
    const next = Buffer.from(body.replaceAll('114900231', '114900232'));
    const before = (await stored('surveymonkey')).length;
    await Promise.all([postAs(stack, 'surveymonkey', gone), postAs(stack, 'surveymonkey', next)]);
    await stack.drain();
    const { deadLetters } = await stack.standing().read();
    expect(deadLetters).toEqual([{ reason: "surveymonkey: the tool's API answered 404", count: 1 }]);
    expect(await stored('surveymonkey')).toHaveLength(before + 1);
  }, 60_000);

  it('waits for nobody whose API stays down, and says that something waits', async () => {
    api.busyFor = 1_000;
    const body = Buffer.from(fixture('surveymonkey.json').toString().replaceAll('114900231', '114900233'));
    const { waiting: before } = await stack.standing().read();
    expect(await postAs(stack, 'surveymonkey', body)).toBe(202);
    await stack.drain();
    const { waiting, dead } = await stack.standing().read();
    expect([before, waiting, dead]).toEqual([0, 1, 1]);
  }, 60_000);
});
