import { createHash, randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { DeadLetterCount } from '../../core/status.ts';
import { type Answer, type Call, fail, notKnown, ok } from './engine.ts';

/** A queue as the template declares it. */
export interface QueueDeclaration {
  readonly name: string;
  readonly visibilityTimeoutSeconds: number;
  readonly redrive?: { readonly queueName: string; readonly receiveCountMax: number };
}

interface Row {
  readonly id: number;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: string;
  readonly receiveCount: number;
  readonly sentAtMs: number;
}

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageAttributes?: Record<string, { DataType: string; StringValue: string }>;
  readonly DelaySeconds?: number;
}

interface ReceiveInput {
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
const requestBytesMax = 1_048_576;
const entriesMax = 10;
/** What SQS takes is what XML can hold: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const sendable = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

const schema = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  PRAGMA secure_delete = ON;
  PRAGMA busy_timeout = 10000;
  CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY, queue TEXT NOT NULL, messageId TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL,
    visibleAtMs INTEGER NOT NULL, receiveCount INTEGER NOT NULL DEFAULT 0, receipt TEXT,
    sentAtMs INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS waiting ON message (queue, visibleAtMs, id);
  CREATE INDEX IF NOT EXISTS handed ON message (receipt);
  CREATE TABLE IF NOT EXISTS sent (queue TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
`;

/** A file of before messages knew when they were sent. */
const addSentAt = 'ALTER TABLE message ADD COLUMN sentAtMs INTEGER NOT NULL DEFAULT 0';

const countSent = 'INSERT INTO sent VALUES (?, ?) ON CONFLICT (queue) DO UPDATE SET count = count + excluded.count';
const groupDeadLetters = `
  SELECT attributes ->> '$.reason.StringValue' AS reason, attributes ->> '$.source.StringValue' AS source, count(*) AS count
  FROM message WHERE queue = ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
`;

/**
 * SQS standard queues in one SQLite file.
 *
 * What is acknowledged is in the file: a SIGKILL of this process loses nothing (a power cut may lose the last second,
 * because the file is not synced on every message). Several processes may send to one file; one receives.
 */
export class QueueEngine {
  readonly #database: DatabaseSync;
  readonly #queues: ReadonlyMap<string, QueueDeclaration>;
  readonly #nowMs: () => number;

  constructor(file: string, queues: readonly QueueDeclaration[], nowMs: () => number = Date.now) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(schema);
    const columns = this.#database.prepare('PRAGMA table_info(message)').all();
    if (!columns.some(({ name }) => name === 'sentAtMs')) this.#database.exec(addSentAt);
    this.#queues = new Map(queues.map((queue) => [queue.name, queue]));
    this.#nowMs = nowMs;
  }

