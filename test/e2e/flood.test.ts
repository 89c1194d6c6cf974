import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalStack } from '../../local/stack.ts';
import { fixture } from '../core/channels/fixture.ts';
import { bringUpAllChannels, openStandIn, postAs, type StandIn } from './all-channels.ts';
import { scan } from './run.ts';

/** `npm run simulate -- flood` makes it ten thousand. */
const events = Number(process.env.FLOOD_EVENTS ?? 400);
const postsAtOnce = 32;
const token = 'a token for every API';

const survey = fixture('surveymonkey.json').toString();
const form = JSON.parse(fixture('typeform.json').toString());

interface Post {
  readonly source: string;
  /** The same for a copy of the same event. */
  readonly key: string;
  readonly body: Buffer;
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** One event in four of each kind a tool can tell: records, forms, reviews whose tool cannot sign, thin ones. */
const valid = (n: number): Post => {
  const key = String(1_000_000 + n);
  if (n % 4 === 0) {
    return { source: 'surveymonkey', key, body: Buffer.from(survey.replaceAll('114900231', `9${key}`)) };
  }
  if (n % 4 === 1) {
    return { source: 'typeform', key, body: json({ ...form, form_response: { ...form.form_response, token: key } }) };
  }
  if (n % 4 === 2) {
    const eventData = { id: key, stars: 1 + (n % 5), text: 'Late again.', createdAt: '2026-03-02T09:42:00.000Z' };
    const event = { eventName: 'service-review-created', version: '1', eventData };
    return { source: 'trustpilot', key, body: json({ events: [event] }) };
  }
  return {
    source: 'generic',
    key,
    body: json({ id: key, occurredAt: '2026-03-02T09:20:00Z', scores: { nps: n % 11 } }),
  };
};

/** Valid at the door, and nobody will ever be able to store it: the tool knows nothing of the object it named. */
const poison = (n: number): Post => {
  const key = `404${n}`;
  return { source: 'surveymonkey', key, body: Buffer.from(survey.replaceAll('114900231', key)) };
};

/** Every twentieth is poison, every fifth a copy of an earlier one; copies of one event travel together and apart. */
const plan = (count: number): Post[] => {
  const copies = Math.round(count * 0.2);
  const poisons = Math.round(count * 0.05);
  const originals = Array.from({ length: count - copies - poisons }, (_, n) => valid(n));
  const again = Array.from({ length: copies }, (_, n) => originals[(n * 7) % originals.length] ?? valid(0));
  const bad = Array.from({ length: poisons }, (_, n) => poison(n));
  const all = [...originals, ...again, ...bad];
  // A fixed shuffle: 7,919 is prime and shares no factor with any count used here.
  return all.map((_, n) => all[(n * 7_919) % all.length] ?? valid(0));
};

describe(`${events} events with a fifth of copies and a twentieth of poison, at full speed`, () => {
  let stack: LocalStack;
  let api: StandIn;

  beforeAll(async () => {
    api = await openStandIn(token);
    api.unknown = /\/responses\/404/;
    stack = await bringUpAllChannels(api, token);
  }, 60_000);

  afterAll(async () => {
    await stack.down();
    await api.close();
  });

  it('are stored once each, every poison is one dead letter, and there is nothing else', async () => {
    const posts = plan(events);
    expect(new Set(posts).size).toBe(events - Math.round(events * 0.2));
    const queue = posts.values();
    const statuses = new Map<number, number>();
    const lane = async () => {
      for (const { source, body } of queue) {
        const status = await postAs(stack, source, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: postsAtOnce }, lane));
    await stack.drain();

    expect([...statuses.keys()].filter((status) => status >= 300)).toEqual([]);
    const poisons = Math.round(events * 0.05);
    const keys = new Set(posts.map(({ source, key }) => `${source}/${key}`));
    const items = (await scan(stack)).filter(({ PK }) => String(PK).startsWith('F#'));
    const { stored, dead, deadLetters, waiting } = await stack.standing().read();
    expect({ items: items.length, stored, waiting, dead }).toEqual({
      items: keys.size - poisons,
      stored: keys.size - poisons,
      waiting: 0,
      dead: poisons,
    });
    expect(deadLetters).toEqual([{ reason: "surveymonkey: the tool's API answered 404", count: poisons }]);
  }, 600_000);
});
