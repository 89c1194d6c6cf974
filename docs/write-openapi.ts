import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApi } from './openapi.ts';

/** Writes docs/openapi.json from the schemas of the page's API: `npm run openapi`. */
writeFileSync(join(import.meta.dirname, 'openapi.json'), `${JSON.stringify(openApi(), null, 2)}\n`);
