import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { webhookOf } from '../../core/channels/registry.ts';
import { ListeningPathError, UsageError } from '../../core/errors.ts';
import { dataOption, findSource, journeyOption, loadJourney, localFolder, readBytes, readText } from './shared.ts';

interface SendOptions {
  readonly source: string;
  readonly url?: string;
  readonly secret?: string;
  readonly journey: string;
  readonly data: string;
  readonly json?: true;
}

const localSecret = (data: string, source: string): string => {
  const file = join(localFolder(data), 'secrets.json');
  const secret = JSON.parse(readText(file)).sources[source]?.[0];
  if (typeof secret !== 'string')
    throw new UsageError(`${file} holds no secret for ${source}; start the local run once`);
  return secret;
};

const localUrl = (data: string, source: string): string => {
  const file = join(localFolder(data), 'run.json');
  if (!existsSync(file))
    throw new UsageError('send: no local run is up; start one (npm start), or pass --url and --secret');
  return `${JSON.parse(readText(file)).apiUrl}/hooks/${source}`;
};

/** What an answer means to the person who sent the payload. */
const meaning: Readonly<Record<number, string>> = {
  200: 'accepted',
  202: 'accepted',
  400: 'the payload cannot be read',
  401: 'the signature is wrong: is it the secret of this source?',
  404: 'there is no such source',
  413: 'the payload is too large',
  503: 'not kept, send it again: the source has no secret yet, or the queue is down',
};

export const sendCommand = new Command('send')
  .description('sign a payload as its tool would, and post it')
  .argument('<file>', 'the payload, byte for byte; - reads standard input')
  .requiredOption('--source <id>', 'the source it comes from')
  .option('--url <url>', "where to post it (default: the local run's address of the source)")
  .option('--secret <secret>', "the source's secret (default: the local run's)")
  .addOption(journeyOption())
  .addOption(dataOption())
  .option('--json', 'print the answer as JSON')
  .action(async (file: string, options: SendOptions) => {
    const source = findSource(loadJourney(options.journey), options.source);
    const body = file === '-' ? readFileSync(0) : readBytes(file);
    const url = options.url ?? localUrl(options.data, source.id);
    const secret = options.secret ?? localSecret(options.data, source.id);
    const signed = webhookOf(source)?.sign({ url, body }, secret, Date.now());
    if (signed === undefined) throw new UsageError(`send: ${source.id} takes no webhooks`);
    const { headers } = signed;
    const response = await fetch(signed.url, { method: 'POST', headers, body: new Uint8Array(signed.body) }).catch(
      (cause: Error) => {
        throw new ListeningPathError(`send: nobody answers at ${url}; is the local run up (npm start)?`, { cause });
      },
    );
    const answer = { status: response.status, meaning: meaning[response.status] ?? '', body: await response.text() };
    if (options.json) console.log(JSON.stringify(answer));
    else
      console.log(`${answer.status} ${answer.meaning}${response.ok || answer.body === '' ? '' : `\n${answer.body}`}`);
    process.exitCode = response.ok ? 0 : 1;
  });
