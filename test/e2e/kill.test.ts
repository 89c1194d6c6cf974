import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { type Command, listeningPath } from '../bin/command-line.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { bringUp, freePort, rollups, root } from './run.ts';
import { sendersFor } from './senders.ts';
import { type Fact, foldFacts, inTruthTerms } from './truth.ts';

const commands: Command[] = [];

/** The command line as a process of its own, so that it can be killed like one. */
const run = (...words: string[]): Command => {
  const command = listeningPath(words);
  commands.push(command);
  return command;
};

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (const giveUpAtMs = Date.now() + 60_000; Date.now() < giveUpAtMs; await sleepMs(20)) if (await holds()) return;
  throw new Error(`waited in vain until ${what}`);
};

const other = {
  plan: 'other',
  region: 'other',
  version: 1,
  solicited: true,
  touchpoint: 'website',
  medium: 'web',
} as const;

/** The totals after a restart has worked off whatever was accepted. */
const totalsAfterRestart = async (dataFolder: string) => {
  const stack = await bringUp({ dataFolder });
  await stack.drain();
  const rows = inTruthTerms(await rollups(stack));
  await stack.down();
  return rows;
};

afterEach(() => {
  for (const { child } of commands.splice(0)) child.kill('SIGKILL');
});

describe('a SIGKILL', () => {
  it('takes back no webhook that was answered 202', async () => {
    const dataFolder = temporaryFolder();
    // Not the sample journey, so that a start loads no sample: only what this test sends is in the totals.
    const journeyFile = join(dataFolder, 'journey.yaml');
    const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');
    writeFileSync(journeyFile, sample.replace('id: joining-survey', 'id: welcome-survey'));
    const start = run('start', '--data', dataFolder, '--journey', journeyFile, '--port', String(await freePort()));
    await start.printed('Ctrl-C');

    const { apiUrl } = JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8'));
    const secrets = JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8'));
    const send = sendersFor({ apiUrl, secrets } as Parameters<typeof sendersFor>[0]);
    const facts: Fact[] = [];
    const post = async (n: number) => {
      const answer = { id: `k-${n}`, occurredAt: '2026-03-04T12:00:00Z', scores: { nps: n % 11 } };
      const { status } = await send.generic('own-systems', answer);
      if (status === 202) facts.push({ ...other, key: `k-${n}`, day: '2026-03-04', nps: n % 11, themes: [] });
    };
    // The kill comes in the middle of the posts: some are answered, some are not, and only the answered must be kept.
    const posts = Array.from({ length: 400 }, (_, n) => post(n).catch(() => {}));
    await until('half of the webhooks are answered', () => facts.length >= 200);
    start.child.kill('SIGKILL');
    await Promise.all(posts);
    await start.ended;

    const rows = await totalsAfterRestart(dataFolder);
    const counted = rows['2026-03-04#website#web#all']?.n ?? 0;
    expect(facts.length).toBeGreaterThanOrEqual(200);
    expect(counted).toBeGreaterThanOrEqual(facts.length);
    // Those without an answer may or may not have been queued; sent again, as a tool would, everything is there once.
    const stack = await bringUp({ dataFolder, journeyFile });
    const again = sendersFor(stack);
    for (let n = 0; n < 400; n += 1) {
      const answer = { id: `k-${n}`, occurredAt: '2026-03-04T12:00:00Z', scores: { nps: n % 11 } };
      expect((await again.generic('own-systems', answer)).status).toBe(202);
    }
    await stack.drain();
    const all = Array.from({ length: 400 }, (_, n) => ({
      ...other,
      key: `k-${n}`,
      day: '2026-03-04',
      nps: n % 11,
      themes: [],
    }));
    expect(inTruthTerms(await rollups(stack))).toEqual(foldFacts(all));
    await stack.down();
  }, 120_000);

  it('in the middle of an import costs nothing once the import is run again', async () => {
    const dataFolder = temporaryFolder();
    const file = join(dataFolder, 'answers.csv');
    const count = 3_000;
    const facts = Array.from({ length: count }, (_, n): Fact => {
      const day = `2026-03-0${1 + (n % 8)}`;
      return { ...other, key: `row-${n}`, day, nps: n % 11, themes: [] };
    });
    const lines = facts.map(({ key, day, nps }) => `${key},${day},${nps}`);
    writeFileSync(file, ['id,date,score', ...lines, ''].join('\n'));
    const words = [
      'import',
      file,
      '--source',
      'own-systems',
      '--map',
      'id=id,occurredAt=date,nps=score',
      '--data',
      dataFolder,
    ];

    const killed = run(...words);
    await until('a third of the rows is on the queue', () => rowsQueued(dataFolder) > count / 3);
    killed.child.kill('SIGKILL');
    await killed.ended;

    expect(await run(...words).ended).toBe(0);
    expect(await totalsAfterRestart(dataFolder)).toEqual(foldFacts(facts));
  }, 120_000);
});

/** How many messages the queue ever took, by its own counter. */
const rowsQueued = (dataFolder: string): number => {
  const file = join(dataFolder, 'queue.sqlite');
  if (!existsSync(file)) return 0;
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return (database.prepare('SELECT max(id) AS n FROM message').get() as { n: number | null }).n ?? 0;
  } catch {
    return 0;
  } finally {
    database.close();
  }
};
