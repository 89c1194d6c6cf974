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

/** Synthesizes the stack once for every test of a run: it takes seconds, and nothing in it differs between tests. */
export const setup = async (project: TestProject): Promise<() => void> => {
  const root = join(import.meta.dirname, '../..');
  const scratchFolder = mkdtempSync(join(tmpdir(), 'listening-path-test-'));
  const assemblyFolder = join(scratchFolder, 'cdk.out');
  await synthesize(root, assemblyFolder, join(root, 'journey.yaml'));
  project.provide('scratchFolder', scratchFolder);
  project.provide('assemblyFolder', assemblyFolder);
  return () => rmSync(scratchFolder, { recursive: true, force: true });
};
