import { Duration, TimeZone } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import type { Schedules } from './schedules.ts';

interface WatchProps {
  readonly table: TableV2;
  readonly journey: ILayerVersion;
  readonly schedules: Schedules;
}

/** Schedule → watch → metrics: what should have happened and did not, which no event tells. */
export class Watch extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, journey, schedules }: WatchProps) {
    super(scope, id);
    this.handler = new Handler(this, 'Function', {
      verb: 'watch',
      journey,
      // A query a source, of a quarter's days.
      timeout: Duration.minutes(1),
      environment: { TABLE_NAME: table.tableName },
    });
    this.handler.allowItems(['dynamodb:Query'], table.tableArn, 'H#*');
    this.handler.allowItems(['dynamodb:BatchGetItem'], table.tableArn, 'D#*');
    // Since when it has known of which digests.
    this.handler.allowItems(['dynamodb:GetItem', 'dynamodb:PutItem'], table.tableArn, 'W');
    schedules.run(this, 'Hourly', this.handler, {
      description: 'Looks for digests that did not leave and for sources that went silent',
      // Digests leave at the full hour: by then theirs is an hour and a little more ago.
      expression: 'cron(5 * * * ? *)',
      timeZone: TimeZone.ETC_UTC,
      input: { scheduledTime: ContextAttribute.scheduledTime },
    });
  }
}
