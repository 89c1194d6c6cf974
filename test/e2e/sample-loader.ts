import { join, resolve } from 'node:path';
import { sampleWebhooks } from '../../local/sample/sample.ts';
import { loadSample } from '../../local/sample-load.ts';
import { LocalStack } from '../../local/stack.ts';

/** Loads a twentieth of the sample into a data folder, in a process of its own that can be killed like one. */
const [dataFolder = '', port, now = ''] = process.argv.slice(2);
const root = resolve(import.meta.dirname, '../..');
const journeyFile = join(root, 'journey.yaml');
const stack = await LocalStack.up({ root, dataFolder, journeyFile, port: Number(port) });
stack.poll();
await stack.serve();
const some = (today: string) => sampleWebhooks(today).filter((_, index) => index % 20 === 0);
await loadSample(stack, { dataFolder, now: new Date(now) }, some);
await stack.down();
