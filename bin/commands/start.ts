import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { channelOf } from '../../core/channels/registry.ts';
import { ListeningPathError, UsageError } from '../../core/errors.ts';
import type { Journey } from '../../core/journey/schema.ts';
import { closedPeriods } from '../../core/period.ts';
import type { DigestResult } from '../../functions/digest.ts';
import { type SampleWebhook, sampleChannels, sampleWebhooks } from '../../local/sample.ts';
import { runSchedules } from '../../local/schedules.ts';
import type { LocalStack } from '../../local/stack.ts';
import { Progress } from './progress.ts';
import {
  findSource,
  type LocalCommandOptions,
  loadJourney,
  localFolder,
  parseInstant,
  portOption,
  shown,
  stackOptions,
  withLocalOptions,
} from './shared.ts';

interface StartOptions extends LocalCommandOptions {
  readonly port: number;
  /** False with --no-sample. */
  readonly sample: boolean;
  readonly fresh?: true;
  readonly now?: Date;
  readonly exit?: true;
}

const postsAtOnce = 8;
/** What a run makes, except the secrets: what tools were given stays theirs. Nothing else in the folder is touched. */
const forgotten = ['cdk.out', 'outbox', 'run.json'];
const forgottenDatabases = ['queue.sqlite', 'table.sqlite'].flatMap((name) =>
  ['', '-shm', '-wal', '.log'].map((ending) => `${name}${ending}`),
);

export const startCommand = withLocalOptions(new Command('start'))
  .description('run the whole pipeline on this machine, as its template declares it')
  .addOption(portOption())
  .option('--fresh', 'forget all signals and mails first (secrets stay)')
  .addOption(new Option('--now <time>', 'what "today" is for periods and schedules').argParser(parseInstant))
  .option('--no-sample', 'begin without the sample webhooks (for your own data)')
  .option('--exit', 'end when the digests of the last closed period are written')
  .action(async (options: StartOptions) => {
    const journey = loadJourney(options.journey);
    const dataFolder = localFolder(options.data);
    if (options.fresh && options.dynamodbEndpoint) {
      throw new UsageError('--fresh: a table behind --dynamodb-endpoint is not ours to empty; empty it yourself');
    }
    const startedAtMs = Date.now();
    const now = () => new Date((options.now?.getTime() ?? startedAtMs) + Date.now() - startedAtMs);
    // Never among signals of the user's own: only where nothing was ever received.
    const isFirst = options.fresh === true || !existsSync(join(dataFolder, 'queue.sqlite'));
    const wantsSample = options.sample && isFirst && fitsSample(journey);
    const progress = new Progress();
    progress.tell('synthesizing the stack');
    // Loaded when needed, so that help and mistakes are answered at once.
    const { LocalStack } = await import('../../local/stack.ts');
    const stack = await LocalStack.up({
      ...stackOptions(options),
      port: options.port,
      ...(options.fresh && { prepare: () => forget(dataFolder) }),
    });
    try {
      if (!stack.owner) throw new ListeningPathError(`start: a run is up already at ${stack.apiUrl}; end it first`);
      stack.poll();
      await stack.serve();
      const samples = wantsSample ? await postSample(stack, journey, now(), progress) : 0;
      await stack.drain((waiting) => progress.tell(`storing: ${waiting} signals left`));
      progress.tell('composing the digests of the last closed period');
      const mails = await lastDigests(stack, now(), join(dataFolder, 'outbox'));
      progress.end();
      console.log(summary(stack, journey, dataFolder, samples, mails));
      if (options.exit) return;
      console.log('\nListening Path is up, and keeps what it is told until you pass --fresh. Ctrl-C stops it.');
      const stopSchedules = runSchedules(stack.schedules, now, (id, error) => console.error(`${id}: ${error.message}`));
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      stopSchedules();
      console.log('\nStopping: what was accepted is kept.');
    } finally {
      progress.end();
      await stack.down();
    }
  });

const forget = (dataFolder: string): void => {
  for (const name of [...forgotten, ...forgottenDatabases]) {
    rmSync(join(dataFolder, name), { recursive: true, force: true });
  }
};

/** Whether a journey has every source the sample speaks for, by the same channel. */
const fitsSample = ({ sources }: Journey): boolean =>
  Object.entries(sampleChannels).every(([id, channel]) =>
    sources.some((source) => source.id === id && source.channel === channel),
  );

/** Posts the sample as its tools would: signed, over HTTP. @returns how many webhooks */
const postSample = async (stack: LocalStack, journey: Journey, now: Date, progress: Progress): Promise<number> => {
  const { later, earlier } = closedPeriods(now.toISOString(), 'weekly', journey.organisation.timeZone);
  const webhooks = sampleWebhooks(earlier, later);
  let posted = 0;
  const post = async ({ source, body }: SampleWebhook) => {
    const url = `${stack.apiUrl}/hooks/${source}`;
    const channel = channelOf(findSource(journey, source));
    const secret = stack.secrets.sources[source]?.[0] ?? '';
    const headers = channel?.sign(body, secret, { url, nowMs: Date.now() }) ?? {};
    const { ok, status } = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
    if (!ok) throw new ListeningPathError(`sample: ${source} answered ${status}`);
    posted += 1;
    progress.tell(`${posted} of ${webhooks.length} sample webhooks posted`);
  };
  for (let start = 0; start < webhooks.length; start += postsAtOnce) {
    await Promise.all(webhooks.slice(start, start + postsAtOnce).map(post));
  }
  return posted;
};

/** Runs every schedule for the last time it was due; what was sent already is not sent again. */
const lastDigests = async (stack: LocalStack, now: Date, outbox: string): Promise<string[]> => {
  const lines: string[] = [];
  for (const schedule of stack.schedules) {
    const due = schedule.lastDue(now);
    if (due === undefined) continue;
    const { subject, deliveries } = (await schedule.fire(due)) as DigestResult;
    lines.push(`  ${subject}`, ...deliveries.map(({ tag }) => `    ${shown(join(outbox, `${tag}.eml`))}`));
  }
  return lines;
};

const summary = (
  stack: LocalStack,
  { sources }: Journey,
  dataFolder: string,
  samples: number,
  mails: readonly string[],
): string => {
  const width = Math.max(...sources.map(({ id }) => id.length));
  return [
    '',
    'Webhooks are answered at',
    ...sources.map(({ id, channel }) => `  ${id.padEnd(width)}  ${stack.apiUrl}/hooks/${id}  (${channel})`),
    `Their secrets are in ${shown(join(dataFolder, 'secrets.json'))}.`,
    '',
    'Digests of the last closed period (open them with a mail program)',
    ...mails,
    ...(samples > 0
      ? ['', `${samples} invented sample webhooks are in these figures. Begin with your own: --fresh --no-sample`]
      : []),
  ].join('\n');
};
