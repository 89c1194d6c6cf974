import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit } from '../../aws/commit.ts';
import { scorerVersion } from '../../core/score.ts';
import type { ScoredSignal } from '../../core/signal.ts';
import { scored } from '../core/metrics/scored-signal.ts';
import { unusedRights } from '../e2e/rights.ts';
import { rollups, root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type AwsServer, serveAws } from './aws-server.ts';
import { listeningPath, runWarm } from './command-line.ts';

const dataFolder = temporaryFolder();
/** Where the commands are typed: it has the journey, a changed one, and nothing else. */
const cwd = temporaryFolder();
let aws: AwsServer;

const replacing = (yaml: string, changes: readonly (readonly [from: string, to: string])[]): string =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the journey has no ${from}`);
    return text.replaceAll(from, to);
  }, yaml);

beforeAll(async () => {
  copyFileSync(join(root, 'journey.yaml'), join(cwd, 'journey.yaml'));
  const changes = [
    ['          - id: website\n', '          - id: web-site\n            was: [website]\n'],
    ['defaultTouchpoint: website }', 'defaultTouchpoint: web-site }'],
  ] as const;
  writeFileSync(join(cwd, 'newer.yaml'), replacing(readFileSync(join(root, 'journey.yaml'), 'utf8'), changes));
  aws = await serveAws({ name: 'Elsewhere', dataFolder });
});
afterAll(() => aws.close());

/** The run this process has up, as another process joins it, or as one that is deployed. */
const here = (...words: string[]) => runWarm([...words, '--data', dataFolder], { cwd });
const there = (...words: string[]) => runWarm([...words, '--stack', 'Elsewhere'], { cwd, env: aws.env });

/** Signals of a source without routes, as a map before this one placed them. */
const outdated = (name: string, count: number, some: Partial<ScoredSignal> = {}): ScoredSignal[] =>
  Array.from({ length: count }, (_, index) =>
    scored({
      source: 'own-systems',
      object: `${name}-${index}`,
      map: 'before',
      scorer: scorerVersion,
      touchpoint: 'help-desk',
      segments: { plan: 'other', region: 'other' },
      scores: { nps: index % 11 },
      aliases: [`person-${index % 7}`],
      ...some,
    }),
  );
const store = async (signals: readonly ScoredSignal[]) => {
  const patience = { random: () => 0, sleepMs: async () => {} };
  expect(await commit(aws.stack.table(), signals, patience)).toEqual({ busy: [], refused: [] });
};
const countAt = async (touchpoint: string) => (await rollups(aws.stack))[`2025-03-04#${touchpoint}#web#all`]?.n ?? 0;

describe.each([
  ['the local run', here, 'local'],
  ['a deployed stack', there, 'deployed'],
])('signals that a map before placed, in %s', (_, command, name) => {
  it('are counted anew where they belong, after a dry run said so, and every count is right', async () => {
    const before = await countAt('website');
    await store(outdated(name, 40));
    await store(outdated(`${name}-read`, 2, { map: 'before', scorer: '0', text: 'Todo bien', language: 'es' }));

    const dry = await command('rebuild', '--dry-run');
    expect(dry).toMatchObject({ code: 0 });
    expect(dry.output).toMatch(
      /^42 of \d+ signals would be counted anew, 42 of them otherwise\. Nothing was written\.$/m,
    );
    expect(dry.output).toMatch(/^touchpoint +help-desk +→ +website +42$/m);
    expect(dry.output).toContain('Reading 2 texts again takes 6 units of Comprehend, $0.00 at most.');
    expect([await countAt('help-desk'), await countAt('website')]).toEqual([42, before]);

    expect(await command('rebuild')).toEqual({
      code: 0,
      output: expect.stringMatching(/^42 signals counted anew in 2 passes; none is left\.\n$/m),
    });
    expect([await countAt('help-desk'), await countAt('website')]).toEqual([0, before + 42]);
    expect(await command('verify')).toEqual({
      code: 0,
      output: expect.stringMatching(/^\d+ signals recounted, \d+ rows compared: no difference\.\n$/),
    });
  }, 60_000);

  it('are compared with what a changed journey would make of them, which writes nothing', async () => {
    const { code, output } = await command('map', 'diff', 'newer.yaml');
    expect(code).toBe(0);
    expect(output).toMatch(/^(\d+) of \1 signals would count otherwise by newer\.yaml\. Nothing was written\.$/m);
    expect(output).toContain('Touchpoints with another id: website → web-site\n');
    expect(output).toMatch(/^touchpoint +website +→ +web-site +\d+$/m);
    const itself = await command('map', 'diff', 'journey.yaml');
    expect([itself.code, itself.output]).toEqual([2, expect.stringContaining('cannot be compared with itself')]);
    expect(await countAt('web-site')).toBe(0);
  });
});

describe('verify', () => {
  it('shows what differs, row by row, and exits with 1', async () => {
    const key = { PK: 'R#2025-03#0', SK: 'all#04#website#web' };
    await aws.stack.table().transact([], [{ key, fields: { n: 3 } }]);
    const { code, output } = await there('verify');
    await aws.stack.table().transact([], [{ key, fields: { n: -3 } }]);
    expect(code).toBe(1);
    expect(output).toMatch(/compared: 1 difference\.$/m);
    expect(output).toMatch(/^2025-03-04#website#web#all +n +87 +84$/m);
  });
});

describe('rebuild', () => {
  it('goes on in AWS when it is interrupted, and is waited for before another is started', async () => {
    await store(outdated('interrupted', 5));
    const startedBefore = aws.stepFunctions.started;
    let begin = () => {};
    aws.stepFunctions.mayBegin = new Promise((done) => {
      begin = done;
    });
    const started = listeningPath(['rebuild', '--stack', 'Elsewhere'], { cwd, env: aws.env });
    while (aws.stepFunctions.started === startedBefore) await sleepMs(50);
    started.child.kill('SIGINT');
    expect([await started.ended, started.output()]).toEqual([
      130,
      'It goes on in AWS. To follow it: npx listening-path rebuild --stack Elsewhere\n',
    ]);
    const looks = aws.stepFunctions.looks;
    const following = there('rebuild');
    while (aws.stepFunctions.looks === looks) await sleepMs(50);
    begin();
    expect((await following).output).toMatch(/5 signals counted anew in 3 passes; none is left\.\n$/);
    // What it had done before the stack was deployed was done by the map before.
    expect(aws.stepFunctions.started).toBe(startedBefore + 2);
  });

  it('does not place by the map of a run that was started with another journey', async () => {
    const { code, output } = await here('rebuild', '--journey', 'newer.yaml');
    expect([code, output]).toEqual([
      1,
      'listening-path: rebuild: the run that is up has another map than newer.yaml; end it with Ctrl-C, then try again\n',
    ]);
  });

  it('has no right that it does not use', async () => {
    await store(outdated('unread', 1, { scorer: '0', text: 'Todo bien', language: 'es', unscored: 'rejected' }));
    await there('rebuild');
    // Of aliases that nobody held when a signal came, or that two hold by now: `npm run simulate -- store`.
    expect(unusedRights('functions/rebuild.ts', aws.stack)).toEqual(['StoreTable of K#*', 'StoreTable of X']);
  });

  it('needs a file to compare with', async () => {
    expect((await here('map', 'diff')).code).toBe(2);
  });
});
