import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Example, requestOf, signedLike } from '../core/channels/channel-contract.ts';
import { examples } from '../core/channels/examples.ts';
import { down, openDoor } from './door.ts';

/** What the status table promises of every channel, through the handler that is deployed. */
const keepsTheStatusTable = (example: Example): void => {
  const { channel, good, secret, signedAtMs, broken } = example;
  const other = 'whsec_bmV3IHNlY3JldCBvZiBtb3JlIGJ5dGVz';

  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: signedAtMs }));
  afterEach(() => void vi.useRealTimers());

  it('accepts what the tool signed once all of it is on the queue, and a redelivery alike', async () => {
    const door = openDoor(example);
    const first = await door.post(good);
    const { status, headers = {}, body = '' } = channel.accepted;
    expect(first).toEqual({ statusCode: status, headers, body });
    const messages = await door.queued();
    expect(messages.length).toBeGreaterThan(0);
    expect(await door.post(good)).toEqual(first);
    // Whatever comes twice, the store knows by the same key.
    expect(await door.queued()).toEqual(messages);
    expect(door.deadLetters()).toBe(0);
  });

  it('reads headers in any case and bodies in base64', async () => {
    const door = openDoor(example);
    const headers = Object.fromEntries(
      Object.entries(good.headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const answer = await door.post({ ...good, headers }, { isBase64: true });
    expect(answer.statusCode).toBe(channel.accepted.status);
    expect((await door.queued()).length).toBeGreaterThan(0);
  });

  it('verifies a body that is not ASCII, in base64 or not', async () => {
    const text = good.body.toString();
    const marked = text.startsWith('{')
      ? `{"_note":"mañana 😀 ${'…'.repeat(3)}",${text.slice(1)}`
      : `${text}&_note=mañana 😀`;
    const delivery = signedLike(example, Buffer.from(marked));
    const door = openDoor(example);
    const statuses = await Promise.all([true, false].map((isBase64) => door.post(delivery, { isBase64 })));
    for (const { statusCode } of statuses) expect([400, channel.accepted.status]).toContain(statusCode);
  });

  it('accepts the old secret during a rotation, and answers 503 without any', async () => {
    const door = openDoor(example);
    door.secrets = [other, secret];
    expect((await door.post(good)).statusCode).toBe(channel.accepted.status);
    for (const secrets of [undefined, [], ['']]) {
      const bare = openDoor(example);
      bare.secrets = secrets;
      expect(await bare.post(good)).toMatchObject({ statusCode: 503, headers: { 'retry-after': '30' } });
    }
  });

  it('answers every forgery alike, and keeps nothing of it', async () => {
    const door = openDoor(example);
    door.secrets = [other];
    const posted = [good, ...example.unproven, ...example.disguised].filter(({ method = 'POST' }) => method === 'POST');
    for (const delivery of posted) {
      // A body nobody can read may hold a proof or not: that it is unreadable is all there is to say.
      const isUnreadable = channel.verify(requestOf(delivery, signedAtMs), [other]) === 'malformed';
      const refusal = { statusCode: isUnreadable ? 400 : 401, headers: {}, body: '' };
      expect(await door.post(delivery)).toEqual(refusal);
    }
    expect(await door.queued()).toEqual([]);
  });

  it('refuses an empty and a broken body, never with a 5xx', async () => {
    const door = openDoor(example);
    const empty = { ...good, body: Buffer.alloc(0) };
    expect([400, 401]).toContain((await door.post(empty)).statusCode);
    if (broken) {
      expect((await door.post(broken)).statusCode).toBe(400);
      const forged = { ...broken, headers: good.headers };
      if (example.covers === 'body') expect([400, 401]).toContain((await door.post(forged)).statusCode);
    }
    expect(await door.queued()).toEqual([]);
  });

  it('refuses a body over the cap before any secret is asked for, and judges one at the cap', async () => {
    const door = openDoor(example);
    const over = { ...good, body: Buffer.alloc(channel.maxBytes + 1, ' ') };
    expect((await door.post(over, { isBase64: true })).statusCode).toBe(413);
    expect(door.secretLookUps()).toBe(0);
    const at = { ...good, body: Buffer.alloc(channel.maxBytes, ' ') };
    expect([400, 401]).toContain((await door.post(at, { isBase64: true })).statusCode);
  });

  it('accepts an event it ignores, and queues nothing', async () => {
    const door = openDoor(example);
    expect((await door.post(example.ignored)).statusCode).toBe(channel.accepted.status);
    expect(await door.queued()).toEqual([]);
  });

  it('answers 503 while the queue or the secret store is down, and keeps the event when it comes again', async () => {
    const door = openDoor(example);
    door.fails = { sqs: down };
    expect(await door.post(good)).toEqual({ statusCode: 503, headers: { 'retry-after': '30' }, body: '' });
    door.fails = {};
    expect((await door.post(good)).statusCode).toBe(channel.accepted.status);
    expect((await door.queued()).length).toBeGreaterThan(0);

    const blind = openDoor(example);
    blind.fails = { secretsmanager: down };
    expect(await blind.post(good)).toEqual({ statusCode: 503, headers: { 'retry-after': '30' }, body: '' });
  });

  it('tells the right methods, and never 404 for a source that is there', async () => {
    const door = openDoor(example);
    const allow = ['POST', ...(channel.probes ?? [])].join(', ');
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expect(await door.post({ ...good, method })).toMatchObject({ statusCode: 405, headers: { allow } });
    }
    for (const method of channel.probes ?? []) {
      expect([200, 400, 403]).toContain((await door.post({ ...good, method, body: Buffer.alloc(0) })).statusCode);
    }
    expect((await door.post(good, { source: 'nobody' })).statusCode).toBe(404);
    expect(await door.queued()).toEqual([]);
  });

  it('accepts and forgets when the source is switched off', async () => {
    const door = openDoor({ ...example, source: { ...example.source, active: false } });
    door.secrets = undefined;
    expect((await door.post(good)).statusCode).toBe(channel.accepted.status);
    expect(await door.queued()).toEqual([]);
  });

  if (example.batch) {
    const { delivery, read } = example.batch;
    it('queues the good items of a batch, and lays the bad one with the dead letters', async () => {
      const door = openDoor(example);
      expect((await door.post(delivery)).statusCode).toBe(channel.accepted.status);
      expect([(await door.queued()).length, door.deadLetters()]).toEqual([read, 1]);
    });
  }
};

describe.each(Object.entries(examples))('%s at the door', (_name, example) => keepsTheStatusTable(example));
