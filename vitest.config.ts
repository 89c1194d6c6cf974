import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const pure = 'test/core/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // End-to-end tests wait more than they work, so both cores of a small machine can have one.
    maxWorkers: 2,
    env: {
      // The functions' own log would bury what failed.
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      // Hundreds of processes load the same code: all but the first find it compiled.
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    },
    projects: [
      // Two projects, so that whoever runs only pure tests does not wait for the stack to be synthesized.
      { extends: true, test: { name: 'core', include: [pure] } },
      {
        extends: true,
        test: {
          name: 'stack',
          // Some run several commands, each a process of its own, on a machine that does more than that.
          testTimeout: 90_000,
          include: ['test/**/*.test.ts'],
          exclude: [pure],
          globalSetup: ['test/setup/assembly.ts'],
        },
      },
    ],
  },
});
