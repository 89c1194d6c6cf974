import assert from 'node:assert/strict';
import { Duration, TimeZone } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { sendingSecondsMax } from '../core/digest/ledger.ts';
import { scheduleExpression } from '../core/digest/schedule.ts';
import type { Journey } from '../core/journey/schema.ts';
import { chartFont, chartWasm, createChartLayer } from './chart-layer.ts';
import { Handler } from './handler.ts';

const handlerTimeoutSeconds = 120;
// A claim to send must outlive the run that made it, or two runs would send the same mail.
assert(sendingSecondsMax > handlerTimeoutSeconds);

interface DigestProps {
  readonly table: TableV2;
  readonly secret: Secret;
  readonly journeyLayer: ILayerVersion;
  readonly journey: Journey;
  /** Where the links of the mails lead, without a slash at the end. */
  readonly publicUrl: string;
}

/** Schedules → digest → mail: one schedule per audience, in the audience's own time zone. */
export class Digest extends Construct {
  readonly functionName: string;

  constructor(scope: Construct, id: string, { table, secret, journeyLayer, journey, publicUrl }: DigestProps) {
    super(scope, id);
    const identity = new EmailIdentity(this, 'Sender', { identity: Identity.email(journey.organisation.sender) });
    const handler = new Handler(this, 'Function', {
      verb: 'digest',
      journey: journeyLayer,
      timeout: Duration.seconds(handlerTimeoutSeconds),
      memoryMebibytes: 1024,
      layers: [createChartLayer(this)],
      environment: {
        TABLE_NAME: table.tableName,
        SECRET_ID: secret.secretArn,
        PUBLIC_URL: publicUrl,
        RESVG_WASM: chartWasm,
        CHART_FONT: chartFont,
      },
    });
    this.functionName = handler.functionName;
    // It reads signals, counts and wishes, and writes its ledger alone.
    handler.allow(['dynamodb:Query', 'dynamodb:GetItem'], table.tableArn);
    handler.allowItems(['dynamodb:PutItem', 'dynamodb:UpdateItem'], table.tableArn, 'D#*');
    // Which signals a mail quotes, for whoever asks to be forgotten.
    handler.allowItems(['dynamodb:PutItem'], table.tableArn, 'Q#*');
    handler.allow(['dynamodb:Query'], `${table.tableArn}/index/GSI2`);
    // Its key signs the unsubscribe links.
    handler.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    // SES checks SendEmail for the call and SendRawEmail for a mail that comes as finished MIME.
    handler.allow(['ses:SendEmail', 'ses:SendRawEmail'], identity.emailIdentityArn);
    for (const plan of journey.digests) {
      const { expression, timeZone } = scheduleExpression(plan, journey.organisation.timeZone);
      new Schedule(this, plan.audience, {
        schedule: ScheduleExpression.expression(expression, TimeZone.of(timeZone)),
        target: new LambdaInvoke(handler, {
          input: ScheduleTargetInput.fromObject({
            audience: plan.audience,
            scheduledTime: ContextAttribute.scheduledTime,
          }),
        }),
      });
    }
  }
}
