import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freePort, root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { listeningPath, run, runWarm } from './command-line.ts';

describe('status', () => {
  it('says how to start where nothing was ever started', async () => {
    const data = join(temporaryFolder(), 'nothing');
    expect(await runWarm(['status', '--data', data])).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /^Nothing was ever started in .*nothing\. To start: npm start -- --data \S+nothing\n$/,
      ),
    });
    expect(JSON.parse((await runWarm(['status', '--data', data, '--json'])).output)).toEqual({ run: 'never' });
  });

  it('tells what a run holds while it is up, and what it kept once it is down, at the same addresses', async () => {
    const data = temporaryFolder();
    const port = String(await freePort());
    // With a journey of its own a run has no sample.
    const journey = join(data, 'mine.yaml');
    copyFileSync(join(root, 'journey.yaml'), journey);
    const own = ['--journey', journey, '--data', data];
    const words = ['status', ...own];
    const start = listeningPath(['start', ...own, '--port', port]);
    await start.printed('Ctrl-C');
    const occurredAt = new Date().toISOString();
    const batch = JSON.stringify([{ id: 'one', occurredAt, scores: { nps: 9 } }, { id: 'two' }]);
    const send = ['send', '-', '--source', 'own-systems', ...own];
    for (let time = 0; time < 2; time += 1) expect((await run(send, { input: batch })).code).toBe(0);

    let up = JSON.parse((await runWarm([...words, '--json'])).output);
    while (up.waiting > 0) up = JSON.parse((await runWarm([...words, '--json'])).output);
    expect(up).toMatchObject({ run: 'up', received: 4, stored: 1, repeated: 1, waiting: 0, dead: 2 });
    expect(up.sources).toContainEqual(
      expect.objectContaining({ id: 'own-systems', url: `http://127.0.0.1:${port}/hooks/own-systems`, signals: 1 }),
    );

    start.child.kill('SIGINT');
    await start.ended;
    const { code, output } = await runWarm(words);
    expect(code).toBe(0);
    expect(output).toMatch(/^The local run is down\./);
    expect(output).toMatch(/^ {2}received {2}4 {2}by webhook or import$/m);
    expect(output).toMatch(
      new RegExp(`^own-systems +generic +1 +1 +1 +less than an hour +http://127.0.0.1:${port}/hooks`, 'm'),
    );
    expect(output).toMatch(/^2 {2}own-systems {2}generic\.occurredAt: must be given/m);
    expect(JSON.parse((await runWarm([...words, '--json'])).output)).toEqual({ ...up, run: 'down' });
  }, 90_000);
});
