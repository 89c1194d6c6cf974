import { sampleWebhooks } from '../../local/sample/sample.ts';
import { loadSample } from '../../local/sample-load.ts';
import { LocalStack } from '../../local/stack.ts';
import { assembleFrom, root, sampleJourney } from './assemble.ts';

/** Loads a twentieth of the sample into a data folder, in a process of its own that can be killed like one. */
const [dataFolder = '', port, now = '', assemblyFolder = ''] = process.argv.slice(2);
const synthesize = assembleFrom(assemblyFolder);
const stack = await LocalStack.up({ root, dataFolder, journeyFile: sampleJourney, port: Number(port), synthesize });
stack.poll();
await stack.serve();
const some = (today: string) => sampleWebhooks(today).filter((_, index) => index % 20 === 0);
await loadSample(stack, { dataFolder, now: new Date(now) }, some);
await stack.down();
