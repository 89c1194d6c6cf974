import { defineConfig } from 'vitest/config';

const pure = 'test/core/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 30_000,
    // The functions' own log would bury what failed.
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT' },
    projects: [
      // Two projects, so that whoever runs only pure tests does not wait for the stack to be synthesized.
      { extends: true, test: { name: 'core', include: [pure] } },
      {
        extends: true,
        test: {
          name: 'stack',
          include: ['test/**/*.test.ts'],
          exclude: [pure],
          globalSetup: ['test/setup/assembly.ts'],
        },
      },
    ],
  },
});
