import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Engines } from '../../local/aws.ts';
import type { LocalStack } from '../../local/stack.ts';
import { bringUp } from '../e2e/run.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { type AwsServer, serveAws } from './aws-server.ts';
import { listeningPath, run } from './command-line.ts';

const dataFolder = temporaryFolder();
const name = 'Elsewhere';
const payload = JSON.stringify({ id: 'the-answer-of-ines', occurredAt: '2026-03-02T09:20:00Z', text: 'Too slow.' });
const logged: string[] = [];
let stack: LocalStack;
let aws: AwsServer;

beforeAll(async () => {
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'WARN');
  let engines: Engines | undefined;
  const keep = (made: Engines): Engines => {
    engines = made;
    return made;
  };
  stack = await bringUp({ dataFolder, engines: keep });
  if (engines === undefined) throw new Error('the stack came up without engines');
  aws = await serveAws({ name, stack, engines, dataFolder, logged });
});

afterAll(async () => {
  await aws.close();
  await stack.down();
  vi.unstubAllEnvs();
});

const here = ['--data', dataFolder];
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
    const result = await run(['record', 'own-systems', '--raw', '--stack', name], { env: aws.env });
    expect(result).toMatchObject({ code: 2, output: expect.stringContaining('--raw is for the local run') });
  });
});

describe('send --sample', () => {
  it('posts an invented payload of the source’s tool, and says what is read of it', async () => {
    const sent = await run(['send', '--sample', 'typeform', '--source', 'joining-survey', ...here]);
    expect(sent).toEqual({ code: 0, output: '202 accepted: 1 signal\n' });
    const solved = await run(['send', '--sample', 'zendesk-solved', '--source', 'help-desk-tickets', ...here]);
    expect(solved).toEqual({ code: 0, output: '202 accepted: 1 signal\n' });
  });

  it('names the samples there are when there is no such one', async () => {
    const wrong = await run(['send', '--sample', 'typeform', '--source', 'help-desk-tickets', ...here]);
    expect(wrong).toEqual({
      code: 2,
      output:
        'listening-path: --sample: help-desk-tickets is a source of zendesk, and "typeform" is no sample of it; it has zendesk, zendesk-solved, zendesk-trigger\n',
    });
  });
});
