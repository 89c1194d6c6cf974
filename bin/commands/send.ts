import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { webhookOf } from '../../core/channels/registry.ts';
import { ListeningPathError, UsageError } from '../../core/errors.ts';
import { activeSecrets } from '../../core/secrets.ts';
import { onDeployment } from './deployment.ts';
import {
  type DeploymentOptions,
  dataOption,
  findSource,
  journeyOption,
  loadJourney,
  readBytes,
  sameOptions,
  withStackOption,
} from './shared.ts';

interface SendOptions extends DeploymentOptions {
  readonly source: string;
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
  .argument('<file>', 'the payload, byte for byte; - reads standard input')
  .requiredOption('--source <id>', 'the source it comes from')
  .option('--url <url>', "where to post it (default: the source's address)")
  .option('--secret <secret>', "the source's secret (default: the one it has there)")
  .addOption(journeyOption())
  .addOption(dataOption())
  .option('--json', 'print the answer as JSON')
  .action(async (file: string, options: SendOptions) => {
    const source = findSource(loadJourney(options.journey), options.source);
    const channel = webhookOf(source);
    if (channel === undefined) throw new UsageError(`send: ${source.id} takes no webhooks`);
    const body = file === '-' ? readFileSync(0) : readBytes(file);
    const { url, secret } = await targetOf(source.id, options);
    const { url: address, headers, body: signed } = channel.sign({ url, body }, secret, Date.now());
    const response = await fetch(address, { method: 'POST', headers, body: new Uint8Array(signed) }).catch(
      (cause: Error) => {
        const hint = options.stack === undefined ? '; is the local run up (npm start)?' : '';
        throw new ListeningPathError(`send: nobody answers at ${url}${hint}`, { cause });
      },
    );
    const answer = { status: response.status, meaning: meaning[response.status] ?? '', body: await response.text() };
    if (options.json) console.log(JSON.stringify(answer));
    else
      console.log(`${answer.status} ${answer.meaning}${response.ok || answer.body === '' ? '' : `\n${answer.body}`}`);
    process.exitCode = response.ok ? 0 : 1;
  });

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
