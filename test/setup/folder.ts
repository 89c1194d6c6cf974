import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A new folder that is gone when the test run ends. */
export const temporaryFolder = (): string => mkdtempSync(join(inject('scratchFolder'), 'test-'));
