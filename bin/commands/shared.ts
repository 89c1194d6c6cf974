import { existsSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Command, Option } from 'commander';
import { knownChannels } from '../../core/channels/all.ts';
import { InvalidJourney, UsageError } from '../../core/errors.ts';
import { suggest } from '../../core/journey/problems.ts';
import { readJourney } from '../../core/journey/read.ts';
import type { Journey, Source } from '../../core/journey/schema.ts';
import { shellWord } from '../../local/shell-word.ts';
import type { LocalOptions } from '../../local/stack.ts';
import { placeOptions, usualData, usualJourney } from '../../local/usual-place.ts';

/** The project's own folder: sources, stack, engines. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export const journeyOption = () => new Option('--journey <file>', 'the journey').default(usualJourney);

export const dataOption = () =>
  new Option(
    '--data <folder>',
    'where the local run keeps its table, queue, outbox and secrets (default: ".local"; ".local/journeys/NAME" for --journey NAME.yaml)',
  );

/** Gives a command that has the option its data folder. A hook, because it depends on another option. */
export const settleDataFolder = (command: Command): void => {
  const hasOption = command.options.some((option) => option.attributeName() === 'data');
  if (!hasOption || command.getOptionValue('data') !== undefined) return;
  command.setOptionValueWithSource('data', usualData(process.cwd(), command.getOptionValue('journey')), 'implied');
};

/** What every command that brings the local stack up, or joins it, is told. */
export interface LocalCommandOptions {
  readonly journey: string;
  readonly data: string;
  readonly dynamodbEndpoint?: string;
}

/** Adds the options of {@link LocalCommandOptions}. */
export const withLocalOptions = (command: Command): Command =>
  command
    .addOption(journeyOption())
    .addOption(dataOption())
    .option('--dynamodb-endpoint <url>', "another server of DynamoDB's API instead of the embedded one");

/** What every command that works on data is told: on the local run's, or on a deployed stack's. */
export interface DeploymentOptions extends LocalCommandOptions {
  readonly stack?: string;
}

/** Adds the option that turns from the local run to a deployed stack. */
export const withStackOption = (command: Command): Command =>
  command.addOption(
    new Option(
      '--stack <name>',
      'work on this deployed stack instead of the local run; needs AWS credentials',
    ).conflicts(['data', 'dynamodbEndpoint']),
  );

/** Those options as somebody has to type them again to mean the same place, with a space before each. */
export const sameOptions = ({ journey, data, stack }: DeploymentOptions): string =>
  stack === undefined
    ? placeOptions(process.cwd(), journey, data)
    : `${placeOptions(process.cwd(), journey)} --stack ${shellWord(stack)}`;

/** How the local run of those options is started. */
export const startWords = (options: LocalCommandOptions): string => {
  const own = sameOptions(options);
  return own === '' ? 'npm start' : `npm start --${own}`;
};

/** Those options as the local stack takes them. */
export const stackOptions = ({ journey, data, dynamodbEndpoint }: LocalCommandOptions): LocalOptions => ({
  root,
  dataFolder: resolve(data),
  journeyFile: resolve(journey),
  port: defaultPort,
  ...(dynamodbEndpoint && { dynamodbEndpoint }),
});

const defaultPort = 4480;

const parsePort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new UsageError(`--port: "${text}" is no port`);
  return port;
};

/** Only the run that serves has a port; commands that join it or do without are not asked. */
export const portOption = () =>
  new Option('--port <number>', 'where webhooks are answered').default(defaultPort).argParser(parsePort);

/** A path as the person would type it. */
export const shown = (path: string): string => relative(process.cwd(), path) || '.';

export const readBytes = (file: string): Buffer => {
  if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
  return readFileSync(file);
};

export const readText = (file: string): string => readBytes(file).toString('utf8');

/**
 * @throws {UsageError} when the file is not there
 * @throws {InvalidJourney} with every problem it has
 */
export const loadJourney = (file: string): Journey => {
  const read = readJourney(readText(file), { fileName: file, ...knownChannels });
  if (!read.ok) throw new InvalidJourney(read.problems);
  return read.journey;
};

/**
 * @param where the option or command the id was given to
 * @throws {UsageError} with what the journey has instead
 */
export const findSource = (journey: Journey, id: string, where = '--source'): Source => {
  const source = journey.sources.find((one) => one.id === id);
  if (source) return source;
  const ids = journey.sources.map((one) => one.id);
  throw new UsageError(`${where}: the journey has no source "${id}"; ${suggest(id, ids)}`);
};

/** A moment given on the command line, in any ISO form; a date alone is its last second. */
export const parseInstant = (text: string): Date => {
  const instant = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59Z` : text);
  if (Number.isNaN(instant.getTime())) {
    throw new UsageError(`--now: "${text}" is no moment; use 2026-03-09 or 2026-03-09T08:00:00Z`);
  }
  return instant;
};
