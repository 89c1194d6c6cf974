import assert from 'node:assert/strict';
import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';

/**
 * What storing a signal writes: itself, its aliases, and the rows of counts, of its source, its customer and conflicts.
 * One right for all of a transaction: AWS does not say whether an action in one is judged by the key of its own item or by
 * the keys of all.
 */
export const writes = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
export const counted = ['F#*', 'K#*', 'R#*', 'H#*', 'C#*', 'X'];

/** A batch of a hundred takes a second or two; the rest is for Comprehend, the tools' APIs and a busy table to come back. */
export const handlerTimeoutSeconds = 30;
const batchingWindowSeconds = 2;
const visibilityTimeoutSeconds = 182;
// Handed out twice means scored twice: we would pay Comprehend for nothing.
assert(visibilityTimeoutSeconds >= 6 * handlerTimeoutSeconds + batchingWindowSeconds);

interface ScoreProps {
  readonly table: TableV2;
  readonly secret: Secret;
  readonly journey: ILayerVersion;
}

/** Queue → score: reads each text, places it on the map, and commits it exactly once. */
export class Score extends Construct {
  readonly handler: Handler;
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { table, secret, journey }: ScoreProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibilityTimeoutSeconds),
      retentionPeriod: Duration.days(14),
      // What can never be stored dead-letters at once, by the function itself. What comes back to the queue is good, and
      // must outlast an outage: ten hours of it.
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 200 },
    });
    const handler = new Handler(this, 'Function', {
      verb: 'score',
      journey,
      timeout: Duration.seconds(handlerTimeoutSeconds),
      environment: {
        TABLE_NAME: table.tableName,
        SECRET_ID: secret.secretArn,
        QUEUE_URL: this.queue.queueUrl,
        DEAD_LETTERS_URL: this.deadLetters.queueUrl,
      },
    });
    this.handler = handler;
    handler.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 100,
        maxBatchingWindow: Duration.seconds(batchingWindowSeconds),
        reportBatchItemFailures: true,
        // Comprehend's default quota is 10 batch calls a second; more workers would only throttle each other.
        maxConcurrency: 4,
      }),
    );
    // Signals and aliases are put, and the rows that count them added to.
    handler.allowItems(writes, table.tableArn, ...counted);
    handler.allowItems(['dynamodb:BatchGetItem'], table.tableArn, 'K#*');
    handler.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    // A text Comprehend could not read in time comes back through the queue; what can never be stored dead-letters.
    handler.allow(['sqs:SendMessage'], this.queue.queueArn, this.deadLetters.queueArn);
    // Comprehend's detection calls know no resources: `*` is the only one IAM accepts.
    handler.allow(['comprehend:BatchDetectSentiment'], '*');
  }
}
