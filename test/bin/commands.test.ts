import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TableServer } from '../../local/engines/table.ts';
import { freePort, root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type Command, listeningPath, run, runWarm } from './command-line.ts';

const now = '2026-03-11T12:00:00Z';

describe('check', () => {
  it('prints each problem with its line and column, and ends with 1', async () => {
    const folder = temporaryFolder();
    const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');
    writeFileSync(join(folder, 'journey.yaml'), sample.replace('owner: billing', 'owner: biling'));
    const { code, output } = await runWarm(['check'], { cwd: folder });
    expect(code).toBe(1);
    expect(output).toMatch(/^journey\.yaml:\d+:\d+ .*did you mean `billing`\?$/m);
  });

  it('says which source lacks the map its tool needs, which is no mistake', async () => {
    const folder = temporaryFolder();
    const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');
    writeFileSync(join(folder, 'journey.yaml'), sample.replace('channel: zendesk', 'channel: tally'));
    const { code, output } = await runWarm(['check'], { cwd: folder });
    expect(code).toBe(0);
    expect(output).toContain('help-desk-tickets has no question map yet');
  });

  it('finds nothing wrong with the sample journey', async () => {
    expect(await run(['check'])).toMatchObject({ code: 0, output: expect.stringContaining('no problems') });
  });

  it('prints the JSON Schema that editors use', async () => {
    const { output } = await runWarm(['check', '--schema']);
    expect(JSON.parse(output)).toEqual(JSON.parse(readFileSync(join(root, 'journey.schema.json'), 'utf8')));
  });
});

describe('a wrong command line', () => {
  it.each([
    [['chek'], 'Did you mean check?'],
    [['send', 'x.json', '--source', 'app-feedbak'], 'did you mean `app-feedback`?'],
    [['import', 'nothing.csv', '--source', 'own-systems', '--map', 'id=a'], 'there is no such file'],
    [['digest', '--audience', 'care-team', '--now', 'yesterday'], 'is no moment'],
    [['start', '--port', 'x'], 'is no port'],
  ])('ends with 2 and says how to mend it: %j', async (words, mend) => {
    expect(await runWarm(words)).toMatchObject({ code: 2, output: expect.stringContaining(mend) });
  });
});

