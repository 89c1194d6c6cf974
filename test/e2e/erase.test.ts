import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPerson, linkCustomers, readMonths, readSignals } from '../../aws/people.ts';
import { type Message, Queue } from '../../aws/queue.ts';
import { sweepDelaysMs } from '../../core/people/erasure.ts';
import { soughtBy, type Whom } from '../../core/people/whom.ts';
import type { Signal } from '../../core/signal.ts';
import type { DigestResult } from '../../functions/digest.ts';
import type { EraseEvent, EraseResult } from '../../functions/erase.ts';
import { rawFile } from '../../local/recorder.ts';
import type { LocalStack } from '../../local/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { unusedRights } from './rights.ts';
import { bringUp, scan } from './run.ts';
import { sendersFor } from './senders.ts';

const earlier = ['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'];
const later = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'];
const due = '2026-03-09T07:00:00Z';

/** Whoever asks to be forgotten: nothing of this may be found anywhere afterwards. */
const quilla = { email: 'quilla.canaria@example.org', phone: '+34611222333', id: 'canary-77' };
const words = 'Fatal, me llamo Quilla Canaria y el código no llegó nunca.';
const canaries = [/quilla/i, /canar/i, /611 ?222/, /no llegó nunca/];

const signal = (source: string, object: string, more: Partial<Signal>): Signal => ({
  source,
  object,
  part: 'record',
  revision: ['2026-03-03T10:00:00.000Z', object],
  kind: 'perceptive',
  occurredAt: '2026-03-03T10:00:00.000Z',
  customer: {},
  scores: {},
  measures: {},
  attributes: {},
  ...more,
});

/** Seven days on which most are glad, seven on which most are not: a digest has something to tell, and only hers to quote. */
const others: readonly Signal[] = [
  ...[...earlier, ...later].flatMap((day, index) =>
    Array.from({ length: 8 }, (_, n) =>
      signal('joining-survey', `${day}-${n}`, {
        occurredAt: `${day}T10:00:00.000Z`,
        customer: { id: `c-${day}-${n}` },
        scores: { nps: n < (index < 7 ? 6 : 1) ? 10 : 2 },
      }),
    ),
  ),
  signal('own-systems', 'bob-1', { customer: { id: 'bob' }, scores: { nps: 7 }, text: 'Bob says that all was fine.' }),
  signal('own-systems', 'shared', { part: 'status', customer: { id: 'bob' }, scores: { csat: 4 } }),
];

const hers: readonly Signal[] = [
  signal('joining-survey', 'q-1', {
    customer: { email: quilla.email },
    scores: { nps: 0 },
    text: words,
    language: 'es',
  }),
  // From now on the number is known to be hers, and what one of our tools calls her.
  signal('own-systems', 'q-2', { customer: { id: quilla.id, email: quilla.email, phone: quilla.phone } }),
  signal('call-centre', 'q-3', {
    kind: 'operational',
    customer: { phone: quilla.phone },
    measures: { waitSeconds: 300, contacts: 1 },
    occurredAt: '2026-02-24T12:00:00.000Z',
  }),
  signal('own-systems', 'q-4', {
    kind: 'outcome',
    customer: { id: quilla.id },
    outcome: { event: 'purchase', amountMinor: 1_250, currency: 'EUR' },
  }),
  // One ticket in three facts: who wrote is only in one of them, and another is somebody else's.
  signal('own-systems', 'shared', { part: 'comment:1', customer: { phone: quilla.phone }, text: words }),
  signal('own-systems', 'shared', { part: 'comment:2', text: 'Quilla Canaria wrote again.' }),
  // Two known customers in one signal: it goes to Bob, and holds her address.
  signal('own-systems', 'q-5', { customer: { id: 'bob', email: quilla.email }, text: 'Bob wrote for Quilla Canaria.' }),
  // The app knows her by an id that nothing else holds: somebody links it by hand.
  signal('app-feedback', 'q-6', { customer: { id: 'app-canary' }, text: 'Quilla Canaria, from the app.' }),
];

const bodiesOf = (signals: readonly Signal[]): Message[] => signals.map((one) => ({ body: JSON.stringify(one) }));

const logs: string[] = [];
const dataFolder = temporaryFolder();
let stack: LocalStack;
let queue: Queue;
/** All rows of counts when nobody had heard of her. */
let without: Record<string, unknown>;

const soughtFrom = (whom: Whom) =>
  soughtBy(whom, stack.secrets.customerKey, new Set(stack.journey.sources.map(({ id }) => id)));
const deliver = async (signals: readonly Signal[]) => {
  await queue.send(bodiesOf(signals));
  await stack.drain();
};
const erase = async (event: EraseEvent = {}) =>
  (await stack.functionFrom('functions/erase.ts').invoke(event)) as EraseResult;

