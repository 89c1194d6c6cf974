import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inject } from 'vitest';
import { stackName } from '../../local/assembly.ts';
import type { Engines } from '../../local/aws.ts';
import { notKnown } from '../../local/engines/engine.ts';
import { type LocalFunction, loadFunctions } from '../../local/functions.ts';
import { Template } from '../../local/template.ts';
import { temporaryFolder } from '../setup/folder.ts';

export const root = resolve(import.meta.dirname, '../..');
const place = { apiUrl: 'http://127.0.0.1:4710' };
const fileIn = (folder: string): string => join(folder, `${stackName}.template.json`);

// biome-ignore lint/suspicious/noExplicitAny: tests reach deep into CloudFormation's shapes.
export type Resources = Record<string, { Type: string; Properties?: any; Metadata?: Record<string, string> }>;

/** The sample journey's template as it is synthesized. */
export const sampleTemplate = (): Template => new Template(inject('assemblyFolder'), stackName, place);

/** A copy of it, changed before it is read. */
export const changedSample = (change: (resources: Resources) => void): Template => {
  const folder = temporaryFolder();
  cpSync(inject('assemblyFolder'), folder, { recursive: true });
  const template = JSON.parse(readFileSync(fileIn(folder), 'utf8')) as { Resources: Resources };
  change(template.Resources);
  writeFileSync(fileIn(folder), JSON.stringify(template));
  return new Template(folder, stackName, place);
};

/** A template of nothing but these resources. */
export const templateOf = (Resources: Resources, assets: readonly string[] = []): Template => {
  const folder = temporaryFolder();
  for (const asset of assets) mkdirSync(join(folder, `asset.${asset}`));
  writeFileSync(fileIn(folder), JSON.stringify({ Resources }));
  return new Template(folder, stackName, place);
};

/** The resources of one type in a template's source. */
export const ofType = (resources: Resources, type: string) =>
  Object.values(resources).filter((resource) => resource.Type === type);

const silent = async () => notKnown('test', 'this service');

/** Engines of which a test replaces those it needs. */
export const enginesOf = (some: Partial<Engines> = {}): Engines => ({
  dynamodb: silent,
  sqs: silent,
  comprehend: silent,
  email: silent,
  secretsmanager: silent,
  ...some,
});

/** The sample's functions, each of which answers with what it was given: see echo-function.ts. */
export const echoFunctions = (
  change: (resources: Resources) => void = () => {},
  engines = enginesOf(),
): { template: Template; functions: Promise<ReadonlyMap<string, LocalFunction>> } => {
  const template = changedSample((resources) => {
    for (const one of ofType(resources, 'AWS::Lambda::Function')) {
      one.Metadata = { ...one.Metadata, 'listening-path:source': 'test/local/echo-function.ts' };
    }
    change(resources);
  });
  return { template, functions: loadFunctions(template, root, engines) };
};
