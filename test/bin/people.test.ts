import { copyFileSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Queue } from '../../aws/queue.ts';
import type { Signal } from '../../core/signal.ts';
import { root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type AwsServer, serveAws } from './aws-server.ts';
import { runWarm } from './command-line.ts';

const dataFolder = temporaryFolder();
const cwd = temporaryFolder();
const name = 'People';
let aws: AwsServer;

const signal = (object: string, day: string, more: Partial<Signal>): Signal => ({
  source: 'own-systems',
  object,
  part: 'record',
  revision: ['', ''],
  kind: 'perceptive',
  occurredAt: `${day}T09:00:00.000Z`,
  customer: {},
  scores: {},
  measures: {},
  attributes: {},
  ...more,
});
const ana = { email: 'ana@example.org' };

const told: readonly Signal[] = [
  signal('1', '2026-01-10', {
    customer: ana,
    kind: 'outcome',
    touchpoint: 'online-order',
    outcome: { event: 'purchase', amountMinor: 2_990, currency: 'EUR' },
  }),
  signal('2', '2026-02-20', {
    customer: ana,
    touchpoint: 'help-desk',
    scores: { csat: 1 },
    text: 'My bill was wrong, terrible.',
    language: 'en',
  }),
  signal('3', '2026-02-22', {
    customer: ana,
    touchpoint: 'help-desk',
    kind: 'operational',
    measures: { contacts: 1, resolutionHours: 60 },
  }),
  signal('4', '2026-02-23', {
    customer: { id: 'A-7' },
    touchpoint: 'cancellation',
    kind: 'outcome',
    outcome: { event: 'churn' },
  }),
  signal('5', '2026-02-24', { customer: { id: 'B-8' }, scores: { nps: 9 } }),
  signal('6', '2026-02-25', { customer: { id: 'B-8', ...ana }, scores: { nps: 8 } }),
];

beforeAll(async () => {
  copyFileSync(join(root, 'journey.yaml'), join(cwd, 'journey.yaml'));
  aws = await serveAws({ name, dataFolder });
  const queue = new Queue(aws.stack.signalQueueUrl, aws.stack.adminSdk);
  for (const one of told) {
    await queue.send([{ body: JSON.stringify(one) }]);
    await aws.stack.drain();
  }
}, 120_000);
afterAll(() => aws.close());

const there = (...words: readonly string[]) => runWarm([...words, '--stack', name], { cwd, env: aws.env });
const said = async (...words: readonly string[]) => {
  const { code, output } = await there(...words);
  expect([code, output]).toEqual([0, expect.any(String)]);
  return output;
};
const json = async (...words: readonly string[]) => JSON.parse(await said(...words, '--json'));

describe('a journey', () => {
  it('is told stage by stage, with gaps, repeated attempts, money, failures and their own words', async () => {
    const story = await said('journey', 'Ana@example.org');
    expect(story).toMatch(
      /^Customer [0-9a-f]{32} · 1 alias\n2026-01-10 to 2026-02-22, \d+ days ago · 3 days with contact · 1 purchase · €29\.90 · 1 failure · 1 opened, 1 closed\n/,
    );
    expect(
      story
        .split('\n')
        .slice(2)
        .map((line) => line.replaceAll('\u00a0', ' ').trimEnd()),
    ).toEqual([
      '',
      'Join',
      '  2026-01-10 10:00  Online order  Website  purchase €29.90',
      '',
      '  — 41 days —',
      '',
      'Support',
      '  2026-02-20 10:00  Help desk     Website  CSAT 1 · negative · The bill',
      '                    “My bill was wrong, terrible.”',
      '  2026-02-22 10:00  Help desk     Website  2nd time in 3 days · 1 contact · resolution 60 hours (promise missed)',
      '',
    ]);
  });

  it('is nobody’s of somebody unknown, and needs a name', async () => {
    expect(await there('journey', 'nobody@example.org')).toEqual({
      code: 1,
      output: 'listening-path: journey: nobody is known by that\n',
    });
    expect(await there('journey', 'nobody')).toMatchObject({ code: 2 });
  });
});

