import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const pure = 'test/core/**/*.test.ts';
const seen = 'test/browser/**/*.test.ts';
// A function remembers for as long as its process lives, and the engine that draws starts once in a process.
const remembering = ['test/functions/**/*.test.ts', 'test/web/export-svg.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // End-to-end tests wait more than they work, so both cores of a small machine can have one.
    maxWorkers: 2,
    // Loading the same modules anew for each file takes a quarter of the time, and few of them remember anything.
    isolate: false,
    env: {
      // The functions' own log would bury what failed.
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      // Hundreds of processes load the same code: all but the first find it compiled.
      NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'),
    },
    projects: [
      // Projects of their own, so that whoever runs only pure tests waits for no stack, and only who needs one for a browser.
      { extends: true, test: { name: 'core', include: [pure] } },
      {
        extends: true,
        test: {
          name: 'stack',
          // Some run several commands, each a process of its own, on a machine that does more than that.
          testTimeout: 90_000,
          include: ['test/**/*.test.ts'],
          exclude: [pure, seen, ...remembering],
          globalSetup: ['test/setup/assembly.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'functions',
          include: remembering,
          isolate: true,
          testTimeout: 90_000,
          globalSetup: ['test/setup/assembly.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          // A page has to be loaded, drawn and looked through, on a machine that does more than that.
          testTimeout: 180_000,
          include: [seen],
          globalSetup: ['test/browser/setup.ts'],
        },
      },
    ],
  },
});
