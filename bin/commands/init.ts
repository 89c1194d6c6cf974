import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import { knownChannels } from '../../core/channels/all.ts';
import { InvalidJourney, ListeningPathError, UsageError } from '../../core/errors.ts';
import { readJourney } from '../../core/journey/read.ts';
import { shellWord } from '../../local/shell-word.ts';
import { journeyText } from './init-journey.ts';
import { type Ask, answersOf, type Given } from './init-questions.ts';
import { root } from './shared.ts';

interface InitOptions extends Given {
  readonly force?: true;
  readonly print?: true;
}

const collect = (value: string, values: readonly string[] = []): string[] => [...values, value];

export const initCommand = new Command('init')
  .description('write a journey of your own to begin with: asks a few questions, or takes their answers as options')
  .argument('[file]', 'the journey to write', 'my-journey.yaml')
  .option('--organisation <name>', 'the name of your organisation')
  .option('--email <address>', 'who reads the weekly digest')
  .option('--language <en|es>', "of the digest (default: this machine's, else en)")
  .option('--time-zone <zone>', "such as Europe/Madrid (default: this machine's)")
  .option('--currency <code>', 'such as EUR (default: EUR)')
  .option('--stage <list>', '"Buy: Checkout, Payment", once for each stage (default: six usual ones)', collect)
  .option('--force', 'replace the file if it is there')
  .option('--print', 'print the journey and write nothing')
  .addHelpText('after', '\nWith --organisation and --email, or without a terminal, nothing is asked.')
  .action(async (file: string, options: InitOptions) => {
    if (!options.print && !options.force && existsSync(file)) {
      throw new UsageError(`init: ${file} is there already; add --force to replace it, or name another file`);
    }
    const isEnough = options.organisation !== undefined && options.email !== undefined;
    const isAsking = !isEnough && process.stdin.isTTY && process.stderr.isTTY;
    const answers = isAsking
      ? await withTerminal((ask) => answersOf(options, ask, console.error))
      : await answersOf(options, undefined);
    const schema = relative(dirname(resolve(file)), join(root, 'journey.schema.json'));
    const text = journeyText(answers, {
      own: shellWord(file),
      schema: /^\.\.?\//.test(schema) ? schema : `./${schema}`,
    });
    // A name nobody thought of must not become a file that `check` refuses.
    const read = readJourney(text, { fileName: file, ...knownChannels });
    if (!read.ok) throw new InvalidJourney(read.problems);
    if (options.print) process.stdout.write(text);
    else {
      writeFileSync(file, text, { flag: options.force ? 'w' : 'wx' });
      console.log(nextSteps(file));
    }
  });

/** Questions go to standard error, so that a printed journey can be piped. */
const withTerminal = async <Result>(work: (ask: Ask) => Promise<Result>): Promise<Result> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new AbortController();
  terminal.once('close', () => closed.abort());
  try {
    return await work((question) => terminal.question(question, { signal: closed.signal }));
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw new ListeningPathError('init: stopped, nothing was written');
    throw error;
  } finally {
    terminal.close();
  }
};

const nextSteps = (file: string): string => {
  const name = shellWord(file);
  return `${file} is written. Edit it as you like, then:

  npx listening-path check ${name}
  npx listening-path start --journey ${name}
      answers webhooks until Ctrl-C; what is below works beside it, and without it
  npx listening-path import answers.csv --journey ${name} --source own-systems \\
      --map id=ID,occurredAt=Date,text=Comment,nps=Score,touchpoint=Place
  npx listening-path digest --journey ${name} --audience customer-experience --print`;
};
