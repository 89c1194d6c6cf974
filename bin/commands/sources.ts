import { Command } from 'commander';
import { isWebhook } from '../../core/channels/channel.ts';
import type { Source } from '../../core/journey/schema.ts';
import { columns } from './columns.ts';
import { type Connection, channelFor, type Missing, missingOf, pasteOf } from './connection.ts';
import { type DeploymentStatus, onDeployment } from './deployment.ts';
import {
  type DeploymentOptions,
  findSource,
  loadJourney,
  sameOptions,
  withLocalOptions,
  withStackOption,
} from './shared.ts';

interface SourcesOptions extends DeploymentOptions {
  readonly json?: true;
}

/** A source as it stands, ready to be printed. */
interface Row {
  readonly id: string;
  readonly channel: string;
  readonly active: boolean;
  readonly isWebhook: boolean;
  readonly addresses: readonly string[];
  readonly missing: readonly Missing[];
  /** The hour of its last signal, as an instant; absent before the first. */
  readonly lastHour?: string;
  /** When that was, in words. */
  readonly last: string;
  readonly questions: Source['questions'];
  readonly guide: Connection['channel']['guide'];
}

export const sourcesCommand = withStackOption(withLocalOptions(new Command('sources')))
  .description('say how to connect each source, what it still lacks, and when its last signal came')
  .argument('[source]', 'this one alone, step by step')
  .option('--json', 'print it as JSON')
  .action(async (id: string | undefined, options: SourcesOptions) => {
    const journey = loadJourney(options.journey);
    const sources = id === undefined ? journey.sources : [findSource(journey, id, 'sources')];
    const rows = await onDeployment(options, async (deployment) => {
      const held = await deployment.readSecret();
      const { status } = await deployment.standing();
      return sources.map((source) =>
        rowOf({ source, channel: channelFor(source), apiUrl: deployment.apiUrl, held }, status, {
          isAnswered: deployment.answers(source.id),
          options: sameOptions(options),
          journey: options.journey,
        }),
      );
    });
    const [first] = rows;
    if (options.json) console.log(JSON.stringify(id === undefined ? rows : first, null, 2));
    else console.log((id === undefined || !first ? listOf(rows, options) : stepsOf(first, options)).join('\n'));
  });

const rowOf = (
  connection: Connection,
  status: DeploymentStatus | undefined,
  place: Parameters<typeof missingOf>[1],
): Row => {
  const { id, channel, active, questions } = connection.source;
  const found = status?.sources.find((one) => one.id === id);
  return {
    id,
    channel,
    active,
    isWebhook: isWebhook(connection.channel),
    addresses: pasteOf(connection, (secret) => secret).addresses,
    missing: missingOf(connection, place),
    ...(found?.lastHour !== undefined && { lastHour: found.lastHour }),
    last: found?.lastHour === undefined ? 'none yet' : `${found.silence} ago`,
    questions,
    guide: connection.channel.guide,
  };
};

const placeOf = ({ addresses, guide, ...row }: Row): string => {
  if (addresses.length > 0) return addresses.join(' or ');
  return guide.pathToken === undefined || !row.isWebhook
    ? 'none: a rule brings its events, and is deployed with the stack'
    : 'to be had with its secret';
};

const lackOf = (missing: readonly Missing[]): string[] =>
  missing.length === 0 ? [] : [`    lacks ${missing.map(({ what }) => what).join(', ')}`];

const listOf = (rows: readonly Row[], options: SourcesOptions): string[] => {
  const [head = '', ...lines] = columns([
    ['Source', 'Tool', 'Last signal', 'Address'],
    ...rows.map((row) => [row.id, row.guide.tool, row.active ? row.last : 'switched off', placeOf(row)]),
  ]);
  return [
    head,
    ...rows.flatMap(({ missing }, index) => [lines[index] ?? '', ...lackOf(missing)]),
    '',
    `One of them, step by step: npx listening-path sources SOURCE${sameOptions(options)}`,
    ...whereOf(options),
  ];
};

const whereOf = ({ stack }: SourcesOptions): string[] =>
  stack === undefined
    ? ['Tools on the internet cannot reach this machine; --stack NAME is about a deployed stack, with its addresses.']
    : [];

const titled = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);

const questionsOf = ({ questions, guide }: Row): string[][] => {
  const map = Object.entries(questions).map(([key, role]) => `${key}: ${role}`);
  if (map.length > 0) return [['Question map', `{ ${map.join(', ')} }`]];
  return guide.questions === 'none' ? [] : [['Question map', `none; ${guide.questions}: ${guide.questionKeys ?? ''}`]];
};

const stepsOf = (row: Row, options: SourcesOptions): string[] => {
  const { guide, missing } = row;
  const [address = 'the address', unsigned] = row.addresses;
  const { from, where } = guide.secret;
  const secret = from === 'tool' ? `${guide.tool} makes it: ${where}` : `ours, to be pasted: ${where}`;
  return [
    `${row.id}: ${guide.tool}${row.active ? '' : ' (switched off: active: false)'}`,
    '',
    ...columns([
      ['Address', placeOf({ ...row, addresses: row.addresses.slice(0, 1) })],
      ...(unsigned === undefined ? [] : [['', `${unsigned} if the account signs nothing`]]),
      ...(row.isWebhook ? [['Secret', secret]] : []),
      ...questionsOf(row),
      ['Last signal', row.last],
    ]),
    ...titled(
      'To connect it',
      guide.steps.map((step, index) => `  ${index + 1}. ${step.replaceAll('{url}', address)}`),
    ),
    ...titled(
      'It lacks',
      missing.map(({ what, how }) => `  - ${what}: ${how}`),
    ),
    ...titled(
      'It brings',
      guide.brings.map((what) => `  - ${what}`),
    ),
    ...titled(
      'Not confirmed on a real account yet',
      (guide.unconfirmed ?? []).map((what) => `  - ${what}`),
    ),
    '',
    `More: ${guide.page}`,
    ...(row.isWebhook ? [`What to paste: npx listening-path secret ${row.id} show${sameOptions(options)}`] : []),
    ...whereOf(options),
  ];
};
