import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../local/assembly.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The cloud assembly of the sample journey: read it with `inject('assemblyFolder')`, and change only a copy. */
    assemblyFolder: string;
    /** For the files of tests; gone when the run ends, however its tests ended. See {@link temporaryFolder}. */
    scratchFolder: string;
  }
}

/**
 * Synthesizes the stack once for every test of a run: it takes seconds, and nothing in it differs between tests. What one
 * project provides to the root is there for all.
 */
export const setup = async ({ vitest }: TestProject): Promise<(() => void) | undefined> => {
  const all = vitest.getRootProject();
  if (all.getProvidedContext().assemblyFolder !== undefined) return undefined;
  const root = join(import.meta.dirname, '../..');
  const scratchFolder = mkdtempSync(join(tmpdir(), 'listening-path-test-'));
  const assemblyFolder = join(scratchFolder, 'cdk.out');
  await synthesize(root, assemblyFolder, join(root, 'journey.yaml'));
  all.provide('scratchFolder', scratchFolder);
  all.provide('assemblyFolder', assemblyFolder);
  return () => rmSync(scratchFolder, { recursive: true, force: true });
};
