import { Duration, TimeZone } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import type { Schedules } from './schedules.ts';
import { counted, writes } from './score.ts';

interface EraseProps {
  readonly table: TableV2;
  readonly deadLetters: IQueue;
  readonly secret: Secret;
  readonly journey: ILayerVersion;
  readonly schedules: Schedules;
}

/** Command line and schedule → erase: forgets a person, and again what was still on its way. */
export class Erase extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, deadLetters, secret, journey, schedules }: EraseProps) {
    super(scope, id);
    const handler = new Handler(this, 'Function', {
      verb: 'erase',
      journey,
      // Lambda's longest: somebody with thousands of signals, and a walk through all dead letters.
      timeout: Duration.minutes(15),
      environment: {
        TABLE_NAME: table.tableName,
        SECRET_ID: secret.secretArn,
        DEAD_LETTERS_URL: deadLetters.queueUrl,
      },
    });
    this.handler = handler;
    const rows = ['C#*', 'X'];
    // What leads to a person: their index, aliases, objects, links, conflicts, and the mails that quote them.
    handler.allow(['dynamodb:Query'], table.tableArn, `${table.tableArn}/index/GSI1`);
    // Of somebody who asks again: what they did since then belongs to nobody, and no index leads to it.
    handler.allow(['dynamodb:Scan'], table.tableArn);
    handler.allowItems(['dynamodb:BatchGetItem'], table.tableArn, 'F#*', 'K#*', ...rows);
    handler.allowItems(['dynamodb:GetItem'], table.tableArn, 'K#*', 'D#*');
    // Signals become tombstones, aliases marks, and what they counted is taken back.
    handler.allowItems(writes, table.tableArn, ...counted);
    // What is still to be swept is written down, and a frozen mail made anew.
    handler.allowItems(['dynamodb:PutItem'], table.tableArn, 'E');
    handler.allowItems(['dynamodb:UpdateItem'], table.tableArn, 'D#*');
    // Of the ledger only a frozen mail that cannot be made anew.
    handler.allowItems(['dynamodb:DeleteItem'], table.tableArn, ...rows, 'L', 'E', 'Q#*', 'D#*');
    handler.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    const walk = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'];
    // Whether somebody else holds letters that it could not look at.
    handler.allow([...walk, 'sqs:GetQueueAttributes'], deadLetters.queueArn);
    schedules.run(this, 'Sweeps', handler, {
      description: 'Sweeps again after whoever asked to be forgotten',
      expression: 'cron(0,15,30,45 * * * ? *)',
      timeZone: TimeZone.ETC_UTC,
      input: {},
    });
  }
}
