import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeadLetters } from '../../aws/dead-letters.ts';
import { type Message, Queue } from '../../aws/queue.ts';
import type { LocalStack } from '../../local/stack.ts';
import { root, scan } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type AwsServer, serveAws } from './aws-server.ts';
import { listeningPath, runWarm } from './command-line.ts';

const dataFolder = temporaryFolder();
/** Where the commands are typed: it has the journey and nothing else. */
const cwd = temporaryFolder();
let aws: AwsServer;
let stack: LocalStack;

beforeAll(async () => {
  copyFileSync(join(root, 'journey.yaml'), join(cwd, 'journey.yaml'));
  aws = await serveAws({ name: 'Elsewhere', dataFolder });
  stack = aws.stack;
});
afterAll(() => aws.close());

/** The run this process has up, as another process joins it, or as one that is deployed. */
const here = (...words: string[]) => runWarm([...words, '--data', dataFolder], { cwd });
const there = (...words: string[]) => runWarm([...words, '--stack', 'Elsewhere'], { cwd, env: aws.env });

const signal = (object: string, source = 'own-systems') =>
  JSON.stringify({
    source,
    object,
    part: 'record',
    revision: ['', ''],
    kind: 'perceptive',
    occurredAt: '2026-03-02T09:20:00.000Z',
    customer: { email: 'canary@example.org' },
    text: 'Canary: the checkout was slow.',
    scores: { nps: 4 },
    measures: {},
    attributes: {},
  });
const isGone = 'message: source is not in the journey';
const bury = (...messages: Message[]) => new Queue(stack.deadLettersUrl, stack.adminSdk).send(messages);
const stored = async () =>
  (await scan(stack)).filter(({ PK }) => String(PK).startsWith('F#')).map(({ rev }) => Number(rev));
const empty = async () => {
  const letters = new DeadLetters(stack.deadLettersUrl, stack.adminSdk);
  for await (const letter of letters.walk()) await letters.remove([letter]);
};

describe.each([
  ['the local run', here, 'local'],
  ['a deployed stack', there, 'deployed'],
])('the dead letters of %s', (_, command, name) => {
  const json = async (...words: string[]) => JSON.parse((await command(...words, '--json')).output);

  beforeAll(async () => {
    await empty();
    const refused = { reason: 'generic[1].occurredAt: must be given, as string', source: 'own-systems' };
    await bury(
      { body: signal(`${name}-back`), attributes: { reason: isGone } },
      { body: signal(`${name}-still-gone`, 'survey-of-2019'), attributes: { reason: isGone } },
      { body: JSON.stringify({ id: 'canary', scores: { nps: 9 } }), attributes: refused },
    );
  });

  it('are told with why and what to do, and nothing that customers said', async () => {
    const { code, output } = await command('dead-letters');
    expect(code).toBe(0);
    expect(output).toMatch(/^3 dead letters\n/);
    expect(output).toMatch(/^1 × survey-of-2019: message: source is not in the journey\n {2}2\d{3}-\S+ \S+ UTC, with/m);
    expect(output).toMatch(
      /^1 × own-systems: generic\.occurredAt: .*\n.* with the fields id, scores\.nps\n.*cannot be redriven/m,
    );
    expect(output).toContain('customer.email');
    expect(output).toMatch(/npx listening-path redrive --(data|stack) /);
    expect(output).not.toMatch(/canary|checkout/i);
  });

  it('are all there after a look, for who asks for some of them too', async () => {
    expect(await json('dead-letters', '--source', 'survey-of-2019')).toMatchObject({
      isAll: true,
      groups: [{ count: 1, source: 'survey-of-2019', reason: isGone, canRedrive: true, example: { text: 'text 30' } }],
    });
    expect((await command('dead-letters', '--reason', 'no such')).output).toMatch(/^0 dead letters like that$/m);
  });

  it('stay where they are in a dry run', async () => {
    const before = (await stored()).length;
    const { output } = await command('redrive', '--dry-run');
    expect(output).toMatch(/^2 dead letters would be put back on the queue$/m);
    expect(output).toMatch(/^1 left: items no signal could be read from/m);
    const dropped = await command('dead-letters', '--drop', '--reason', 'must be given', '--dry-run');
    expect(dropped.output).toMatch(/^Would drop 1 dead letter$/m);
    await stack.drain();
    expect([(await stored()).length, (await json('dead-letters')).groups]).toEqual([before, expect.any(Array)]);
    expect((await json('dead-letters')).groups).toHaveLength(3);
  });

  it('are stored when they are redriven, and it is said which came back and which are left', async () => {
    const before = (await stored()).length;
    const { code, output } = await command('redrive');
    expect(code).toBe(0);
    expect(output).toMatch(/^2 dead letters put back on the queue$/m);
    expect(output).toMatch(/^1 left/m);
    if (name === 'local')
      expect(output).toMatch(/^1 came back as dead letters.*:\n {2}1 {2}survey-of-2019: message: source/m);
    else expect(output).toMatch(/^The stack stores them now\. .* dead-letters --stack Elsewhere$/m);
    await stack.drain();
    expect((await stored()).length).toBe(before + 1);
    const { groups } = await json('dead-letters');
    expect(groups.map(({ count, source }: { count: number; source: string }) => [count, source])).toEqual([
      [1, 'own-systems'],
      [1, 'survey-of-2019'],
    ]);
  });

  it('are gone when they are dropped, and the others are not', async () => {
    const { output } = await command('dead-letters', '--drop', '--source', 'survey-of-2019');
    expect(output).toMatch(/^Dropped 1 dead letter$/m);
    expect((await json('dead-letters')).groups).toMatchObject([{ count: 1, source: 'own-systems' }]);
  });
});

describe('a redrive that is killed', () => {
  it('goes on where it was, and what it sent twice is counted once', async () => {
    await empty();
    const before = (await stored()).length;
    const count = 600;
    await bury(
      ...Array.from({ length: count }, (_, index) => ({
        body: signal(`killed-${index}`),
        attributes: { reason: isGone },
      })),
    );
    const left = () => stack.queue.deadLetters(stack.deadLettersUrl.split('/').at(-1) ?? '')[0]?.count ?? 0;
    const first = listeningPath(['redrive', '--data', dataFolder], { cwd });
    while (left() === count) await sleepMs(1);
    first.child.kill('SIGKILL');
    await first.ended;
    const rest = left();
    expect(rest).toBeGreaterThan(0);
    // As the next start of the run does, or SQS after a quarter of an hour.
    stack.queue.releaseInFlight();
    const { output } = await here('redrive');
    expect(output).toContain(`${rest} dead letters put back on the queue`);
    expect(output).toContain('None came back.');
    const revisions = await stored();
    expect([left(), revisions.length - before, new Set(revisions)]).toEqual([0, count, new Set([1])]);
  });
});

describe('the command line', () => {
  it.each([
    [['dead-letters', '--drop'], '--drop needs a --source or a --reason'],
    [['dead-letters', '--dry-run'], '--dry-run goes with --drop'],
    [['redrive', '--journey', 'nowhere.yaml'], 'there is no such file'],
  ])('%j is wrong and says how to mend it', async (words, mend) => {
    expect(await here(...words)).toMatchObject({ code: 2, output: expect.stringContaining(mend) });
  });
});
