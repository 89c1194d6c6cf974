import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../setup/folder.ts';
import { root } from './stack.ts';

const bundleBytesMax = 1_500_000;
const folder = temporaryFolder();
let assets: string[];
let printed: string;

const bundles = () => assets.filter((asset) => existsSync(join(asset, 'index.js')));
const layerWith = (file: string): string => assets.find((asset) => existsSync(join(asset, file))) ?? '';
/** The one bundle that reads an environment variable nobody else reads. */
const bundleReading = (variable: string): string => {
  const found = bundles().filter((bundle) => readFileSync(join(bundle, 'index.js'), 'utf8').includes(variable));
  expect(found, variable).toHaveLength(1);
  return found[0] ?? '';
};

/** Runs a script in a process that has the bundle as Lambda gives it: at the end of no node_modules. */
const run = (bundle: string, script: string, environment: Readonly<Record<string, string>> = {}): string =>
  execFileSync(process.execPath, ['-e', `const bundle = require('./index.js'); ${script}`], {
    cwd: bundle,
    encoding: 'utf8',
    env: { AWS_REGION: 'eu-west-1', ...environment },
  }).trim();

// The local run loads the sources, so nothing else would notice that what is deployed does not even load.
describe('what is deployed', () => {
  beforeAll(() => {
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
    const environment = { CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) };
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
    expect(bundles()).toHaveLength(4);
    for (const bundle of bundles()) expect(statSync(join(bundle, 'index.js')).size).toBeLessThan(bundleBytesMax);
  });

  it('loads on its own as CommonJS, without a word', () => {
    for (const bundle of bundles()) {
      expect(run(bundle, 'console.log(typeof bundle.handler)')).toBe('function');
    }
  });

  it('answers a webhook for a source nobody has', () => {
    const event = {
      rawPath: '/hooks/nobody',
      rawQueryString: '',
      headers: {},
      pathParameters: { source: 'nobody' },
      requestContext: { http: { method: 'POST' } },
    };
    const script = `bundle.handler(${JSON.stringify(event)}, {}).then(({ statusCode }) => console.log(statusCode));`;
    const environment = {
      JOURNEY_FILE: join(layerWith('journey.json'), 'journey.json'),
      PUBLIC_URL: 'https://hooks.example',
      QUEUE_URL: 'https://sqs.example/queue',
      DEAD_LETTERS_URL: 'https://sqs.example/dead',
      SECRET_ID: 'secret',
    };
    const [receive = ''] = bundles().filter((bundle) => {
      const code = readFileSync(join(bundle, 'index.js'), 'utf8');
      return code.includes('PUBLIC_URL') && code.includes('QUEUE_URL');
    });
    expect(run(receive, script, environment)).toBe('404');
  });

  it('holds what charts are drawn with in a layer, with the licence of the font', () => {
    const layer = layerWith('resvg.wasm');
    expect(readdirSync(layer).sort()).toEqual(['OFL.txt', 'inter.ttf', 'resvg.wasm']);
    expect(readFileSync(join(layer, 'resvg.wasm')).subarray(0, 4)).toEqual(Buffer.from('\0asm'));
    expect(bundleReading('RESVG_WASM')).toBe(bundleReading('CHART_FONT'));
  });
});
