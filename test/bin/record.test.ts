import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { root } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type AwsServer, serveAws } from './aws-server.ts';
import { listeningPath, run, runWarm } from './command-line.ts';

const dataFolder = temporaryFolder();
const name = 'Elsewhere';
const payload = JSON.stringify({ id: 'the-answer-of-ines', occurredAt: '2026-03-02T09:20:00Z', text: 'Too slow.' });
const logged: string[] = [];
let aws: AwsServer;

beforeAll(async () => {
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'WARN');
  aws = await serveAws({ name, dataFolder, logged });
});

afterAll(async () => {
  await aws.close();
  vi.unstubAllEnvs();
});

const here = ['--data', dataFolder];
/** A journey with sources that came after what is deployed. */
const withLater = join(dataFolder, 'later.yaml');
const later = `sources:
  - { id: later, channel: generic, medium: web, defaultTouchpoint: website }
  - { id: calls, channel: amazon-connect, medium: phone, defaultTouchpoint: website }
`;
writeFileSync(withLater, readFileSync(join(root, 'journey.yaml'), 'utf8').replace('sources:\n', later));
const wished = () => JSON.parse(readFileSync(join(dataFolder, 'secrets.json'), 'utf8')).recordUntilMs ?? {};
const until = async (isSo: () => boolean) => {
  while (!isSo()) await sleepMs(50);
};
const send = () => run(['send', '-', '--source', 'own-systems', ...here], { input: payload });

const expectShape = (output: string) => {
  const recording = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1));
  expect(recording).toMatchObject({
    source: 'own-systems',
    verdict: 'ok',
    scheme: 'x-signature: HMAC-SHA256 (hex) over timestamp.body, with the current secret',
    body: { id: 'text 18', occurredAt: 'time with offset', text: 'text 9' },
    reads: ['perceptive signal, part record'],
    answered: 202,
  });
  expect(output).not.toContain('ines');
};

describe('record', () => {
  it('reads the shape of the next delivery out of a deployed stack’s log, and takes its wish back', async () => {
    // A warning goes to standard error; to Lambda both are the log.
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => logged.push(String(chunk)) > 0);
    const waiting = listeningPath(['record', 'own-systems', '--stack', name], { env: aws.env });
    await until(() => wished()['own-systems'] !== undefined);
    expect((await send()).output).toBe('202 accepted: 1 signal\n');
    expect(await waiting.ended).toBe(0);
    vi.restoreAllMocks();
    expectShape(waiting.output());
    expect(wished()).toEqual({});
    expect(logged.join('')).not.toContain('ines');
  });

  it('keeps the shape of the next delivery to the local run, and its bytes where they are wanted', async () => {
    const waiting = listeningPath(['record', 'own-systems', '--raw', ...here]);
    await until(() => existsSync(join(dataFolder, 'recordings/own-systems.wanted')));
    await send();
    expect(await waiting.ended).toBe(0);
    expectShape(waiting.output());
    expect(readFileSync(join(dataFolder, 'recordings/own-systems.raw'), 'utf8')).toMatch(
      new RegExp(`^POST /hooks/own-systems HTTP/1.1\\r\\n[^]*\\r\\n\\r\\n${payload.replaceAll('.', '\\.')}$`),
    );
    await send();
    expect(existsSync(join(dataFolder, 'recordings/own-systems.wanted'))).toBe(false);
  });

  it('keeps no body of a deployed stack', async () => {
    const result = await runWarm(['record', 'own-systems', '--raw', '--stack', name], { env: aws.env });
    expect(result).toMatchObject({ code: 2, output: expect.stringContaining('--raw is for the local run') });
  });

  it('waits for nothing that cannot come: the run is down, or what is deployed has no such source', async () => {
    const data = temporaryFolder();
    expect(await runWarm(['record', 'own-systems', '--data', data])).toEqual({
      code: 1,
      output: `listening-path: record: the local run is down; start it with \`npm start -- --data ${data}\`\n`,
    });
    expect(await runWarm(['record', 'later', '--journey', withLater, '--stack', name], { env: aws.env })).toEqual({
      code: 1,
      output: 'listening-path: record: later is not deployed, so nothing can come; `npx cdk deploy` deploys it\n',
    });
    expect(wished()).toEqual({});
  });
});

describe('send --sample', () => {
  it('posts an invented payload of the source’s tool, and says what is read of it', async () => {
    const sent = await runWarm(['send', '--sample', 'typeform', '--source', 'joining-survey', ...here]);
    expect(sent).toEqual({ code: 0, output: '202 accepted: 1 signal\n' });
    const solved = await runWarm(['send', '--sample', 'zendesk-solved', '--source', 'help-desk-tickets', ...here]);
    expect(solved).toEqual({ code: 0, output: '202 accepted: 1 signal\n' });
  });

  it('puts an event of AWS itself where a rule takes it, and says so where none does or it is no event', async () => {
    const send = (words: readonly string[], input = '') =>
      run(['send', ...words, '--source', 'calls', '--journey', withLater, ...here], { input });
    expect(await send(['--sample', 'amazon-connect'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('no rule of the stack takes this event'),
    });
    expect(await send(['-'], 'ines@example.org')).toEqual({ code: 1, output: 'listening-path: send: must be JSON\n' });
    expect(await send(['-'], '["ines"]')).toEqual({
      code: 1,
      output: 'listening-path: send: must be one JSON object, an event of EventBridge\n',
    });
  });

  it('names the samples there are when there is no such one', async () => {
    const wrong = await runWarm(['send', '--sample', 'typeform', '--source', 'help-desk-tickets', ...here]);
    expect(wrong).toEqual({
      code: 2,
      output:
        'listening-path: --sample: help-desk-tickets is a source of zendesk, and "typeform" is no sample of it; it has zendesk, zendesk-solved, zendesk-trigger\n',
    });
  });
});
