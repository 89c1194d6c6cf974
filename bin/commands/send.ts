import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { parseJson } from '../../core/channels/body.ts';
import { isWebhook, nothing, type Reading, type WebhookChannel } from '../../core/channels/channel.ts';
import { counted } from '../../core/counted.ts';
import { ListeningPathError, MalformedBody, UsageError } from '../../core/errors.ts';
import type { Source } from '../../core/journey/schema.ts';
import { activeSecrets } from '../../core/secrets.ts';
import { channelFor } from './connection.ts';
import { onDeployment } from './deployment.ts';
import { samplePayload } from './payloads.ts';
import {
  type DeploymentOptions,
  dataOption,
  findSource,
  journeyOption,
  loadJourney,
  readBytes,
  sameOptions,
  startWords,
  withStackOption,
} from './shared.ts';

interface SendOptions extends DeploymentOptions {
  readonly source: string;
  readonly sample?: string;
  readonly url?: string;
  readonly secret?: string;
  readonly json?: true;
}

/** What an answer means to the person who sent the payload. */
const meaning: Readonly<Record<number, string>> = {
  200: 'accepted',
  202: 'accepted',
  400: 'the payload cannot be read',
  401: 'the signature is wrong: is it the secret of this source? A new one works within half a minute',
  404: 'there is no such source',
  413: 'the payload is too large',
  503: 'not kept, send it again: the source has no secret yet, or the queue is down',
};

export const sendCommand = withStackOption(new Command('send'))
  .description('sign a payload as its tool would, and post it')
  .argument('[file]', 'the payload, byte for byte; - reads standard input')
  .requiredOption('--source <id>', 'the source it comes from')
  .addOption(new Option('--sample <name>', 'an invented payload of the tool instead of a file: the channel’s name'))
  .option('--url <url>', "where to post it (default: the source's address)")
  .option('--secret <secret>', "the source's secret (default: the one it has there)")
  .addOption(journeyOption())
  .addOption(dataOption())
  .option('--json', 'print the answer as JSON')
  .addHelpText('after', '\nA sample is counted like anything else. Its own question map is in docs/channels.md.')
  .action(async (file: string | undefined, options: SendOptions) => {
    const source = findSource(loadJourney(options.journey), options.source);
    const channel = channelFor(source);
    const body = bodyOf(file, source, options);
    if (isWebhook(channel)) await post(body, source, channel, options);
    else await put(body, options);
  });

const bodyOf = (file: string | undefined, source: Source, { sample }: SendOptions): Buffer => {
  if ((file === undefined) === (sample === undefined)) {
    throw new UsageError('send: name one payload: a file, - for standard input, or --sample');
  }
  if (sample !== undefined) return samplePayload(sample, source);
  return file === '-' ? readFileSync(0) : readBytes(file ?? '');
};

const post = async (body: Buffer, source: Source, channel: WebhookChannel, options: SendOptions): Promise<void> => {
  const target = await targetOf(source.id, options);
  const { url, headers, body: signed } = channel.sign({ url: target.url, body }, target.secret, Date.now());
  const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(signed) }).catch((cause: Error) => {
    const hint = options.stack === undefined ? `; if the local run is down: ${startWords(options)}` : '';
    throw new ListeningPathError(`send: nobody answers at ${target.url}${hint}`, { cause });
  });
  const request = { method: 'POST', url, headers, body: signed, receivedAtMs: Date.now() };
  const read = response.ok ? readWords(() => channel.read(request, source), source, options) : '';
  const answer = {
    status: response.status,
    meaning: meaning[response.status] ?? '',
    body: await response.text(),
    read,
  };
  if (options.json) console.log(JSON.stringify(answer));
  else console.log(`${answer.status} ${answer.meaning}${response.ok ? read : `\n${answer.body}`}`.trimEnd());
  process.exitCode = response.ok ? 0 : 1;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An event of AWS itself comes by a rule, and the local run has the template's. */
const put = async (body: Buffer, options: SendOptions): Promise<void> => {
  const event = parseJson(body, 'send');
  if (!isObject(event)) throw new MalformedBody('send: must be one JSON object, an event of EventBridge');
  await onDeployment(options, (deployment) => deployment.putEvent(event));
  if (options.json) console.log(JSON.stringify({ queued: true }));
  else console.log('queued by the rule of the stack');
};

/** What is read of it here: an accepted payload that says nothing would otherwise look like one that got lost. */
const readWords = (read: () => Reading, { id, questions }: Source, options: SendOptions): string => {
  const { signals, thin = [], rejected, answer } = readOrNothing(read);
  const parts = [
    ...(signals.length > 0 ? [counted(signals.length, 'signal')] : []),
    ...(thin.length > 0 ? [`${counted(thin.length, 'object')} to be read from the tool’s API`] : []),
    ...(rejected.length > 0 ? [`${counted(rejected.length, 'item')} that cannot be read`] : []),
    ...(answer ? ['a challenge, answered'] : []),
  ];
  if (parts.length > 0) return `: ${parts.join(', ')}`;
  const map = Object.keys(questions).length === 0 ? 'has no question map' : 'has a question map that names none of it';
  return `, but nothing is counted of it: an event we do not count, or ${id} ${map} (npx listening-path sources ${id}${sameOptions(options)})`;
};

const readOrNothing = (read: () => Reading): Reading => {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedBody) return nothing;
    throw error;
  }
};

/** Where to post, and what to sign with: as given, else as the stack has it. */
const targetOf = async (id: string, options: SendOptions): Promise<{ url: string; secret: string }> => {
  const { url, secret } = options;
  if (url !== undefined && secret !== undefined) return { url, secret };
  return onDeployment(options, async (deployment) => {
    const held = secret ?? activeSecrets(await deployment.readSecret(), id)[0];
    if (held === undefined) {
      const mend = `npx listening-path secret ${id} set${sameOptions(options)}`;
      throw new UsageError(`send: ${id} has no secret yet; give it one with \`${mend}\`, or pass --secret`);
    }
    return { url: url ?? `${deployment.apiUrl}/hooks/${id}`, secret: held };
  });
};