  /** Makes messages visible that a killed process was still working on. Only for the one receiver, at its start. */
  releaseInFlight(): void {
    this.#database
      .prepare('UPDATE message SET visibleAtMs = ?, receipt = NULL WHERE receipt IS NOT NULL AND visibleAtMs > ?')
      .run(this.#nowMs(), this.#nowMs());
  }

  close(): void {
    this.#database.close();
  }

  /** How many messages were ever put on a queue. A delayed one is a message put back: it was counted when it came. */
  sentTo(queueName: string): number {
    const row = this.#database.prepare('SELECT count FROM sent WHERE queue = ?').get(queueName);
    return Number(row?.count ?? 0);
  }

  /** Messages that are to be worked on now, or are; not those that were handed back and wait for their next try. */
  toWorkOn(queueName: string): number {
    const sql = 'SELECT count(*) AS n FROM message WHERE queue = ? AND (visibleAtMs <= ? OR receipt IS NOT NULL)';
    return (this.#database.prepare(sql).get(queueName, this.#nowMs()) as { n: number }).n;
  }

  /**
   * How long the oldest message has been on a queue, in seconds; one that was put back for later is not yet on it. As SQS
   * does, without those that were received three times: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
   */
  oldestSeconds(queueName: string): number {
    const sql = `SELECT min(sentAtMs) AS ms FROM message
      WHERE queue = ? AND receiveCount < 3 AND (visibleAtMs <= ? OR receiveCount > 0)`;
    const { ms } = this.#database.prepare(sql).get(queueName, this.#nowMs()) as { ms: number | null };
    return ms === null ? 0 : (this.#nowMs() - ms) / 1_000;
  }

  /** The messages of a queue by reason, most first; their bodies, which are what customers said, stay out of it. */
  deadLetters(queueName: string): DeadLetterCount[] {
    return this.#database.prepare(groupDeadLetters).all(queueName) as unknown as DeadLetterCount[];
  }

  readonly answer = async ({ operation, input }: Call): Promise<Answer> => {
    const queue = this.#queues.get(String(input.QueueUrl).split('/').at(-1) ?? '');
    if (queue === undefined) return fail('QueueDoesNotExist', 'the template declares no such queue');
    switch (operation) {
      case 'SendMessageBatch':
        return this.#transaction(() => this.#send(queue, input.Entries));
      case 'ReceiveMessage':
        return this.#transaction(() => this.#receive(queue, input));
      case 'DeleteMessageBatch':
        return this.#transaction(() => this.#forEach(input.Entries, 'DELETE FROM message WHERE receipt = ?'));
      case 'ChangeMessageVisibilityBatch':
        return this.#transaction(() => this.#handBack(input.Entries));
      case 'GetQueueAttributes':
        return ok({ Attributes: this.#counts(queue) });
      default:
        return notKnown('SQS', operation);
    }
  };

  #transaction(work: () => Answer): Answer {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const answer = work();
      this.#database.exec('COMMIT');
      return answer;
    } catch (error) {
      this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #send(queue: QueueDeclaration, entries: readonly Entry[]): Answer {
    const bytes = entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
    if (entries.length > entriesMax) return fail('TooManyEntriesInBatchRequest', `at most ${entriesMax} messages`);
    if (bytes > requestBytesMax) return fail('BatchRequestTooLong', 'at most 1 MiB a request');
    const insert = this.#database.prepare(
      'INSERT INTO message (queue, messageId, body, attributes, visibleAtMs, sentAtMs) VALUES (?, ?, ?, ?, ?, ?)',
    );
    const Successful: object[] = [];
    const Failed: object[] = [];
    let sent = 0;
    for (const { Id, MessageBody, MessageAttributes = {}, DelaySeconds = 0 } of entries) {
      if (!sendable.test(MessageBody)) {
        Failed.push({ Id, SenderFault: true, Code: 'InvalidMessageContents' });
        continue;
      }
      const MessageId = randomUUID();
      const sentAtMs = this.#nowMs();
      const visibleAtMs = sentAtMs + DelaySeconds * 1_000;
      insert.run(queue.name, MessageId, MessageBody, JSON.stringify(MessageAttributes), visibleAtMs, sentAtMs);
      Successful.push({ Id, MessageId, MD5OfMessageBody: md5(MessageBody) });
      if (DelaySeconds === 0) sent += 1;
    }
    this.#database.prepare(countSent).run(queue.name, sent);
    return ok({ Successful, Failed });
  }

  #receive(queue: QueueDeclaration, { MaxNumberOfMessages: count = 1, VisibilityTimeout }: ReceiveInput): Answer {
    const rows = this.#database
      .prepare('SELECT * FROM message WHERE queue = ? AND visibleAtMs <= ? ORDER BY visibleAtMs, id LIMIT ?')
      .all(queue.name, this.#nowMs(), count) as unknown as Row[];
    const hand = this.#database.prepare(
      'UPDATE message SET visibleAtMs = ?, receiveCount = receiveCount + 1, receipt = ? WHERE id = ?',
    );
    const visibleAtMs = this.#nowMs() + (VisibilityTimeout ?? queue.visibilityTimeoutSeconds) * 1_000;
    const Messages = rows.flatMap((row) => {
      if (this.#redriven(queue, row)) return [];
      const ReceiptHandle = randomUUID();
      hand.run(visibleAtMs, ReceiptHandle, row.id);
      return {
        MessageId: row.messageId,
        ReceiptHandle,
        Body: row.body,
        MD5OfBody: md5(row.body),
        Attributes: { ApproximateReceiveCount: String(row.receiveCount + 1), SentTimestamp: String(row.sentAtMs) },
        MessageAttributes: JSON.parse(row.attributes),
      };
    });
    return ok({ Messages });
  }

  #handBack(entries: readonly { Id: string; ReceiptHandle: string; VisibilityTimeout: number }[]): Answer {
    const change = this.#database.prepare('UPDATE message SET receipt = NULL, visibleAtMs = ? WHERE receipt = ?');
    for (const { ReceiptHandle, VisibilityTimeout } of entries) {
      change.run(this.#nowMs() + VisibilityTimeout * 1_000, ReceiptHandle);
    }
    return ok({ Successful: entries.map(({ Id }) => ({ Id })), Failed: [] });
  }

  /** Moves a message that was handed out often enough to the dead letters. */
  #redriven({ redrive }: QueueDeclaration, { id, receiveCount }: Row): boolean {
    if (redrive === undefined || receiveCount < redrive.receiveCountMax) return false;
    this.#database
      .prepare('UPDATE message SET queue = ?, receiveCount = 0, receipt = NULL WHERE id = ?')
      .run(redrive.queueName, id);
    return true;
  }

  #forEach(entries: readonly { Id: string; ReceiptHandle: string }[], sql: string): Answer {
    const statement = this.#database.prepare(sql);
    for (const { ReceiptHandle } of entries) statement.run(ReceiptHandle);
    return ok({ Successful: entries.map(({ Id }) => ({ Id })), Failed: [] });
  }

  #counts(queue: QueueDeclaration): Record<string, string> {
    const count = (condition: string): string => {
      const sql = `SELECT count(*) AS n FROM message WHERE queue = ? AND ${condition}`;
      return String((this.#database.prepare(sql).get(queue.name, this.#nowMs()) as { n: number }).n);
    };
    return {
      ApproximateNumberOfMessages: count('visibleAtMs <= ?'),
      ApproximateNumberOfMessagesNotVisible: count('visibleAtMs > ? AND (receipt IS NOT NULL OR receiveCount > 0)'),
      ApproximateNumberOfMessagesDelayed: count('visibleAtMs > ? AND receipt IS NULL AND receiveCount = 0'),
    };
  }
}
