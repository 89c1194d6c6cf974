import { channelOf } from '../../core/channels/all.ts';
import { type Channel, isWebhook } from '../../core/channels/channel.ts';
import { pathTokenOf } from '../../core/channels/path-token.ts';
import { UsageError } from '../../core/errors.ts';
import type { Source } from '../../core/journey/schema.ts';
import { activeSecrets, type DeploymentSecret } from '../../core/secrets.ts';
import { isMadeHere } from '../../local/engines/secrets.ts';

/** One source, as it is to be connected to its tool. */
export interface Connection {
  readonly source: Source;
  readonly channel: Channel;
  /** Where webhooks are answered, without a slash at the end. */
  readonly apiUrl: string;
  readonly held: DeploymentSecret;
}

/** What goes into the tool's forms. */
export interface Paste {
  /** None for a tool that posts no webhooks; two where only some of its accounts can sign. */
  readonly addresses: readonly string[];
  readonly secret?: string;
  /** The header that carries the secret, of tools that can send one but not sign. */
  readonly header?: string;
  readonly verifyToken?: string;
}

export const channelFor = (source: Source): Channel => {
  const channel = channelOf(source);
  if (channel === undefined) throw new UsageError(`${source.id}: there is no channel ${source.channel}`);
  return channel;
};

/** The secret its tool is to use; nothing while the local run has only made one up for a tool that makes its own. */
export const currentSecret = ({ source, channel, held }: Connection): string | undefined =>
  channel.guide.secret?.from === 'tool' && isMadeHere(held, source.id) ? undefined : activeSecrets(held, source.id)[0];

/** Dots, and the end of what is long enough to keep its secret all the same. */
export const mask = (secret: string): string => `••••••••${secret.length < 22 ? '' : secret.slice(-4)}`;

/** @param show what is shown of a secret: all of it, or its mask */
export const pasteOf = (connection: Connection, show: (secret: string) => string): Paste => {
  const { source, channel, apiUrl } = connection;
  if (!isWebhook(channel)) return { addresses: [] };
  const { header, pathToken, verifyToken } = channel.guide;
  const secret = currentSecret(connection);
  const plain = `${apiUrl}/hooks/${source.id}`;
  const secretAddress = secret === undefined ? [] : [`${plain}/${show(pathTokenOf(secret))}`];
  return {
    addresses: [...(pathToken === 'always' ? [] : [plain]), ...(pathToken === undefined ? [] : secretAddress)],
    ...(secret !== undefined && { secret: show(secret) }),
    ...(header !== undefined && { header }),
    ...(verifyToken !== undefined && secret !== undefined && { verifyToken: show(pathTokenOf(secret)) }),
  };
};

/** Something that has to be done before a source's signals can come and be read. */
export interface Missing {
  readonly what: string;
  readonly how: string;
}

/**
 * @param place what the stack and the command line say: whether the source's address is answered, the options that
 * mean the same place again, and the file the journey is in
 */
export const missingOf = (
  connection: Connection,
  place: { readonly isAnswered: boolean; readonly options: string; readonly journey: string },
): readonly Missing[] => {
  const { source, channel, held } = connection;
  const { questions, questionKeys, apiToken, apiAddress } = channel.guide;
  const set = (option = '') => `npx listening-path secret ${source.id} set${option}${place.options}`;
  const missing: Missing[] = [];
  if (isWebhook(channel) && currentSecret(connection) === undefined) {
    missing.push({
      what: 'its secret',
      how: `${set()} ${channel.guide.secret.from === 'us' ? 'makes one' : 'takes it'}`,
    });
  }
  if (questions === 'needed' && Object.keys(source.questions).length === 0) {
    const keys = questionKeys === undefined ? '' : `. Keys: ${questionKeys}`;
    missing.push({ what: 'its question map', how: `\`questions\` of the source in ${place.journey} takes it${keys}` });
  }
  if (apiToken !== undefined && !held.tokens?.[source.id]) {
    missing.push({ what: 'the token for its API', how: `${set(' --api-token')} takes it (${apiToken})` });
  }
  if (apiAddress !== undefined && source.api === undefined) {
    missing.push({
      what: 'the address of its API',
      how: `\`api\` of the source in ${place.journey} takes it; it is ${apiAddress}`,
    });
  }
  if (isWebhook(channel) && !place.isAnswered) {
    missing.push({ what: 'to be deployed', how: 'npx cdk deploy; until then its address answers 404' });
  }
  return missing;
};
