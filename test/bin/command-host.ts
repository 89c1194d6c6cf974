import { enableCompileCache } from 'node:module';
import { Readable } from 'node:stream';

/** What {@link import('./command-line.ts').runWarm} sends. */
interface Request {
  readonly words: readonly string[];
  readonly cwd: string;
  readonly input: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

enableCompileCache();
const { runCommandLine } = await import('../../bin/commands/command-line.ts');
const [node = '', script = ''] = process.argv;
const ownEnv = process.env;

let printed = '';
const keep = (chunk: unknown): boolean => {
  printed += String(chunk);
  return true;
};
process.stdout.write = keep;
process.stderr.write = keep;

process.once('disconnect', () => process.exit());
process.on('message', async ({ words, cwd, input, env }: Request) => {
  printed = '';
  process.chdir(cwd);
  process.argv = [node, script, ...words];
  process.env = { ...ownEnv, ...env };
  process.exitCode = undefined;
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true });
  try {
    await runCommandLine();
  } catch (error) {
    // Node says so of an error that nobody catches.
    keep((error as Error).stack);
    process.exitCode = 1;
  }
  // A command that was to end at Ctrl-C has ended.
  process.removeAllListeners('SIGINT');
  process.send?.({ code: process.exitCode ?? 0, output: printed });
});
