import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/**
 * Runs a part of the suite with a larger number than the suite has time for.
 *
 * @param files what their paths contain
 */
export const runTests = (project: 'core' | 'stack', files: string, numbers: Readonly<Record<string, string>>): void => {
  const words = ['run', '--project', project, files];
  const env = { ...process.env, ...numbers };
  const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), words, { cwd: root, stdio: 'inherit', env });
  process.exitCode = status ?? 1;
};
