import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { knownChannels } from '../core/channels/all.ts';
import { InvalidJourney } from '../core/errors.ts';
import { readJourney } from '../core/journey/read.ts';
import { ListeningPathStack } from '../lib/listening-path-stack.ts';

const app = new App();
const file: string = app.node.tryGetContext('journey') ?? 'journey.yaml';
const read = readJourney(readFileSync(file, 'utf8'), { fileName: file, ...knownChannels });
if (!read.ok) throw new InvalidJourney(read.problems);
new ListeningPathStack(app, app.node.tryGetContext('stackName') ?? 'ListeningPath', { journey: read.journey });
app.synth();
