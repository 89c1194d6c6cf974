import { setTimeout } from 'node:timers/promises';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Sdk } from '../aws/clients.ts';
import { commit, type Patience } from '../aws/commit.ts';
import { Comprehend, textBytesMax } from '../aws/comprehend.ts';
import { Queue } from '../aws/queue.ts';
import { readTexts } from '../aws/read-texts.ts';
import { Secrets } from '../aws/secrets.ts';
import { Table } from '../aws/table.ts';
import { compileMap } from '../core/journey/map.ts';
import { decodeAll, finish, type ScoreContext } from '../core/score.ts';
import type { ScoredSignal } from '../core/signal.ts';
import { keyText, signalKey } from '../core/store/keys.ts';
import { compileThemes } from '../core/text/themes.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

const patience: Patience = { random: Math.random, sleepMs: (milliseconds) => setTimeout(milliseconds) };
/** What the commit of a full batch may need after the texts were read. */
const commitReserveMs = 12_000;
/** SQS's longest delay: how soon a text that could not be read is tried again. */
const retrySeconds = 900;

const journeyContext = (env: Environment): Omit<ScoreContext, 'customerKey'> => {
  const journey = loadJourney(env);
  return {
    map: compileMap(journey),
    sources: new Map(journey.sources.map((source) => [source.id, source])),
    language: journey.organisation.locale,
    findThemes: compileThemes(journey.themes),
  };
};

const keyOf = (signal: ScoredSignal): string => keyText(signalKey(signal));
const deadLetter = ({ body }: SQSRecord, reason: string) => ({ body, attributes: { reason } });

/** Queue in, exactly one count per signal out. Failures are reported message by message. */
export const make = (env: Environment, sdk: Sdk = {}) =>
  shell<SQSEvent, SQSBatchResponse>('score', (logger) => {
    const journey = journeyContext(env);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const comprehend = new Comprehend(sdk);
    const secrets = new Secrets(need(env, 'SECRET_ID'), sdk);
    const queue = new Queue(need(env, 'QUEUE_URL'), sdk);
    const deadLetters = new Queue(need(env, 'DEAD_LETTERS_URL'), sdk);

    return async ({ Records }, lambda: Context) => {
      const { customerKey } = await secrets.read(Date.now());
      const context = { ...journey, customerKey };
      const { drafts, malformed } = decodeAll(Records, context, textBytesMax);
      const deadline = AbortSignal.timeout(Math.max(0, lambda.getRemainingTimeInMillis() - commitReserveMs));
      const readings = await readTexts(comprehend, [...drafts.values()], deadline);
      const signals = new Map<SQSRecord, ScoredSignal>();
      for (const [record, draft] of drafts) signals.set(record, finish(draft, readings.get(draft) ?? [], context));

      const { busy, refused } = await commit(table, [...signals.values()], patience);
      const recordsOf = (some: readonly ScoredSignal[]): SQSRecord[] => {
        const keys = new Set(some.map(keyOf));
        return [...signals].filter(([, signal]) => keys.has(keyOf(signal))).map(([record]) => record);
      };
      const again = recordsOf(busy);
      const never = refused.flatMap(({ signal, code }) =>
        recordsOf([signal]).map((record) => deadLetter(record, code)),
      );
      const left = new Set([...again, ...recordsOf(refused.map(({ signal }) => signal))]);
      const pending = [...signals].filter(([record, { unscored }]) => unscored === 'pending' && !left.has(record));
      await deadLetters.send([...malformed.map(({ record, reason }) => deadLetter(record, reason)), ...never]);
      await queue.send(pending.map(([{ body }]) => ({ body, delaySeconds: retrySeconds })));
      const counts = { busy: again.length, pending: pending.length, dead: malformed.length + never.length };
      logger[counts.dead > 0 ? 'warn' : 'info']('scored', { messages: Records.length, ...counts });
      return { batchItemFailures: again.map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
  });

export const handler = lazily(make);
