import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { knownChannels } from '../core/channels/all.ts';
import { InvalidJourney, ListeningPathError, UsageError } from '../core/errors.ts';
import { deploymentWith, doubtsAbout } from '../core/journey/deployment.ts';
import { closest } from '../core/journey/problems.ts';
import { readJourney } from '../core/journey/read.ts';
import { Deployment } from '../core/journey/schema.ts';
import { ListeningPathStack } from '../lib/listening-path-stack.ts';

const app = new App();
const known = ['journey', ...Object.keys(Deployment.shape)];

/** Passed over in silence, a mistyped `-c` would deploy over the stack that was not meant. */
const refuseUnknown = (): void => {
  // The CDK's own have punctuation in their names.
  for (const name of Object.keys(app.node.getAllContext()).filter((one) => /^\w+$/.test(one))) {
    if (known.includes(name)) continue;
    const meant = closest(name, known);
    if (name === 'stackName') {
      throw new UsageError('-c stackName: a stack is named by its stage now; -c stage=dev deploys ListeningPath-dev');
    }
    throw new UsageError(
      `-c ${name}: there is no such setting; ${meant ? `did you mean ${meant}?` : `use one of ${known.join(', ')}`}`,
    );
  }
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`-c journey: there is no ${file} here that can be read`);
  }
};

/** Builds the page into a folder of its own, which the stack copies. */
const withPage = async (use: (folder: string) => void): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'listening-path-page-'));
  try {
    // Loaded only where it is needed: what builds the page is larger than all the rest.
    const { buildPage } = await import('../web/build.ts');
    await buildPage(folder);
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const synthesize = async (): Promise<void> => {
  refuseUnknown();
  const file: string = app.node.tryGetContext('journey') ?? 'journey.yaml';
  const read = readJourney(readText(file), { fileName: file, ...knownChannels });
  if (!read.ok) throw new InvalidJourney(read.problems);
  const settings = deploymentWith(read.deployment, (name) => app.node.tryGetContext(name));
  if (!settings.ok) throw new UsageError(settings.problems.join('\n'));
  const { journey, definitions } = read;
  const { deployment } = settings;
  const name = deployment.stage === undefined ? 'ListeningPath' : `ListeningPath-${deployment.stage}`;
  console.error(`${name}: the journey of ${journey.organisation.name}, from ${file}`);
  for (const doubt of doubtsAbout(deployment)) console.error(`warning: ${doubt}`);
  const place = deployment.region === undefined ? {} : { env: { region: deployment.region } };
  const props = { journey, deployment, ...place };
  if (deployment.page)
    await withPage((folder) => new ListeningPathStack(app, name, { ...props, page: { folder, definitions } }));
  else new ListeningPathStack(app, name, props);
  app.synth();
};

try {
  await synthesize();
} catch (error) {
  if (!(error instanceof ListeningPathError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
