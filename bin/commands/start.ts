import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { ListeningPathError, UsageError } from '../../core/errors.ts';
import type { Journey } from '../../core/journey/schema.ts';
import type { DigestResult } from '../../functions/digest.ts';
import { sampleChannels, sampleWebhooks } from '../../local/sample/sample.ts';
import { readSampleFile, rememberedNow } from '../../local/sample-file.ts';
import { runSchedules } from '../../local/schedules.ts';
import type { LocalStack } from '../../local/stack.ts';
import { Progress } from './progress.ts';
import {
  type LocalCommandOptions,
  loadJourney,
  parseInstant,
  portOption,
  shown,
  stackOptions,
  withLocalOptions,
} from './shared.ts';
import { type SentDigest, summaryOf } from './summary.ts';

interface StartOptions extends LocalCommandOptions {
  readonly port: number;
  readonly fresh?: true;
  readonly now?: Date;
  readonly exit?: true;
}

/** What a run makes, except the secrets: what tools were given stays theirs. Nothing else in the folder is touched. */
const forgotten = ['cdk.out', 'outbox', 'run.json', 'sample.json'];
const forgottenDatabases = ['queue.sqlite', 'table.sqlite'].flatMap((name) =>
  ['', '-shm', '-wal', '.log'].map((ending) => `${name}${ending}`),
);

export const startCommand = withLocalOptions(new Command('start'))
  .description('run the whole pipeline on this machine, as its template declares it')
  .addOption(portOption())
  .option('--fresh', 'forget all signals and mails first (secrets stay)')
  .addOption(
    new Option('--now <time>', 'what "today" is (default: now; with the sample, the day its digests left)').argParser(
      parseInstant,
    ),
  )
  .option('--exit', 'end when the digests of the last closed period are written')
  .addHelpText(
    'after',
    '\nA first start loads an invented sample; with --journey FILE there are only your own signals.',
  )
  .action(async (options: StartOptions, command: Command) => {
    const journey = loadJourney(options.journey);
    const dataFolder = resolve(options.data);
    if (options.fresh && options.dynamodbEndpoint) {
      throw new UsageError('--fresh: a table behind --dynamodb-endpoint is not ours to empty; empty it yourself');
    }
    const progress = new Progress();
    progress.tell('synthesizing the stack');
    // Loaded when needed, so that help and mistakes are answered at once.
    const { LocalStack } = await import('../../local/stack.ts');
    const prepare = () => {
      if (options.fresh) forget(dataFolder);
      if (rememberedNow(dataFolder) === undefined || fitsSample(journey)) return;
      throw new UsageError(`start: ${options.data} holds the sample, which is not of ${options.journey}; add --fresh`);
    };
    const stack = await LocalStack.up({ ...stackOptions(options), port: options.port, prepare });
    try {
      if (!stack.owner) throw new ListeningPathError(`start: a run is up already at ${stack.apiUrl}; end it first`);
      const isOwnJourney = command.getOptionValueSource('journey') !== 'default';
      const isLoading = wantsSample(stack, dataFolder, isOwnJourney);
      const real = isLoading ? lastDue(stack, new Date()) : new Date();
      const now = clockFrom(options.now ?? rememberedNow(dataFolder) ?? real);
      stack.poll();
      await stack.serve(now);
      const seconds = isLoading ? await load(stack, dataFolder, now(), progress) : undefined;
      await stack.drain((waiting) => progress.tell(`storing: ${waiting} signals left`));
      const status = await stack.standing(now).read();
      progress.tell('composing the digests of the last closed period');
      const digests = status.stored > 0 ? await lastDigests(stack, now(), join(dataFolder, 'outbox')) : [];
      progress.end();
      // Whoever opens the page first shall not wait until its code is compiled.
      if (!options.exit) await fetch(`${stack.apiUrl}/api/map`).catch(() => {});
      const sampleNow = rememberedNow(dataFolder);
      const url = options.exit ? undefined : `${stack.apiUrl}/`;
      console.log(summaryOf({ journey, status, sampleNow, seconds, digests, url }));
      if (options.exit) return;
      console.log('\nListening Path is up, and keeps what it is told until you pass --fresh. Ctrl-C stops it.');
      const stopSchedules = runSchedules(stack.schedules, now, (id, error) => console.error(`${id}: ${error.message}`));
      const stopWatching = tellAlarms(stack);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      stopSchedules();
      stopWatching();
      console.log('\nStopping: what was accepted is kept.');
    } finally {
      progress.end();
      await stack.down();
    }
  });

