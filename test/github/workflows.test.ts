import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolder } from '../setup/folder.ts';

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}

const root = join(import.meta.dirname, '../..');
const folder = join(root, '.github/workflows');
const texts = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const workflows = Object.entries(texts).map(([name, text]): [string, Workflow] => [name, parse(text)]);
const jobsOf = ({ jobs }: Workflow) => Object.values(jobs);
const stepsOf = (workflow: Workflow) => jobsOf(workflow).flatMap(({ steps }) => steps);

describe.each(workflows)('%s', (name, workflow) => {
  it('knows no secret: nobody can steal a key that does not exist', () => {
    expect(texts[name]).not.toMatch(/secrets\.|aws-access-key-id|AWS_ACCESS_KEY_ID|AWS_SECRET/i);
  });

  it('may read the code, and prove who it is only where it deploys from a protected environment', () => {
    expect(workflow.permissions).toEqual(expect.not.objectContaining({ 'id-token': 'write' }));
    for (const { permissions = workflow.permissions, environment } of jobsOf(workflow)) {
      const proof = environment === undefined ? {} : { 'id-token': 'write' };
      expect(permissions).toEqual({ contents: 'read', ...proof });
    }
  });

  it('runs no script of a package where it can prove who it is, and builds nothing there', () => {
    const deploying = jobsOf(workflow).filter(({ environment }) => environment !== undefined);
    const runs = deploying.flatMap(({ steps }) => steps).map(({ run = '' }) => run);
    expect(runs.filter((run) => /npm (ci|install)(?! --ignore-scripts)|npm (t\b|test)|cdk synth/.test(run))).toEqual(
      [],
    );
    const cdk = runs.filter((run) => /cdk (deploy|diff)/.test(run));
    for (const run of cdk) expect(run).toContain('--app cdk.out');
  });

  it('runs other people’s actions at a commit that cannot move, and leaves them no token', () => {
    for (const { uses } of stepsOf(workflow)) if (uses) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    const checkouts = stepsOf(workflow).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    for (const checkout of checkouts) expect(checkout.with).toEqual({ 'persist-credentials': false });
  });

  it('puts nothing that somebody typed into a command: it could be a command itself', () => {
    for (const { run = '' } of stepsOf(workflow)) expect(run).not.toContain('${{');
  });

  it('runs scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const runs = stepsOf(workflow).map(({ run = '' }) => run);
    const called = runs.flatMap((run) =>
      [...run.matchAll(/npm run (?:--silent )?([\w-]+)/g)].map(([, script]) => script),
    );
    for (const script of called) expect(scripts).toHaveProperty(script ?? '');
  });
});

describe('the loss gate of a deployment', () => {
  const [, workflow] = workflows.find(([name]) => name === 'deploy.yml') ?? expect.fail('there is no deploy.yml');
  const { run = '' } = stepsOf(workflow).find(({ name }) => name?.startsWith('Find the stack')) ?? {};

  /** The step after a synthesis that said this of its stack, with the environment's AWS_REGION. */
  const find = (environment: string | undefined, AWS_REGION: string) => {
    const cwd = temporaryFolder();
    const GITHUB_ENV = join(cwd, 'env');
    const manifest = JSON.parse(readFileSync(join(inject('assemblyFolder'), 'manifest.json'), 'utf8'));
    if (environment !== undefined) manifest.artifacts.ListeningPath.environment = environment;
    mkdirSync(join(cwd, 'cdk.out'));
    writeFileSync(join(cwd, 'cdk.out/manifest.json'), JSON.stringify(manifest));
    writeFileSync(GITHUB_ENV, '');
    const { status, stdout } = spawnSync('bash', ['-e', '-c', run], {
      cwd,
      env: { ...process.env, AWS_REGION, GITHUB_ENV },
    });
    return { status, said: stdout.toString(), env: readFileSync(GITHUB_ENV, 'utf8') };
  };

  it.each([
    ['the journey names no region', undefined],
    ['the journey names the same region', 'aws://unknown-account/eu-west-1'],
  ])('looks for the stack by its name when %s', (_, environment) => {
    expect(find(environment, 'eu-west-1')).toEqual({ status: 0, said: '', env: 'STACK=ListeningPath\n' });
  });

  it('is not skipped as a first deployment when the journey deploys elsewhere: nothing is deployed then', () => {
    expect(find('aws://unknown-account/us-east-1', 'eu-west-1')).toEqual({
      status: 1,
      said: expect.stringContaining("deploys to us-east-1, and the environment's AWS_REGION is 'eu-west-1'"),
      env: '',
    });
  });
});
