import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SignedDelivery } from '../../core/channels/channel.ts';
import { generic } from '../../core/channels/generic.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { sqsAnswers, startStandIn } from './aws-stand-in.ts';
import { root } from './stack.ts';

const bundleBytesMax = 1_000_000;
const folder = temporaryFolder();
let assets: string[];
let printed: string;

const bundles = () => assets.filter((asset) => existsSync(join(asset, 'index.js')));
const layerWith = (file: string): string => assets.find((asset) => existsSync(join(asset, file))) ?? '';
/** The one bundle that reads environment variables no other one reads all of. */
const bundleReading = (...variables: readonly string[]): string => {
  const found = bundles().filter((bundle) => {
    const code = readFileSync(join(bundle, 'index.js'), 'utf8');
    return variables.every((variable) => code.includes(variable));
  });
  expect(found, variables.join(', ')).toHaveLength(1);
  return found[0] ?? '';
};

/** Runs a script in a process that has the bundle as Lambda gives it: at the end of no node_modules. */
const run = async (bundle: string, script: string, environment: Readonly<Record<string, string>> = {}) => {
  const words = ['-e', `const bundle = require('./index.js'); ${script}`];
  const env = { AWS_REGION: 'eu-west-1', ...environment };
  return (await promisify(execFile)(process.execPath, words, { cwd: bundle, env })).stdout.trim();
};

/** What the bundle of receive answers, in a process like {@link run}'s that reaches AWS at an address. */
const post = async (source: string, { headers = {}, body = Buffer.alloc(0) }: Partial<SignedDelivery>, aws: string) => {
  const event = {
    rawPath: `/hooks/${source}`,
    rawQueryString: '',
    headers,
    body: String(body),
    pathParameters: { source },
    requestContext: { requestId: 'request-1', http: { method: 'POST' } },
  };
  const script = `bundle.handler(${JSON.stringify(event)}, {}).then(({ statusCode: status }) => {
    const hasUndici = process.moduleLoadList.some((name) => name.includes('undici'));
    console.log(JSON.stringify({ status, hasUndici }));
    process.exit();
  });`;
  const environment = {
    AWS_ENDPOINT_URL: aws,
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_SESSION_TOKEN: 'token',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    JOURNEY_FILE: join(layerWith('journey.json'), 'journey.json'),
    PUBLIC_URL: 'https://hooks.example',
    QUEUE_URL: `${aws}/queue`,
    STACK_NAME: 'ListeningPath',
    DEAD_LETTERS_URL: `${aws}/dead`,
    SECRET_ID: 'secret',
  };
  const printed = await run(bundleReading('PUBLIC_URL', 'QUEUE_URL'), script, environment);
  // Before it comes what CloudWatch reads metrics from.
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '');
};

// The local run loads the sources, so nothing else would notice that what is deployed does not even load.
describe('what is deployed', () => {
  beforeAll(() => {
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
    const environment = {
      CDK_OUTDIR: folder,
      CDK_VALIDATION: 'true',
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, page: 'true' }),
    };
    const { stdout, stderr, status } = spawnSync(process.execPath, ['bin/app.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });
    printed = stdout + stderr;
    expect(status, printed).toBe(0);
    assets = readdirSync(folder)
      .filter((name) => name.startsWith('asset.'))
      .map((name) => join(folder, name));
  }, 120_000);

  it('passes the rules of CloudFormation without a warning', () => {
    const report = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8'));
    expect(report.pluginReports).toEqual([]);
    expect(printed).not.toMatch(/warning|deprecated/i);
  });

  it('is one bundle per function, small enough to start quickly', () => {
    expect(bundles()).toHaveLength(9);
    for (const bundle of bundles()) expect(statSync(join(bundle, 'index.js')).size).toBeLessThan(bundleBytesMax);
  });

  it('is the page, and with it what nobody knows before it is deployed', () => {
    expect(readdirSync(layerWith('index.html'))).toContain('assets');
    const config = JSON.parse(readFileSync(join(layerWith('config.json'), 'config.json'), 'utf8'));
    expect(Object.keys(config.signIn)).toEqual(['issuer', 'clientId', 'domain']);
  });

  it('loads on its own as CommonJS, without a word', async () => {
    for (const bundle of bundles()) {
      expect(await run(bundle, 'console.log(typeof bundle.handler)')).toBe('function');
    }
  });

  it('leaves out of the SDK what Lambda never needs, at a cost in every cold start', () => {
    for (const bundle of bundles()) {
      const code = readFileSync(join(bundle, 'index.js'), 'utf8');
      // The chain of credential providers, and imports that make Node load undici.
      expect(code).not.toMatch(/AssumeRole|GetRoleCredentials|sso-oidc|\bimport\(/);
    }
  });

  it('answers a webhook for a source nobody has', async () => {
    expect(await post('nobody', {}, 'https://aws.example')).toMatchObject({ status: 404 });
  });

  it('queues a webhook, with the credentials it finds in its environment', async () => {
    const sources = { 'own-systems': ['gen-secret'] };
    const held = { SecretString: JSON.stringify({ customerKey: 'a key for this test', sources }) };
    const standIn = await startStandIn({ ...sqsAnswers, GetSecretValue: () => held });
    const body = Buffer.from('{"id":"r-1","occurredAt":"2026-03-02T09:20:00Z","text":"No signal."}');
    const answer = await post('own-systems', generic.sign({ url: '', body }, 'gen-secret', Date.now()), standIn.url);
    standIn.stop();

    expect(answer).toEqual({ status: 202, hasUndici: false });
    const [, queued] = standIn.calls;
    expect(standIn.calls.map(({ operation }) => operation)).toEqual(['GetSecretValue', 'SendMessageBatch']);
    expect(JSON.parse(queued?.input.Entries[0].MessageBody)).toMatchObject({ object: 'r-1', text: 'No signal.' });
    expect(queued?.headers.authorization).toContain('Credential=AKIDEXAMPLE/');
    expect(queued?.headers['x-amz-security-token']).toBe('token');
  });

  it('holds what charts are drawn with in a layer, with the licence of the font', () => {
    const layer = layerWith('resvg.wasm');
    expect(readdirSync(layer).sort()).toEqual(['OFL.txt', 'inter.ttf', 'resvg.wasm']);
    expect(readFileSync(join(layer, 'resvg.wasm')).subarray(0, 4)).toEqual(Buffer.from('\0asm'));
    expect(bundleReading('RESVG_WASM')).toBe(bundleReading('CHART_FONT'));
  });
});
