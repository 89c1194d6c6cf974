import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import type { Queue } from '../../aws/queue.ts';
import type { Recording } from '../../core/channels/recording.ts';
import { ListeningPathError } from '../../core/errors.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { DigestResult } from '../../functions/digest.ts';
import { keepSecrets, openSecrets } from '../../local/engines/secrets.ts';
import { dropWish, recordingFile, wishRecording } from '../../local/recorder.ts';
import { isAlive, lastRun } from '../../local/run-file.ts';
import { rememberedNow } from '../../local/sample-file.ts';
import type { LocalOptions, LocalStack } from '../../local/stack.ts';
import type { Deployment, RecordWish } from './deployment.ts';
import { type LocalCommandOptions, loadJourney, stackOptions, startWords } from './shared.ts';

const lookAgainMs = 100;

/** The run that answers webhooks is another process: it leaves the recording in the data folder. */
const recordHere = async (
  dataFolder: string,
  { source, untilMs, raw }: RecordWish,
  tell: () => void,
): Promise<Recording | undefined> => {
  const recording = recordingFile(dataFolder, source);
  wishRecording(dataFolder, source, { raw, untilMs });
  process.once('SIGINT', () => {
    dropWish(dataFolder, source);
    process.exit(130);
  });
  try {
    while (Date.now() < untilMs) {
      if (existsSync(recording)) return JSON.parse(readFileSync(recording, 'utf8'));
      tell();
      await sleepMs(lookAgainMs);
    }
    return undefined;
  } finally {
    dropWish(dataFolder, source);
  }
};

/** Does a command's work on this machine's stack. It is brought up, or joined, only when the work needs more than files. */
export const onLocalRun = async <Result>(
  options: LocalCommandOptions,
  work: (deployment: Deployment) => Promise<Result>,
): Promise<Result> => {
  const dataFolder = resolve(options.data);
  const secrets = join(dataFolder, 'secrets.json');
  const usual = stackOptions(options);
  // The addresses of a run that is down are those it will have again.
  const apiUrl = lastRun(dataFolder)?.apiUrl ?? `http://127.0.0.1:${usual.port}`;
  const today = rememberedNow(dataFolder) ?? new Date();
  let stack: LocalStack | undefined;
  let isOnlyLook = false;
  let queue: Queue | undefined;

  const up = async (how: Partial<LocalOptions> = {}): Promise<LocalStack> => {
    if (stack && (how.onlyLook || !isOnlyLook)) return stack;
    await stack?.down();
    isOnlyLook = how.onlyLook === true;
    // Loaded when needed, so that help and mistakes are answered at once.
    const { LocalStack } = await import('../../local/stack.ts');
    stack = await LocalStack.up({ ...usual, port: Number(new URL(apiUrl).port), ...how });
    if (stack.owner && !how.onlyLook) stack.poll();
    return stack;
  };

  try {
    return await work({
      apiUrl,
      today,
      answers: () => true,
      outstanding: async () => [],
      readSecret: async () =>
        openSecrets(
          secrets,
          loadJourney(options.journey).sources.map(({ id }) => id),
        ),
      writeSecret: async (secret) => keepSecrets(secrets, secret),
      standing: async () => {
        if (!existsSync(join(dataFolder, 'queue.sqlite'))) return { run: 'never' };
        const looked = await up({ onlyLook: true });
        return { run: looked.owner ? 'down' : 'up', status: await looked.standing(() => today).read() };
      },
      enqueue: async (messages) => {
        const { signalQueueUrl, adminSdk } = await up();
        const { Queue } = await import('../../aws/queue.ts');
        queue ??= new Queue(signalQueueUrl, adminSdk);
        await queue.send(messages);
      },
      putEvent: async (event) => {
        const { template, queue: engine, functions } = await up();
        const { putEvent } = await import('../../local/event-rules.ts');
        if ((await putEvent(template, { sqs: engine.answer, functions }, event)) === 0) {
          throw new ListeningPathError('send: no rule of the stack takes this event; is its source in the journey?');
        }
      },
      record: async (wish, tell) => {
        const run = lastRun(dataFolder);
        if (run !== undefined && isAlive(run.pid)) return recordHere(dataFolder, wish, tell);
        throw new ListeningPathError(`record: the local run is down; start it with \`${startWords(options)}\``);
      },
      settle: async (tell) => (await up()).drain(tell),
      table: async () => (await up({ onlyLook: true })).table(),
      deadLetters: async () => {
        const { deadLettersUrl, adminSdk } = await up({ onlyLook: true });
        const { DeadLetters } = await import('../../aws/dead-letters.ts');
        return new DeadLetters(deadLettersUrl, adminSdk);
      },
      invoke: async (verb, event) => (await up()).functionFrom(`functions/${verb}.ts`).invoke(event),
      rebuild: async (tell) => {
        const running = await up();
        // A run that is up places by the journey it was started with, and so would this.
        if (compileMap(running.journey).version !== compileMap(loadJourney(options.journey)).version) {
          throw new ListeningPathError(
            `rebuild: the run that is up has another map than ${options.journey}; end it with Ctrl-C, then try again`,
          );
        }
        const { rebuildHere } = await import('../../local/rebuild.ts');
        return rebuildHere(running.functionFrom('functions/rebuild.ts'), tell);
      },
      digest: async (event) => {
        const running = await up();
        // What was accepted belongs into the figures, even when the run that accepted it was killed.
        await running.drain();
        return (await running.functionFrom('functions/digest.ts').invoke(event)) as DigestResult;
      },
    });
  } finally {
    await stack?.down();
  }
};
