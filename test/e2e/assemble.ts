import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stackName, synthesize } from '../../local/assembly.ts';

export const root = resolve(import.meta.dirname, '../..');
export const sampleJourney = join(root, 'journey.yaml');

/**
 * Synthesizes only another journey than the sample's, whose assembly is made once for all tests.
 *
 * @param made that assembly's folder
 */
export const assembleFrom =
  (made: string): typeof synthesize =>
  async (from, folder, journeyFile) => {
    if (journeyFile === sampleJourney) cpSync(made, folder, { recursive: true });
    else await synthesize(from, folder, journeyFile);
    const file = join(folder, `${stackName}.template.json`);
    // Lambda waits seconds for a batch to fill, and every test would after every few signals.
    const hasty = readFileSync(file, 'utf8').replace(/("MaximumBatchingWindowInSeconds": )\d+/, '$10.1');
    writeFileSync(file, hasty);
  };
