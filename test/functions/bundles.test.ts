import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, expect, inject, it } from 'vitest';
import { stackName } from '../../local/assembly.ts';
import { Template } from '../../local/template.ts';
import { temporaryFolder } from '../setup/folder.ts';

const root = resolve(import.meta.dirname, '../..');
const verbs = ['receive', 'score', 'digest'];
const folder = temporaryFolder();

beforeAll(async () => {
  // As lib/handler.ts tells CDK to bundle.
  await build({
    entryPoints: verbs.map((verb) => join(root, `functions/${verb}.ts`)),
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
  });
});

/** Runs a script beside the bundles as Lambda would: CommonJS, with the environment the template declares. */
const inLambda = (script: string): string => {
  const template = new Template(inject('assemblyFolder'), stackName, { apiUrl: 'https://api.example' });
  const [layer] = template.ofType('AWS::Lambda::LayerVersion');
  const JOURNEY_FILE = join(template.assetFolder(layer?.properties.Content.S3Key), 'journey.json');
  const declared = template.ofType('AWS::Lambda::Function').map(({ properties }) => properties.Environment.Variables);
  const env = { ...process.env, ...Object.assign({}, ...declared), JOURNEY_FILE, AWS_REGION: 'eu-west-1' };
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: folder, env, encoding: 'utf8' });
  return `${stdout}${stderr}`;
};

it.each(verbs)('%s is a handler in its CommonJS bundle', (verb) => {
  expect(inLambda(`console.log(typeof require('./${verb}.js').handler)`)).toBe('function\n');
});

it('a bundled receive answers an unknown source 404 without calling anything', () => {
  const event = {
    rawPath: '/hooks/nobody',
    rawQueryString: '',
    headers: {},
    pathParameters: { source: 'nobody' },
    requestContext: { http: { method: 'POST' } },
  };
  const script = `require('./receive.js').handler(${JSON.stringify(event)}, {}).then(({ statusCode }) => console.log(statusCode))`;
  expect(inLambda(script)).toBe('404\n');
});
