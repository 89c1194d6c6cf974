import { runTests } from './vitest.ts';

/**
 * Ten thousand webhooks at full speed, copies and poison among them: `npm run simulate -- flood [EVENTS]`. The suite
 * posts 400.
 */
runTests('stack', 'test/e2e/flood.test.ts', { FLOOD_EVENTS: process.argv[3] ?? '10000' });
