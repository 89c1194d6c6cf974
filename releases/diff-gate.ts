import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { stackName, synthesize } from '../local/assembly.ts';
import { compare, normalised, type Template } from './compare.ts';

const help = `diff-gate: says what an upgrade does to a stack, and refuses one that would lose something

  npm run diff-gate                    from the last release, before any from the first baseline, to this code, with its journey
  npm run diff-gate -- --release       the same; then this code and journey.yaml become the last release
  npm run diff-gate -- BEFORE AFTER    from one template to another, both JSON files: what is deployed, and cdk.out's

It ends with 0 when nothing would be lost, with 1 when something would, and with 2 when it cannot tell.
`;

const root = resolve(import.meta.dirname, '..');
const releasedTemplate = join(import.meta.dirname, 'template.json');
const releasedJourney = join(import.meta.dirname, 'journey.yaml');

interface Release {
  readonly version: string;
  readonly template: Template;
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

const templateOf = async (journeyFile: string): Promise<Template> => {
  const folder = mkdtempSync(join(tmpdir(), 'listening-path-release-'));
  try {
    await synthesize(root, folder, journeyFile, {});
    return readJson(join(folder, `${stackName}.template.json`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Says what the upgrade does. */
const isHarmless = (from: string, before: Template, after: Template): boolean => {
  const { losses, steps } = compare(before, after);
  console.log(steps.length === 0 ? `From ${from} nothing changes but code.` : `From ${from}, an upgrade`);
  for (const step of steps) console.log(`  ${step}`);
  if (losses.length === 0) return true;
  console.error('\nIt would lose what nobody brings back, or what others rely on:');
  for (const loss of losses) console.error(`  ${loss}`);
  return false;
};

const writeRelease = async (): Promise<void> => {
  const { version } = readJson(join(root, 'package.json'));
  const template = normalised(await templateOf(join(root, 'journey.yaml')));
  const release: Release = { version, template };
  writeFileSync(releasedTemplate, `${JSON.stringify(release, null, 1)}\n`);
  copyFileSync(join(root, 'journey.yaml'), releasedJourney);
  console.log(`\n${version} is the last release now: commit releases/ with it.`);
};

const run = async (): Promise<boolean> => {
  const options = { help: { type: 'boolean', short: 'h' }, release: { type: 'boolean' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.help) {
    console.log(help);
    return true;
  }
  const [before, after, ...rest] = positionals;
  if (before !== undefined) {
    if (after === undefined || rest.length > 0 || values.release) throw new Error('takes two templates, or none');
    return isHarmless(before, readJson(before), readJson(after));
  }
  if (existsSync(releasedTemplate)) {
    const { version, template }: Release = readJson(releasedTemplate);
    if (!isHarmless(version, template, await templateOf(releasedJourney))) return false;
  } else if (!values.release) throw new Error('there is no release to compare with: --release makes the first');
  if (values.release) await writeRelease();
  return true;
};

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(
    `diff-gate: ${error instanceof Error ? error.message : String(error)}\nSee npm run diff-gate -- --help`,
  );
  process.exitCode = 2;
}