describe('a local run', () => {
  const data = temporaryFolder();
  let port: string;
  let start: Command;
  const local = () => ['--data', data];
  const served = () => [...local(), '--port', port];

  beforeAll(async () => {
    port = String(await freePort());
    // As if the sample had been loaded: loading all of it would take a minute, and `test/e2e/sample.test.ts` loads some.
    writeFileSync(join(data, 'sample.json'), JSON.stringify({ now, queued: 0, posted: 0, done: true }));
    start = listeningPath(['start', ...served()]);
    await start.printed('Ctrl-C');
  }, 120_000);

  afterAll(() => {
    start.child.kill('SIGKILL');
  });

  it('says that the sample is invented and of which day, and where to look', () => {
    const output = start.output();
    expect(output).toContain('All of it is invented');
    expect(output).toContain('Today is Wednesday 11 Mar 2026 in this sample');
    expect(output).toContain(`http://127.0.0.1:${port}/`);
    expect(output).toContain('npx listening-path init');
  });

  it('takes a payload signed as its tool would, and refuses one signed with another secret', async () => {
    const payload = JSON.stringify({ type: 'feedback.submitted', timestamp: now, data: { id: 'sent', nps: 9 } });
    const words = ['send', '-', '--source', 'app-feedback', '--data', data];
    expect(await run(words, { input: payload })).toMatchObject({ code: 0, output: '202 accepted: 1 signal\n' });
    const forged = await run([...words, '--secret', 'whsec_AAAA', '--json'], { input: payload });
    expect([forged.code, JSON.parse(forged.output).status]).toEqual([1, 401]);
  });

  it('imports into the run that is up, and keeps bad rows with line and reason', async () => {
    const file = join(data, 'answers.csv');
    writeFileSync(file, 'ID;Date;Score\n1;2026-03-04;9\n2;soon;9\n3;2026-03-04;11\n');
    const map = 'id=ID,occurredAt=Date,nps=Score';
    const { code, output } = await runWarm([
      'import',
      file,
      '--source',
      'own-systems',
      '--map',
      map,
      '--json',
      ...local(),
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ imported: 1, rejected: 2 });
    expect(readFileSync(`${file}.rejected.csv`, 'utf8').split('\n')).toEqual([
      'line,reason,ID,Date,Score',
      expect.stringMatching(/^3,"?occurredAt: is no time.*,2,soon,9$/),
      expect.stringMatching(/^4,"?nps: must be a whole number from 0 to 10"?,3,2026-03-04,11$/),
      '',
    ]);
  });

  it('composes a digest without sending it', async () => {
    const sentBefore = readdirSync(join(data, 'outbox')).length;
    const out = join(temporaryFolder(), 'mail.eml');
    const words = ['digest', '--audience', 'customer-experience', '--now', '2026-03-09', '--out', out];
    expect((await runWarm([...words, '--print', ...local()])).output).toContain('1 signal');
    const { code, output } = await runWarm([...words, '--json', ...local()]);
    expect(code).toBe(0);
    expect(JSON.parse(output).subject).toMatch(/^Too few answers to compare yet/);
    expect((await PostalMime.parse(readFileSync(out))).html).toContain('Faro Móvil');
    expect(readdirSync(join(data, 'outbox')).length).toBe(sentBefore);
  });

  it('refuses a second start on the same data, stops on Ctrl-C, and keeps everything for the next', async () => {
    const second = await runWarm(['start', '--exit', ...served()]);
    expect(second).toMatchObject({ code: 1, output: expect.stringContaining('a run is up already') });
    start.child.kill('SIGINT');
    expect(await start.ended).toBe(0);
    const held = async () => JSON.parse((await runWarm(['status', '--json', ...local()])).output);
    expect(await held()).toMatchObject({ run: 'down', received: 2, repeated: 0, dead: 0 });
    // A later start is on the sample's day, whatever today is, and loads nothing again.
    const later = await runWarm(['start', '--exit', ...served()]);
    expect(later).toMatchObject({ code: 0, output: expect.stringContaining('Today is Wednesday 11 Mar 2026') });
    expect(later.output).toMatch(/counted once\.$/m);
    expect(await held()).toMatchObject({ received: 2, stored: 2, waiting: 0 });
    // One's own data begin with nothing of it.
    const own = ['--journey', join(root, 'journey.yaml')];
    const fresh = await runWarm(['start', '--fresh', '--exit', ...own, ...served()]);
    expect(fresh).toMatchObject({ code: 0, output: expect.stringContaining('Nothing was received yet') });
    expect(await held()).toMatchObject({ received: 0, stored: 0 });
  }, 120_000);
});

describe('a first start', () => {
  it('loads the sample and tells how far it is, and a killed one leaves behind where it was and on what day', async () => {
    const data = temporaryFolder();
    const start = listeningPath(['start', '--now', now, '--data', data, '--port', String(await freePort())]);
    await start.printed('storing: ');
    expect(start.output()).toMatch(/^storing: [\d,]+ of 2\d,\d{3} messages$/m);
    const remembered = () => JSON.parse(readFileSync(join(data, 'sample.json'), 'utf8'));
    await vi.waitFor(() => expect(remembered().queued).toBeGreaterThan(0), { timeout: 60_000 });
    start.child.kill('SIGKILL');
    expect(remembered()).toMatchObject({ now: expect.stringContaining('2026-03-11T12:00:0'), posted: 0, done: false });
  }, 120_000);
});

describe('a journey of one’s own', () => {
  it('keeps its signals apart from those of other journeys, and has none of the sample', async () => {
    const folder = temporaryFolder();
    const init = ['init', '--organisation', 'Acme', '--email', 'ines@acme.example', '--time-zone', 'Europe/Madrid'];
    await runWarm(init, { cwd: folder });
    const port = String(await freePort());
    const own = ['--journey', 'my-journey.yaml'];
    const first = await runWarm(['start', '--exit', '--port', port, ...own], { cwd: folder });
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('Nothing was received yet') });
    writeFileSync(join(folder, 'answers.csv'), 'ID,Date,Score,Place\n1,2026-03-04,9,Payment\n');
    const map = 'id=ID,occurredAt=Date,nps=Score,touchpoint=Place';
    const importing = ['import', 'answers.csv', '--source', 'own-systems', '--map', map, ...own];
    expect(await runWarm(importing, { cwd: folder })).toMatchObject({ code: 0 });
    const second = await runWarm(['start', '--exit', '--now', now, '--port', port, ...own], { cwd: folder });
    expect(second.output).toMatch(/^1 signal from 1 source is stored/m);
    expect(readdirSync(join(folder, '.local'))).toEqual(['journeys']);
    expect(readdirSync(join(folder, '.local/journeys/my-journey/outbox'))).toHaveLength(1);
  }, 120_000);

  it('is not run over the sample of another', async () => {
    const data = temporaryFolder();
    writeFileSync(join(data, 'sample.json'), JSON.stringify({ now, queued: 0, posted: 0, done: true }));
    const journey = join(data, 'mine.yaml');
    const sample = readFileSync(join(root, 'journey.yaml'), 'utf8');
    writeFileSync(journey, sample.replace('id: joining-survey', 'id: welcome-survey'));
    expect(await runWarm(['start', '--exit', '--journey', journey, '--data', data])).toMatchObject({
      code: 2,
      output: expect.stringContaining('add --fresh'),
    });
  });
});

describe('with a table server of one’s own', () => {
  it('keeps the table there and none here, and does not empty it', async () => {
    const data = temporaryFolder();
    const server = await TableServer.start(root, join(temporaryFolder(), 'elsewhere.sqlite'));
    const own = ['--journey', join(root, 'journey.yaml'), '--data', data];
    const local = [...own, '--dynamodb-endpoint', server.endpoint];
    const file = join(data, 'answers.csv');
    writeFileSync(file, 'ID,Date,Score\n1,2026-03-04,9\n');
    const map = 'id=ID,occurredAt=Date,nps=Score';
    expect((await runWarm(['import', file, '--source', 'own-systems', '--map', map, ...local])).code).toBe(0);
    const words = ['start', '--exit', '--now', now, '--port', String(await freePort()), ...local];
    expect(await runWarm(words)).toMatchObject({ code: 0, output: expect.stringContaining('1 signal from 1 source') });
    expect(readdirSync(data).filter((name) => name.startsWith('table'))).toEqual([]);
    expect(await runWarm(['start', '--fresh', ...local])).toMatchObject({ code: 2 });
    await server.stop();
  }, 60_000);
});
