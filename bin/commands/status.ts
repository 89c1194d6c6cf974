import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import type { PipelineStatus } from '../../core/status.ts';
import { rememberedNow } from '../../local/sample-file.ts';
import { type LocalCommandOptions, localFolder, readText, shown, stackOptions, withLocalOptions } from './shared.ts';

interface StatusOptions extends LocalCommandOptions {
  readonly json?: true;
}

/** Whether the local run is up, is down with what it kept, or never was. */
type Run = 'up' | 'down' | 'never';

/** The port of the last run, so that the addresses of one that is down are those it will have again. */
const lastPort = (dataFolder: string): { port?: number } => {
  const file = join(dataFolder, 'run.json');
  if (!existsSync(file)) return {};
  return { port: Number(new URL(JSON.parse(readFileSync(file, 'utf8')).apiUrl).port) };
};

export const statusCommand = withLocalOptions(new Command('status'))
  .description('say what came in, what became of it, and which sources are silent')
  .option('--json', 'print it as JSON')
  .action(async (options: StatusOptions) => {
    // A mistyped journey would else read as one that was never started.
    readText(options.journey);
    const dataFolder = localFolder(options.data);
    if (!existsSync(join(dataFolder, 'queue.sqlite'))) return tell('never', undefined, options);
    // Loaded when needed, so that help and mistakes are answered at once.
    const { LocalStack } = await import('../../local/stack.ts');
    const stack = await LocalStack.up({ ...stackOptions(options), ...lastPort(dataFolder), onlyLook: true });
    try {
      const now = rememberedNow(dataFolder) ?? new Date();
      const status = await stack.standing(() => now).read();
      tell(stack.owner ? 'down' : 'up', status, options, stack.apiUrl);
    } finally {
      await stack.down();
    }
  });

const tell = (run: Run, status: PipelineStatus | undefined, { data, json }: StatusOptions, apiUrl = ''): void => {
  if (json) console.log(JSON.stringify({ run, ...status }, null, 2));
  else if (status === undefined) {
    console.log(`Nothing was ever started in ${shown(localFolder(data))}. To start: npm start`);
  } else {
    const down = 'The local run is down. This is what it kept; to start it: npm start';
    console.log(run === 'up' ? `The local run is up: ${apiUrl}` : down);
    console.log(['', ...signalLines(status), ...sourceLines(status), ...deadLetterLines(status)].join('\n'));
  }
};

/** Lines of columns: text to the left, numbers to the right. */
const columns = (rows: readonly (readonly (string | number)[])[]): string[] => {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => String(row[index] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const isLeft = rows.every((other) => typeof other[index] === 'string');
        return isLeft ? String(cell).padEnd(widths[index] ?? 0) : String(cell).padStart(widths[index] ?? 0);
      })
      .join('  ')
      .trimEnd(),
  );
};

const signalLines = ({ received, stored, repeated, waiting, dead, unscored, pending }: PipelineStatus): string[] => [
  'Signals',
  ...columns([
    ['  received', received, 'by webhook or import'],
    ['= stored', stored, unscored === 0 ? '' : `${unscored} of them without sentiment (${pending} to be read later)`],
    ['+ repeated', repeated, 'duplicates and corrections'],
    ['+ waiting', waiting, 'on the queue'],
    ['+ dead', dead, 'dead letters'],
  ]),
];

const sourceLines = ({ sources }: PipelineStatus): string[] => [
  '',
  ...columns([
    ['Source', 'Channel', 'Signals', '7 days', '24 h', 'Silence', 'Address'],
    ...sources.map(({ id, channel, signals, signals7Days, signals24Hours, silence, url }) => [
      id,
      channel,
      signals,
      signals7Days,
      signals24Hours,
      silence,
      url,
    ]),
  ]),
];

const deadLetterLines = ({ deadLetters }: PipelineStatus): string[] =>
  deadLetters.length === 0
    ? []
    : [
        '',
        'Dead letters',
        ...columns(deadLetters.map(({ count, source = '', reason }) => [count, source, reason] as const)),
      ];
