import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

/** Every channel's properties, ten thousand runs each: `npm run simulate -- fuzz [RUNS]`. The suite runs 150. */
const root = resolve(import.meta.dirname, '..');
const runs = process.argv[3] ?? '10000';
const words = ['run', '--project', 'core', 'test/core/channels/adapters.fuzz.test.ts'];
const { status } = spawnSync(join(root, 'node_modules/.bin/vitest'), words, {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: runs },
});
process.exitCode = status ?? 1;