describe('identity', () => {
  it('lists a conflict without saying who it is, and takes the ids it lists', async () => {
    const output = await said('identity', 'conflicts');
    expect(output).toMatch(
      /^Customer +Customer +Signals +First +Last\n[0-9a-f]{12} +[0-9a-f]{12} +1 +2026-02-25 +2026-02-25\n$/,
    );
    const [one = '', other = ''] = output.match(/^[0-9a-f]{12} +[0-9a-f]{12}/m)?.[0].split(/ +/) ?? [];
    expect(await said('identity', 'link', one, other, '--dry-run')).toContain('Nothing was changed.');
    expect(await json('identity', 'conflicts')).toMatchObject({ conflicts: [{ signals: 1 }], more: 0 });
    await said('identity', 'link', one, other);
    expect(await said('identity', 'conflicts')).toBe('No two customers share a signal.\n');
    await said('identity', 'split', one);
    expect(await json('identity', 'conflicts')).toMatchObject({ conflicts: [{ signals: 1 }], more: 0 });
  });

  it('has two customers told as one until they are split', async () => {
    expect(await said('identity', 'link', 'own-systems:A-7', 'ana@example.org')).toMatch(
      /^one person: [0-9a-f]{12} = [0-9a-f]{12}\n$/,
    );
    const { customers, life, steps } = await json('journey', 'own-systems:A-7');
    expect([customers.length, life.signals, steps.at(-1).said]).toEqual([2, 4, ['churn']]);
    expect(await said('identity', 'split', 'own-systems:A-7')).toMatch(/^([0-9a-f]{12} by themselves\n){2}$/);
    expect((await json('journey', 'own-systems:A-7')).life.signals).toBe(1);
  });

  it('wants as many customers as it needs', async () => {
    expect(await there('identity', 'link', 'ana@example.org')).toEqual({
      code: 2,
      output: 'listening-path: identity: link takes two customers\n',
    });
  });
});

describe('an export', () => {
  it('holds what is kept of a person, in a file for its owner alone, and no alias but its kind', async () => {
    expect(await said('export', '--email', 'ana@example.org', '--out', 'ana.json')).toBe('ana.json\n');
    const text = readFileSync(join(cwd, 'ana.json'), 'utf8');
    expect(statSync(join(cwd, 'ana.json')).mode & 0o777).toBe(0o600);
    const data = JSON.parse(text);
    expect(data).toMatchObject({ aliases: ['email'], links: [], life: { signals: 3 } });
    expect(data.note).toMatch('Erasing takes more');
    expect(data.signals.map(({ text: words }: { text?: string }) => words)).toContain('My bill was wrong, terrible.');
    expect(data.days).toHaveLength(3);
    expect(text).not.toMatch(/example\.org|"aliases": \[\s*"[0-9a-f]{32}/);
  });
});

describe('an erasure', () => {
  it('says first what it would do, then does it, and says what ages out by itself', async () => {
    const look = await said('erase', '--email', 'ana@example.org', '--dry-run');
    expect(look).toMatch(/^Would forget 1 customer, known by 1 alias\.\n {2}4 signals to be erased/);
    expect(await json('erase', '--email', 'ana@example.org', '--dry-run')).toMatchObject({
      signals: 4,
      isDryRun: true,
    });
    const done = await said('erase', '--email', 'ana@example.org');
    expect(done).toMatch(/^Forgot 1 customer, known by 1 alias\.\n {2}4 signals erased/);
    expect(done).toMatch(/^Ages out within 35 days: backups of the table/m);
    expect(done).toMatch(/^Ages out within 1 day: the table's stream/m);
    expect(done).toMatch(/^Out of reach: mails that were sent/m);
    const gone = { code: 1, output: expect.stringContaining('asked to be forgotten on 20') };
    expect(await there('journey', 'ana@example.org')).toMatchObject(gone);
    expect(await there('export', '--email', 'ana@example.org')).toMatchObject(gone);
    expect((await json('journey', 'own-systems:B-8')).life.signals).toBe(1);
  });

  it('needs somebody to forget', async () => {
    expect(await there('erase')).toMatchObject({ code: 2, output: expect.stringContaining('nobody is named') });
    expect(await there('erase', '--phone', '600000001')).toMatchObject({ code: 2 });
  });
});

describe('many conflicts', () => {
  it('are shown by how much they share, and those that are not are said', async () => {
    const many = Array.from({ length: 25 }, (_, index) => ({ id: `M-${index}`, email: `m-${index}@example.org` }));
    const queue = new Queue(aws.stack.signalQueueUrl, aws.stack.adminSdk);
    const store = async (signals: readonly Signal[]) => {
      await queue.send(signals.map((one) => ({ body: JSON.stringify(one) })));
      await aws.stack.drain();
    };
    await store(
      many.flatMap(({ id, email }) => [
        signal(`id-${id}`, '2026-02-01', { customer: { id } }),
        signal(`email-${id}`, '2026-02-01', { customer: { email } }),
      ]),
    );
    await store(many.map((customer) => signal(`both-${customer.id}`, '2026-02-02', { customer })));
    await store([signal('again', '2026-02-03', { customer: many[7] ?? {} })]);
    const lines = (await said('identity', 'conflicts')).trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 20 + 1);
    expect(lines[1]).toMatch(/ 2 +2026-02-02 +2026-02-03$/);
    expect(lines.at(-1)).toMatch(/^and \d more that share fewer signals, or as few$/);
  });
});