/** Says in the terminal what the stack's alarms would mail: once when one begins to ring, and once when it ends. */
const tellAlarms = (stack: LocalStack): (() => void) => {
  const ringing = new Set<string>();
  const look = () => {
    for (const { id, says, rings } of stack.alarms()) {
      if (rings === ringing.has(id)) continue;
      console.error(rings ? `alarm: ${says}` : `alarm over: ${says}`);
      if (rings) ringing.add(id);
      else ringing.delete(id);
    }
  };
  const timer = setInterval(look, 60_000);
  return () => clearInterval(timer);
};

const forget = (dataFolder: string): void => {
  for (const name of [...forgotten, ...forgottenDatabases]) {
    rmSync(join(dataFolder, name), { recursive: true, force: true });
  }
};

/** Today, going on from where it was put. */
const clockFrom = (today: Date): (() => Date) => {
  const startedAtMs = Date.now();
  return () => new Date(today.getTime() + Date.now() - startedAtMs);
};

const digestSchedules = ({ schedules }: LocalStack) =>
  schedules.filter(({ source }) => source === 'functions/digest.ts');

/** When a digest left last: the sample's today, so that its last signals are hours old and not days. */
const lastDue = (stack: LocalStack, now: Date): Date =>
  new Date(Math.max(...digestSchedules(stack).map((schedule) => (schedule.lastDue(now) ?? now).getTime())));

/** Whether a journey has every source the sample speaks for, by the same channel. */
const fitsSample = ({ sources }: Journey): boolean =>
  Object.entries(sampleChannels).every(([id, channel]) =>
    sources.some((source) => source.id === id && source.channel === channel),
  );

/** Never among signals of the user's own: only where nothing was ever received, or a load was begun and killed. */
const wantsSample = ({ journey, queue, signalQueueUrl }: LocalStack, dataFolder: string, isOwn: boolean): boolean => {
  const file = readSampleFile(dataFolder);
  if (file) return !file.done;
  return !isOwn && fitsSample(journey) && queue.sentTo(signalQueueUrl.split('/').at(-1) ?? '') === 0;
};

/** @returns the seconds it took */
const load = async (stack: LocalStack, dataFolder: string, now: Date, progress: Progress): Promise<number> => {
  const { loadSample } = await import('../../local/sample-load.ts');
  const startedAtMs = Date.now();
  progress.tell('reading the sample');
  await loadSample(stack, { dataFolder, now }, sampleWebhooks, (stored, total) =>
    progress.count('storing', stored, total, 'messages'),
  );
  return (Date.now() - startedAtMs) / 1_000;
};

/** Runs every digest's schedule for the last time it was due; what was sent already is not sent again. */
const lastDigests = async (stack: LocalStack, now: Date, outbox: string): Promise<SentDigest[]> => {
  const digests: SentDigest[] = [];
  for (const schedule of digestSchedules(stack)) {
    const due = schedule.lastDue(now);
    if (due === undefined) continue;
    const { subject, deliveries } = (await schedule.fire(due)) as DigestResult;
    const wanted = deliveries.filter(({ result }) => result !== 'unsubscribed');
    // Nobody is subscribed to it: nothing was written.
    if (subject === undefined) continue;
    digests.push({ subject, files: wanted.map(({ tag }) => shown(join(outbox, `${tag}.eml`))) });
  }
  return digests;
};
