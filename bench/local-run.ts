import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { LocalStack } from '../local/stack.ts';

/** What the process of a local run tells of itself once everything it was sent is stored. */
export interface RunState {
  readonly apiUrl: string;
  readonly secret: string;
  readonly transactions: number;
  /** Of the process: the table's server is one of its own. */
  readonly cpuSeconds: number;
  /** After garbage collection: what is alive, and what the process holds of the machine. */
  readonly liveMebibytes: number;
  readonly residentMebibytes: number;
}

const root = resolve(import.meta.dirname, '..');
const mebibyte = 2 ** 20;

/** Brings the stack up as `npm start` does and answers its parent until that is gone. */
const run = async (dataFolder: string, source: string, port: number, now: string | undefined): Promise<void> => {
  let transactions = 0;
  const stack = await LocalStack.up({
    root,
    dataFolder,
    journeyFile: join(root, 'journey.yaml'),
    port,
    engines: (engines) => ({
      ...engines,
      dynamodb: (call) => {
        if (call.operation === 'TransactWriteItems') transactions += 1;
        return engines.dynamodb(call);
      },
    }),
  });
  stack.poll();
  await stack.serve(() => (now === undefined ? new Date() : new Date(now)));
  const state = async (): Promise<RunState> => {
    await stack.drain();
    // The one that gives back what it empties.
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    const { rss, heapUsed, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    return {
      apiUrl: stack.apiUrl,
      secret: stack.secrets.sources[source]?.[0] ?? '',
      transactions,
      cpuSeconds: (user + system) / 1e6,
      liveMebibytes: (heapUsed + external) / mebibyte,
      residentMebibytes: rss / mebibyte,
    };
  };
  process.on('message', async () => process.send?.(await state()));
  process.on('disconnect', () => stack.down().then(() => process.exit()));
  process.send?.(await state());
};

/**
 * A local run in a process of its own, as `npm start` makes one.
 *
 * @param now where its clock stands, if it stands
 */
export const startRun = async (dataFolder: string, source: string, port: number, now?: string) => {
  const words = [dataFolder, source, String(port), ...(now === undefined ? [] : [now])];
  const child = fork(import.meta.filename, words, {
    execArgv: ['--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const next = async (): Promise<RunState> => (await once(child, 'message'))[0];
  const started = await next();
  return {
    started,
    /** Waits until everything is stored. */
    state: (): Promise<RunState> => {
      child.send('state');
      return next();
    },
    stop: async (): Promise<void> => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
};

if (process.argv[1] === import.meta.filename) {
  const [, , dataFolder = '', source = '', port = '', now] = process.argv;
  await run(dataFolder, source, Number(port), now);
}
