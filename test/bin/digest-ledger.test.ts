import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Queue } from '../../aws/queue.ts';
import type { Signal } from '../../core/signal.ts';
import { root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type AwsServer, serveAws } from './aws-server.ts';
import { runWarm } from './command-line.ts';

const dataFolder = temporaryFolder();
/** Where the commands are typed: it has the journey and nothing else. */
const cwd = temporaryFolder();
const due = '2026-03-09T07:00:00Z';
const audience = 'customer-experience';
let aws: AwsServer;

const answer = (object: string, occurredAt: string, nps: number, revision = ''): Signal => ({
  source: 'own-systems',
  object,
  part: 'record',
  revision: [revision, ''],
  kind: 'perceptive',
  occurredAt,
  customer: {},
  touchpoint: 'monthly-bill',
  scores: { nps },
  measures: {},
  attributes: {},
});
const store = async (...signals: Signal[]) => {
  const queue = new Queue(aws.stack.signalQueueUrl, aws.stack.adminSdk);
  await queue.send(signals.map((signal) => ({ body: JSON.stringify(signal) })));
  await aws.stack.drain();
};
/** Twenty answers of a week: as many nines as ones, and NPS 0. */
const week = (monday: string) =>
  Array.from({ length: 20 }, (_, index) => answer(`${monday}-${index}`, `${monday}T10:00:00.000Z`, index < 10 ? 9 : 1));

const here = (...words: string[]) => runWarm(['digest', ...words, '--data', dataFolder], { cwd });
const there = (...words: string[]) => runWarm(['digest', ...words, '--stack', 'Elsewhere'], { cwd, env: aws.env });

beforeAll(async () => {
  copyFileSync(join(root, 'journey.yaml'), join(cwd, 'journey.yaml'));
  aws = await serveAws({ name: 'Elsewhere', dataFolder });
});
afterAll(() => aws.close());

describe('the digests that were sent', () => {
  it('are none before one was due', async () => {
    expect(await here('--list')).toMatchObject({ code: 0, output: expect.stringContaining('holds no digest') });
    expect(await here('--audience', audience, '--reproduce', due)).toMatchObject({
      code: 2,
      output: expect.stringContaining('none was sent to this audience yet'),
    });
  });

  it('are listed by audience and time, with what became of them, and to nobody by name', async () => {
    await store(...week('2026-02-23'), ...week('2026-03-02'));
    await aws.stack.functionFrom('functions/digest.ts').invoke({ audience, scheduledTime: due });
    for (const command of [here, there]) {
      const { code, output } = await command('--list');
      expect(code).toBe(0);
      expect(output).toMatch(/^customer-experience {2}2026-03-09T07:00:00Z {2}1 sent {2}\S/m);
      expect(output).not.toContain('@');
    }
    expect(JSON.parse((await here('--list', '--audience', audience, '--json')).output)).toEqual([
      { audience, due, mails: { SENT: 1 }, subject: expect.any(String) },
    ]);
  });

  it('are written as they left, byte by byte, and nothing is restated that did not change', async () => {
    const outbox = join(dataFolder, 'outbox');
    const [sent = ''] = readdirSync(outbox).filter((name) => name.startsWith(audience));
    for (const [command, asked] of [
      [here, '2026-03-09'],
      [there, '2026-03-09T08:00:00+01:00'],
    ] as const) {
      const { code, output } = await command('--audience', audience, '--reproduce', asked, '--out', 'mail.eml');
      expect([code, output.split('\n').slice(1)]).toEqual([0, ['mail.eml', '', 'Nothing changed since.', '']]);
      expect(readFileSync(join(cwd, 'mail.eml')).equals(readFileSync(join(outbox, sent)))).toBe(true);
    }
    const { text = '' } = await PostalMime.parse(readFileSync(join(cwd, 'mail.eml')));
    expect(text).toContain('20 signals (20 the week before)');
  });

  it('say what late answers and corrections made of their figures, and what those were', async () => {
    await store(
      ...Array.from({ length: 5 }, (_, index) => answer(`late-${index}`, '2026-03-08T22:00:00.000Z', 10)),
      answer('2026-03-02-19', '2026-03-02T10:00:00.000Z', 9, '2'),
      answer('2026-02-23-0', '2026-03-16T10:00:00.000Z', 9, '2'),
    );
    for (const command of [here, there]) {
      const { output } = await command('--audience', audience, '--reproduce', due);
      expect(output.split('\n').slice(3, -1)).toEqual([
        'restated: Signals: 20, now 25',
        'restated: Signals of the week before: 20, now 19',
        'restated: Overall NPS: 0 (n 20), now +28 (n 25)',
        'restated: Overall NPS of the week before: 0 (n 20), now −5 (n 19)',
        'restated: Monthly bill NPS: 0 (n 20), now +28 (n 25)',
      ]);
    }
    const [first] = JSON.parse((await here('--audience', audience, '--reproduce', due, '--json')).output).restated;
    expect(first).toEqual({ what: 'Signals', was: '20', now: '25' });
    const { text = '' } = await PostalMime.parse(
      readFileSync(join(dataFolder, 'outbox', `reproduced-${audience}-2026-03-09T07-00-00Z.eml`)),
    );
    expect(text).toContain('20 signals (20 the week before)');
  });

  it('are not held against what the journey or its retention no longer lets compare, and say so', async () => {
    const yaml = readFileSync(join(root, 'journey.yaml'), 'utf8');
    const sender = '  sender: listening@faromovil.example\n';
    writeFileSync(join(cwd, 'short.yaml'), yaml.replace(sender, `${sender}  retentionDays: 100\n`));
    writeFileSync(
      join(cwd, 'monthly.yaml'),
      yaml.replace('cadence: weekly\n    weekday: monday\n', 'cadence: monthly\n    day: 1\n'),
    );
    const lines = async (journey: string) => {
      const { output } = await here('--audience', audience, '--reproduce', due, '--journey', journey);
      return output.split('\n').slice(3, -1);
    };
    const gone = await lines('short.yaml');
    expect([gone[0], gone.at(-1)]).toEqual([
      'restated: Signals: 20, now 25',
      'Findings are not compared: signals of its periods are gone by their retention. Counts stay.',
    ]);
    expect(await lines('monthly.yaml')).toEqual([expect.stringMatching(/^Its figures are not compared: the cadence/)]);
  });

  it('are not guessed: a time without one is told those there are', async () => {
    expect(await here('--audience', audience, '--reproduce', '2026-03-16')).toMatchObject({
      code: 2,
      output: expect.stringContaining(`it holds ${due}`),
    });
    await aws.stack.functionFrom('functions/digest.ts').invoke({ audience, scheduledTime: '2026-03-09T19:00:00Z' });
    expect(await here('--audience', audience, '--reproduce', '2026-03-09')).toMatchObject({
      code: 2,
      output: expect.stringContaining(`several of then; it holds ${due}, 2026-03-09T19:00:00Z`),
    });
  });

  it.each([
    [['--reproduce', due], 'whose digest?'],
    [['--list', '--to', 'ana@example.org'], 'cannot be used with'],
    [['--audience', 'care-teem', '--list'], 'did you mean `care-team`?'],
  ])('are asked for in ways that make sense, unlike %j', async (words, mend) => {
    expect(await here(...words)).toMatchObject({ code: 2, output: expect.stringContaining(mend) });
  });
});
