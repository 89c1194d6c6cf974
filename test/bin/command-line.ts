import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../e2e/run.ts';

/** A running `listening-path`, with what it has printed so far. */
export interface Command {
  readonly child: ChildProcess;
  output(): string;
  /** Resolves when the text was printed; rejects when the process ends without it. */
  printed(text: string): Promise<void>;
  /** Resolves with the exit code once it ended. */
  readonly ended: Promise<number | null>;
}

interface Circumstances {
  readonly cwd?: string;
  readonly input?: string;
  /** Beside the variables there are; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Starts `listening-path` as a process of its own, as a shell would. */
export const listeningPath = (words: readonly string[], options: Circumstances = {}): Command => {
  const child = spawn(process.execPath, [join(root, 'bin/listening-path.ts'), ...words], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(options.input ?? '');
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return {
    child,
    ended,
    output: () => printed,
    printed: (text) =>
      new Promise((done, fail) => {
        const look = () => printed.includes(text) && done();
        listeners.add(look);
        look();
        ended.then((code) => fail(new Error(`ended with ${code} before it printed "${text}":\n${printed}`)));
      }),
  };
};

/** Runs a command to its end, in a process of its own. */
export const run = async (words: readonly string[], options: Circumstances = {}): Promise<Ended> => {
  const command = listeningPath(words, options);
  return { code: await command.ended, output: command.output() };
};

let host: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command to its end, in a process that has the command line loaded already: to start one costs a second, what
 * most commands do costs little. One after the other; what is killed, or depends on a fresh start, needs {@link run}.
 */
export const runWarm = (words: readonly string[], options: Circumstances = {}): Promise<Ended> => {
  const ended = last.then(async () => {
    host ??= fork(join(import.meta.dirname, 'command-host.ts'), {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    host.send({ words, cwd: root, input: '', env: {}, ...options });
    const [answer] = await once(host, 'message');
    return answer as Ended;
  });
  last = ended.catch(() => {});
  return ended;
};
