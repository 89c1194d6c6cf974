import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stackName } from '../local/assembly.ts';

/**
 * What synthesizing costs: CPU and seconds of a fresh process, as it is deployed (every function bundled, the template
 * checked against CloudFormation's rules) and as the local run does it (neither); as a ratio to an app whose one stack is
 * empty. The target is 15 s on two cores for the first, and fewer than 400 resources of the 500 that a stack may have.
 *
 * Does not model what the CDK's command line adds, nor uploading the bundles.
 */
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'listening-path-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const rounds = 3;

interface Measurement {
  readonly cpuSeconds: number;
  readonly seconds: number;
}

const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
const unbundled = { ...context, 'aws:cdk:bundling-stacks': [] };
const empty = `import { App, Stack } from 'aws-cdk-lib';
  const app = new App();
  new Stack(app, 'Empty').templateOptions.description = 'nothing';
  app.synth();`;

const subjects = [
  { name: 'empty app', words: ['--input-type=module', '--eval', empty], context, validation: 'true' },
  { name: 'as deployed', words: ['bin/app.ts'], context, validation: 'true' },
  { name: 'as run locally', words: ['bin/app.ts'], context: unbundled, validation: 'false' },
];

/** `times` of a shell counts the bundler's processes as well, which Node's own figures do not. */
const measure = ({ name, words, context, validation }: (typeof subjects)[number]): Measurement => {
  const beganMs = performance.now();
  const printed = execFileSync('sh', ['-c', '"$@" >&2; times', 'sh', process.execPath, ...words], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      ...process.env,
      CDK_OUTDIR: join(folder, name),
      CDK_CONTEXT_JSON: JSON.stringify(context),
      ...(validation === 'false' && { CDK_VALIDATION: validation }),
    },
  });
  const seconds = (performance.now() - beganMs) / 1_000;
  const children = printed.trim().split('\n')[1] ?? '';
  const parts = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  if (readdirSync(join(folder, name)).length === 0) throw new Error(`bench: ${name} synthesized nothing`);
  return { seconds, cpuSeconds: parts.reduce((sum, part) => sum + part, 0) };
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const measured = new Map(subjects.map(({ name }): [string, Measurement[]] => [name, []]));
for (let round = 0; round < rounds; round += 1)
  for (const subject of subjects) measured.get(subject.name)?.push(measure(subject));

const medianOf = (name: string, field: keyof Measurement): number =>
  median((measured.get(name) ?? []).map((measurement) => measurement[field]));
for (const { name } of subjects) {
  const [cpu, seconds] = [medianOf(name, 'cpuSeconds'), medianOf(name, 'seconds')];
  const ratio = (cpu / medianOf('empty app', 'cpuSeconds')).toFixed(1);
  console.log(
    `${name.padEnd(15)} ${cpu.toFixed(1).padStart(5)} s CPU  ${seconds.toFixed(1).padStart(5)} s  ${ratio} × empty app`,
  );
}
const { Resources } = JSON.parse(readFileSync(join(folder, 'as deployed', `${stackName}.template.json`), 'utf8'));
console.log(`${Object.keys(Resources).length} resources`);
