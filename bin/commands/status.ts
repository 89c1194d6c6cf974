import { Command } from 'commander';
import { columns } from './columns.ts';
import { type Deployment, type DeploymentStatus, onDeployment } from './deployment.ts';
import { type DeploymentOptions, readText, shown, startWords, withLocalOptions, withStackOption } from './shared.ts';

interface StatusOptions extends DeploymentOptions {
  readonly json?: true;
}

type Run = Awaited<ReturnType<Deployment['standing']>>['run'];

export const statusCommand = withStackOption(withLocalOptions(new Command('status')))
  .description('say what came in, what became of it, and which sources are silent')
  .option('--json', 'print it as JSON')
  .action(async (options: StatusOptions) => {
    // A mistyped journey would else read as one that was never started.
    readText(options.journey);
    await onDeployment(options, async (deployment) => {
      const { run, status } = await deployment.standing();
      if (options.json) console.log(JSON.stringify({ run, ...status }, null, 2));
      else console.log([headline[run](options, deployment.apiUrl), ...(status ? linesOf(status) : [])].join('\n'));
    });
  });

const headline: Readonly<Record<Run, (options: StatusOptions, apiUrl: string) => string>> = {
  never: (options) => `Nothing was ever started in ${shown(options.data)}. To start: ${startWords(options)}`,
  down: (options) => `The local run is down. This is what it kept; to start it: ${startWords(options)}`,
  up: (_, apiUrl) => `The local run is up: ${apiUrl}`,
  deployed: ({ stack }, apiUrl) => `The stack ${stack} is deployed: ${apiUrl}`,
};

const linesOf = (status: DeploymentStatus): string[] => [
  '',
  ...signalLines(status),
  ...sourceLines(status),
  ...deadLetterLines(status),
];

const unscoredWords = ({ unscored, pending }: DeploymentStatus): string =>
  unscored === 0 ? '' : `${unscored} of them without sentiment (${pending} to be read later)`;

const signalLines = (status: DeploymentStatus): string[] => {
  const { received, stored, repeated, waiting, dead } = status;
  // Without the sum there is nothing to add up to.
  const isSum = received !== undefined && repeated !== undefined;
  return [
    'Signals',
    ...columns([
      ...(isSum ? [['  received', received, 'by webhook or import']] : []),
      [isSum ? '= stored' : '  stored', stored, unscoredWords(status)],
      ...(isSum ? [['+ repeated', repeated, 'duplicates and corrections']] : []),
      [isSum ? '+ waiting' : '  waiting', waiting, 'on the queue'],
      [isSum ? '+ dead' : '  dead', dead, 'dead letters'],
    ]),
  ];
};

const sourceLines = ({ sources }: DeploymentStatus): string[] => [
  '',
  ...columns([
    ['Source', 'Channel', 'Signals', '7 days', '24 h', 'Silence', 'Address'],
    ...sources.map(({ id, channel, signals, signals7Days, signals24Hours, silence, url = '' }) => [
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

const deadLetterLines = ({ deadLetters }: DeploymentStatus): string[] =>
  deadLetters.length === 0
    ? []
    : [
        '',
        'Dead letters',
        ...columns(deadLetters.map(({ count, source = '', reason }) => [count, source, reason] as const)),
      ];
