import { runTests } from './vitest.ts';

/** Every channel's properties, ten thousand runs each: `npm run simulate -- fuzz [RUNS]`. The suite runs 150. */
runTests('core', 'fuzz.test.ts', { FUZZ_RUNS: process.argv[3] ?? '10000' });
