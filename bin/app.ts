import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { knownChannels } from '../core/channels/all.ts';
import { InvalidJourney } from '../core/errors.ts';
import { deploymentWith } from '../core/journey/deployment.ts';
import { readJourney } from '../core/journey/read.ts';
import { ListeningPathStack } from '../lib/listening-path-stack.ts';

const app = new App();
const file: string = app.node.tryGetContext('journey') ?? 'journey.yaml';
const read = readJourney(readFileSync(file, 'utf8'), { fileName: file, ...knownChannels });
if (!read.ok) throw new InvalidJourney(read.problems);
const settings = deploymentWith(read.deployment, (name) => app.node.tryGetContext(name));
if (!settings.ok) throw new InvalidJourney(settings.problems);
const { deployment } = settings;
new ListeningPathStack(app, ['ListeningPath', deployment.stage ?? []].flat().join('-'), {
  journey: read.journey,
  deployment,
  ...(deployment.region !== undefined && { env: { region: deployment.region } }),
});
app.synth();
