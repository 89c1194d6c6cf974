import { setTimeout } from 'node:timers/promises';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Sdk } from '../aws/clients.ts';
import { commit, type Patience } from '../aws/commit.ts';
import { Comprehend, textBytesMax } from '../aws/comprehend.ts';
import { Queue } from '../aws/queue.ts';
import { readTexts } from '../aws/read-texts.ts';
import { Secrets } from '../aws/secrets.ts';
import { Table } from '../aws/table.ts';
import { fatesOf } from '../core/fates.ts';
import { compileMap } from '../core/journey/map.ts';
import { openAll } from '../core/open.ts';
import { isPastRetention } from '../core/retention.ts';
import { draftOf, finish, type ScoreContext, saysSomething } from '../core/score.ts';
import type { Signal } from '../core/signal.ts';
import { compileThemes } from '../core/text/themes.ts';
import { gaugesOfBatch } from '../core/watch/batch-gauges.ts';
import { enrich } from './enrich.ts';
import { gaugesOf, type Sink } from './gauges.ts';
import { type Environment, lazily, loadJourney, need, shell } from './shell.ts';

const ownPatience: Patience = { random: Math.random, sleepMs: (milliseconds) => setTimeout(milliseconds) };
/** What the commit of a full batch may need after the texts were read. */
const commitReserveMs = 12_000;
/** That, and what Comprehend may need after the tools' APIs were asked. */
const readReserveMs = 20_000;
/** SQS's longest delay: how soon a text that could not be read is tried again. */
const retrySeconds = 900;

/** The webhook that brought a message, by API Gateway's id of it; an import has none. */
const webhookIdOf = ({ messageAttributes: { requestId } = {} }: SQSRecord): { readonly requestId?: string } =>
  requestId?.stringValue === undefined ? {} : { requestId: requestId.stringValue };

/** A message as it is sent on. */
const copyOf = (record: SQSRecord, why: { readonly reason?: string } = {}) => ({
  body: record.body,
  attributes: { ...webhookIdOf(record), ...why },
});

/** Takes out the messages of which a signal would be forgotten as soon as it is stored. */
const takeTooLate = (
  signals: Map<SQSRecord, readonly Signal[]>,
  { retentionDays }: Pick<ScoreContext, 'retentionDays'>,
) => {
  const late = [...signals].filter(([, some]) =>
    some.some(({ occurredAt }) => isPastRetention(occurredAt, Date.now(), retentionDays)),
  );
  for (const [record] of late) signals.delete(record);
  return late.map(([record]) => ({ record, reason: 'signal: it happened longer ago than signals are kept' }));
};

const journeyContext = (env: Environment): Omit<ScoreContext, 'customerKey'> => {
  const journey = loadJourney(env);
  return {
    map: compileMap(journey),
    sources: new Map(journey.sources.map((source) => [source.id, source])),
    language: journey.organisation.locale,
    findThemes: compileThemes(journey.themes),
    retentionDays: journey.organisation.retentionDays,
  };
};

/**
 * Queue in, exactly one count per signal out. Failures are reported message by message.
 *
 * @param patience chance and waiting, which a simulation chooses
 */
export const make = (env: Environment, sdk: Sdk & Sink = {}, patience = ownPatience) =>
  shell<SQSEvent, SQSBatchResponse>('score', (logger) => {
    const journey = journeyContext(env);
    const measure = gaugesOf(env, sdk);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const comprehend = new Comprehend(sdk);
    const secrets = new Secrets(need(env, 'SECRET_ID'), sdk);
    const queue = new Queue(need(env, 'QUEUE_URL'), sdk);
    const deadLetters = new Queue(need(env, 'DEAD_LETTERS_URL'), sdk);

    return async ({ Records }, lambda: Context) => {
      const secret = await secrets.read(Date.now());
      const context = { ...journey, customerKey: secret.customerKey };
      const before = (reserveMs: number) =>
        AbortSignal.timeout(Math.max(0, lambda.getRemainingTimeInMillis() - reserveMs));
      const { opened, malformed } = await openAll(Records, context.sources);
      const { signals, unread } = await enrich(opened, context.sources, secret, before(readReserveMs));
      const tooLate = takeTooLate(signals, context);
      const drafts = [...signals]
        .flatMap(([record, some]) => some.map((signal) => ({ record, draft: draftOf(signal, context, textBytesMax) })))
        .filter(({ draft }) => saysSomething(draft));
      const readings = await readTexts(
        comprehend,
        drafts.map(({ draft }) => draft),
        before(commitReserveMs),
      );
      const scored = drafts.map(({ record, draft }) => {
        const detections = readings.get(draft) ?? [];
        const signal = { ...finish(draft, detections, context), ...webhookIdOf(record) };
        return { record, signal, parts: draft.parts, detections };
      });
      const stored = await commit(
        table,
        scored.map(({ signal }) => signal),
        patience,
      );
      const { again, never, pending } = fatesOf({ malformed: [...malformed, ...tooLate], unread, scored, ...stored });
      await deadLetters.send(never.map(({ record, reason }) => copyOf(record, { reason })));
      await queue.send([...pending].map((record) => ({ ...copyOf(record), delaySeconds: retrySeconds })));

      measure(gaugesOfBatch(scored, again.size));
      for (const reason of new Set(unread.map((one) => one.reason))) logger.warn('object not read', { reason });
      logger[never.length > 0 ? 'warn' : 'info']('scored', {
        messages: Records.length,
        ...{ busy: again.size, pending: pending.size, dead: never.length },
        requestIds: [...new Set(Records.flatMap((record) => webhookIdOf(record).requestId ?? []))],
      });
      return { batchItemFailures: [...again].map(({ messageId }) => ({ itemIdentifier: messageId })) };
    };
  });

export const handler = lazily(make);
