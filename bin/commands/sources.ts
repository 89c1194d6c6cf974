import { Command } from 'commander';
import { isWebhook } from '../../core/channels/channel.ts';
import { type Connection, channelFor, mask, missingOf, pasteOf } from './connection.ts';
import { type DeploymentStatus, onDeployment } from './deployment.ts';
import {
  type DeploymentOptions,
  findSource,
  loadJourney,
  sameOptions,
  withLocalOptions,
  withStackOption,
} from './shared.ts';
import { listOf, type SourceRow, stepsOf } from './source-words.ts';

interface SourcesOptions extends DeploymentOptions {
  readonly json?: true;
}

export const sourcesCommand = withStackOption(withLocalOptions(new Command('sources')))
  .description('say how to connect each source, what it still lacks, and when its last signal came')
  .argument('[source]', 'this one alone, step by step')
  .option('--json', 'print it as JSON')
  .action(async (id: string | undefined, options: SourcesOptions) => {
    const journey = loadJourney(options.journey);
    const sources = id === undefined ? journey.sources : [findSource(journey, id, 'sources')];
    // One alone is there to be pasted; a list is soon in somebody's chat or log.
    const show = id === undefined ? mask : (secret: string) => secret;
    const { rows, outstanding } = await onDeployment(options, async (deployment) => {
      const held = await deployment.readSecret();
      const { status } = await deployment.standing();
      const rows = sources.map((source) =>
        rowOf({ source, channel: channelFor(source), apiUrl: deployment.apiUrl, held }, show, status, {
          isAnswered: deployment.answers(source.id),
          options: sameOptions(options),
          journey: options.journey,
        }),
      );
      return { rows, outstanding: id === undefined ? await deployment.outstanding() : [] };
    });
    const [first] = rows;
    if (options.json) console.log(JSON.stringify(id === undefined ? { sources: rows, outstanding } : first, null, 2));
    else
      console.log(
        (id === undefined || !first ? listOf(rows, outstanding, options) : stepsOf(first, options)).join('\n'),
      );
  });

const rowOf = (
  connection: Connection,
  show: (secret: string) => string,
  status: DeploymentStatus | undefined,
  place: Parameters<typeof missingOf>[1],
): SourceRow => {
  const { id, channel, active, questions } = connection.source;
  const found = status?.sources.find((one) => one.id === id);
  return {
    id,
    channel,
    active,
    isWebhook: isWebhook(connection.channel),
    addresses: pasteOf(connection, show).addresses,
    missing: missingOf(connection, place),
    ...(found?.lastHour !== undefined && { lastHour: found.lastHour }),
    last: found?.lastHour === undefined ? 'none yet' : `${found.silence} ago`,
    questions,
    guide: connection.channel.guide,
  };
};