/** Rows of counts without those that came to nothing. */
const counts = async (): Promise<Record<string, unknown>> => {
  const rows: [string, unknown][] = [];
  for (const { PK, SK, ttl: _ttl, ...fields } of await scan(stack)) {
    if (!/^[RHCX](#|$)/.test(String(PK))) continue;
    const left = Object.fromEntries(Object.entries(fields).filter(([, count]) => count !== 0));
    if (Object.keys(left).length > 0) rows.push([`${PK} ${SK}`, left]);
  }
  return Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const tombstones = async () => (await scan(stack)).filter(({ erased }) => erased === true).length;

/** Which of her marks a text shows; not the text, which would fill the screen. */
const seenIn = (all: string) => canaries.filter((canary) => canary.test(all));

/** What waits on the queue and with the dead letters. */
const queued = () => {
  const database = new DatabaseSync(join(dataFolder, 'queue.sqlite'), { readOnly: true });
  const messages = database.prepare('SELECT body, attributes FROM message').all();
  database.close();
  return messages;
};

/** The bytes of the table and the queue, logs and freed pages included. */
const databases = (): string[] =>
  readdirSync(dataFolder)
    .filter((name) => name.includes('.sqlite'))
    .map((name) => readFileSync(join(dataFolder, name), 'utf8'));

/** Everything this machine holds, as it can be read. */
const everything = async (): Promise<string> => {
  const items = (await scan(stack)).map((item) => {
    const { rawGzip, inputsGzip, ...rest } = item as Record<string, Uint8Array>;
    return [rest, ...[rawGzip, inputsGzip].map((packed) => packed && String(gunzipSync(packed)))];
  });
  const outbox = readdirSync(join(dataFolder, 'outbox'));
  const mails = await Promise.all(
    outbox.map((name) => PostalMime.parse(readFileSync(join(dataFolder, 'outbox', name)))),
  );
  const read = mails.map(({ html, text, headers }) => [html, text?.replaceAll(/\s+/g, ' '), headers]);
  return [JSON.stringify(items), JSON.stringify(read), JSON.stringify(queued()), logs.join('')].join('\n');
};

beforeAll(async () => {
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'DEBUG');
  const keep = (chunk: unknown): boolean => logs.push(String(chunk)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  stack = await bringUp({ dataFolder });
  queue = new Queue(stack.signalQueueUrl, stack.adminSdk);
  await deliver(others);
  without = await counts();
  for (const one of hers) await deliver([one]);
  const table = stack.table();
  const [app, known] = await Promise.all(
    [{ customer: 'app-feedback:app-canary' }, { email: quilla.email }].map((whom) =>
      findPerson(table, soughtFrom(whom)),
    ),
  );
  await linkCustomers(table, app?.customers[0] ?? '', known?.customers[0] ?? '');
  // Neither says when it happened: receive cannot read them, and keeps them as dead letters.
  const unreadable = [
    { id: 'bad-1', text: words, customer: { email: quilla.email, phone: quilla.phone } },
    { id: 'bad-2', customer: { email: 'bob@example.org' } },
  ];
  expect((await sendersFor(stack).generic('own-systems', unreadable)).status).toBe(202);
}, 120_000);

afterAll(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await stack.down();
});

const digest = async (more: object = {}) => {
  const event = { audience: 'customer-experience', scheduledTime: due, ...more };
  return (await stack.functionFrom('functions/digest.ts').invoke(event)) as DigestResult;
};

describe('somebody who asks to be forgotten', () => {
  it('is found by whatever they are known by, over all tools and links', async () => {
    const table = stack.table();
    const found = await Promise.all(
      [
        { email: ' Quilla.Canaria@example.org ' },
        { phone: '+34 611 22 23 33' },
        { customer: `own-systems:${quilla.id}` },
        { customer: 'app-feedback:app-canary' },
      ].map((whom) => findPerson(table, soughtFrom(whom))),
    );
    for (const { customers, aliases, signals } of found) {
      expect([customers, aliases.length, signals.length]).toEqual([found[0]?.customers, 4, 6]);
    }
    const [person] = found;
    if (person === undefined) throw new Error('nobody');
    expect(await readSignals(table, person)).toHaveLength(6);
    expect(await readMonths(table, person.customers)).toHaveLength(3);
  });

  it('is quoted in a digest before', async () => {
    expect((await digest()).deliveries.map(({ result }) => result)).toEqual(['sent']);
    expect((await digest({ to: 'somebody@faromovil.example' })).deliveries).toHaveLength(1);
    const all = await everything();
    expect(seenIn(all)).toEqual(canaries);
    expect(seenIn(databases().join('\n'))).toEqual(canaries);
    expect(readdirSync(join(dataFolder, 'outbox'))).toHaveLength(2);
  });

  it('loses nothing by a look', async () => {
    mkdirSync(join(dataFolder, 'recordings'), { recursive: true });
    writeFileSync(rawFile(dataFolder, 'own-systems'), words);
    const before = await scan(stack);
    const looked = await erase({ sought: soughtFrom({ email: quilla.email }), isDryRun: true });
    expect(looked).toMatchObject({ customers: 2, aliases: 4, signals: 8, mails: 1, deadLetters: 0 });
    expect(await scan(stack)).toEqual(before);
    expect(existsSync(rawFile(dataFolder, 'own-systems'))).toBe(true);
  });

  it('leaves no trace but marks and keys, and every count as if they had never been', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const done = await erase({ sought: soughtFrom({ phone: quilla.phone }) });
    expect(done).toMatchObject({ customers: 2, aliases: 4, signals: 8, mails: 1, deadLetters: 1 });
    expect(done.copies.ids).toHaveLength(8);
    expect(await counts()).toEqual(without);
    expect(existsSync(rawFile(dataFolder, 'own-systems'))).toBe(false);

    vi.setSystemTime(Date.now() + sweepDelaysMs.soon);
    expect(await erase()).toMatchObject({ signals: 0, deadLetters: 0, mails: 1 });
    vi.setSystemTime(Date.now() + sweepDelaysMs.last);
    expect(await erase()).toMatchObject({ signals: 0, deadLetters: 0, mails: 1 });
    expect(await counts()).toEqual(without);
    const rows = await scan(stack);
    const marks = rows.filter(({ erasedAt }) => erasedAt !== undefined);
    expect(marks.map((mark) => Object.keys(mark).sort())).toEqual(Array(4).fill(['PK', 'SK', 'erasedAt']));
    expect(rows.filter(({ PK }) => /^[LEQX](#|$)/.test(String(PK)))).toEqual([]);
    expect(await tombstones()).toBe(8);
    const all = await everything();
    expect(seenIn(all)).toEqual([]);
    expect(seenIn(databases().join('\n'))).toEqual([]);
    expect(all.includes('[erased]')).toBe(true);
    expect(readdirSync(join(dataFolder, 'outbox'))).toHaveLength(1);
    expect(stack.queue.deadLetters(stack.deadLettersUrl.split('/').at(-1) ?? '')).toMatchObject([{ count: 1 }]);
  });

  it('is not there again when everything comes once more, older, newer or as it was', async () => {
    vi.useRealTimers();
    const revised = (at: string) => hers.map((one) => ({ ...one, revision: [at, ''] as const }));
    const unseen = hers
      .map((one) => ({ ...one, object: `${one.object}-again` }))
      .filter(({ customer }) => customer.email);
    for (const some of [hers, revised('2025'), revised('2027'), unseen]) await deliver(some);
    expect(await counts()).toEqual(without);
    expect(seenIn(await everything())).toEqual([]);
  });

  it('is nobody in what happens later', async () => {
    const before = await scan(stack);
    await deliver([
      signal('own-systems', 'new', {
        customer: { id: quilla.id, email: quilla.email },
        occurredAt: new Date().toISOString(),
        scores: { nps: 9 },
      }),
    ]);
    const added = (await scan(stack)).filter(({ PK, SK }) => !before.some((one) => one.PK === PK && one.SK === SK));
    expect(added.filter(({ PK }) => /^[CK]#/.test(String(PK)))).toEqual([]);
    expect(added.find(({ PK }) => String(PK).startsWith('F#'))).not.toHaveProperty('customer');
    // Whoever asks again is forgotten again, in what no index leads to.
    expect(await erase({ sought: soughtFrom({ email: quilla.email }) })).toMatchObject({ signals: 1 });
  });

  it('leaves no bytes of a dead letter either, when there is nothing else of them', async () => {
    const email = 'only.canaria@example.org';
    await new Queue(stack.deadLettersUrl, stack.adminSdk).send([{ body: `from ${email}` }]);
    expect(seenIn(databases().join('\n'))).not.toEqual([]);
    expect(await erase({ sought: soughtFrom({ email }) })).toMatchObject({ signals: 0, deadLetters: 1 });
    expect(seenIn(databases().join('\n'))).toEqual([]);
  });

  it('has no right that it does not use', () => {
    // A frozen mail that cannot be made anew without their words: test/aws/erase.test.ts.
    expect(unusedRights('functions/erase.ts', stack)).toEqual(['dynamodb:DeleteItem on StoreTable of D#*']);
    expect(unusedRights('functions/digest.ts', stack)).toEqual([]);
  });
});
