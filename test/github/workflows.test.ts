import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly permissions?: unknown;
  readonly environment?: string;
  readonly steps: readonly { readonly uses?: string; readonly run?: string; readonly with?: Record<string, unknown> }[];
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
