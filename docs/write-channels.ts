import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { channelsPage } from './channels.ts';

/** Writes docs/channels.md from the guides of all channels: `npm run channels`. */
writeFileSync(join(import.meta.dirname, 'channels.md'), channelsPage());
