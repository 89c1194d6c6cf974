import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App } from 'aws-cdk-lib';
import { knownChannels } from '../../core/channels/all.ts';
import { readJourney } from '../../core/journey/read.ts';
import type { Deployment, Journey } from '../../core/journey/schema.ts';
import { type BuiltPage, ListeningPathStack } from '../../lib/listening-path-stack.ts';
import { temporaryFolder } from '../setup/folder.ts';

export const root = resolve(import.meta.dirname, '../..');

const readSample = () => {
  const yaml = readFileSync(join(root, 'journey.yaml'), 'utf8');
  const read = readJourney(yaml, { fileName: 'journey.yaml', ...knownChannels });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read;
};

export const sampleJourney = (): Journey => readSample().journey;

/** A page as small as one can be, in the place of the built one. */
export const smallPage = (): BuiltPage => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Page</title>');
  writeFileSync(join(folder, 'assets/main-abc.js'), '');
  return { folder, definitions: readSample().definitions };
};

/** The stack of a journey, with the feature flags of cdk.json and without bundles. */
export const stackOf = (journey: Journey, settings: Partial<Deployment> = {}, page?: BuiltPage): ListeningPathStack => {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
  const app = new App({ outdir: temporaryFolder(), context: { ...context, 'aws:cdk:bundling-stacks': [] } });
  const deployment = { ...readSample().deployment, ...settings };
  return new ListeningPathStack(app, 'ListeningPath', { journey, deployment, ...(page && { page }) });
};
