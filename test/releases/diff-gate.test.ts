import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { stackName, synthesize } from '../../local/assembly.ts';
import { compare } from '../../releases/compare.ts';
import { temporaryFolder } from '../setup/folder.ts';

const root = join(import.meta.dirname, '../..');
const releases = join(root, 'releases');
const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

it('lets the present code follow the last release, with the journey of that release', async () => {
  const folder = temporaryFolder();
  await synthesize(root, folder, join(releases, 'journey.yaml'));
  const { template } = readJson(join(releases, 'template.json'));
  expect(compare(template, readJson(join(folder, `${stackName}.template.json`))).losses).toEqual([]);
});

describe('on the command line', () => {
  const folder = temporaryFolder();
  const [before, more, without] = ['before.json', 'more.json', 'without.json'].map((name) => join(folder, name));

  beforeAll(() => {
    const file = join(inject('assemblyFolder'), `${stackName}.template.json`);
    copyFileSync(file, before ?? '');
    const template = readJson(file);
    template.Resources.More = { Type: 'AWS::SNS::Topic' };
    writeFileSync(more ?? '', JSON.stringify(template));
    template.Resources = {};
    writeFileSync(without ?? '', JSON.stringify(template));
  });

  const run = (...words: (string | undefined)[]) => {
    const all = [join(releases, 'diff-gate.ts'), ...words.map((word) => word ?? '')];
    return spawnSync(process.execPath, all, { encoding: 'utf8' });
  };

  it('ends with 0 and what an upgrade does when nothing is lost', () => {
    const { status, stdout, stderr } = run(before, more);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('adds SNS Topic: More');
  });

  it('ends with 1 and what is lost when something is', () => {
    const { status, stderr } = run(before, without);
    expect(status).toBe(1);
    expect(stderr).toMatch(/GlobalTable StoreTable\w+ is removed: it holds every signal/);
  });

  it('ends with 2 when it cannot tell', () => {
    for (const words of [[before], [before, 'nowhere.json'], ['--relase'], [before, more, '--release']])
      expect(run(...words).status, words.join(' ')).toBe(2);
  });

  it('says how it is used', () => {
    const { status, stdout } = run('--help');
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('--release') });
  });
});
