import assert from 'node:assert/strict';
import { Duration, RemovalPolicy, TimeZone } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ContextAttribute } from 'aws-cdk-lib/aws-scheduler';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { sendingSecondsMax } from '../core/digest/ledger.ts';
import { scheduleExpression } from '../core/digest/schedule.ts';
import type { Deployment, Journey } from '../core/journey/schema.ts';
import { chartFont, chartWasm, createChartLayer } from './chart-layer.ts';
import { Handler } from './handler.ts';
import type { Schedules } from './schedules.ts';
import { mailEventsArn } from './settle.ts';

/** Composed in seconds; the recipients' mails leave one after the other. */
const handlerTimeoutSeconds = 120;
// A claim to send must outlive the run that made it, or two runs would send the same mail.
assert(sendingSecondsMax > handlerTimeoutSeconds);

/** An address is SES's once per account and region, so of several stages only one may make it known there. */
const createsSender = ({ senderIdentity, stage }: Deployment): boolean =>
  (senderIdentity ?? (stage === undefined ? 'create' : 'existing')) === 'create';

interface DigestProps {
  readonly table: TableV2;
  readonly secret: Secret;
  readonly journeyLayer: ILayerVersion;
  readonly journey: Journey;
  readonly deployment: Deployment;
  /** Where the links of the mails lead, without a slash at the end. */
  readonly publicUrl: string;
  readonly schedules: Schedules;
  readonly mailEvents: ConfigurationSet;
}

/** Schedules → digest → mail: one schedule per audience, in the audience's own time zone. */
export class Digest extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, props: DigestProps) {
    super(scope, id);
    const { table, secret, journeyLayer, journey, deployment, publicUrl, schedules, mailEvents } = props;
    const { sender } = journey.organisation;
    if (createsSender(deployment)) {
      // Somebody else may send from it by then: to leave it verified harms nobody.
      new EmailIdentity(this, 'Sender', { identity: Identity.email(sender) }).applyRemovalPolicy(
        RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      );
    }
    const handler = new Handler(this, 'Function', {
      verb: 'digest',
      journey: journeyLayer,
      timeout: Duration.seconds(handlerTimeoutSeconds),
      // A quarter of counts and the drawing engine with its font are held at once.
      memoryMebibytes: 1024,
      layers: [createChartLayer(this)],
      environment: {
        TABLE_NAME: table.tableName,
        SECRET_ID: secret.secretArn,
        PUBLIC_URL: publicUrl,
        RESVG_WASM: chartWasm,
        CHART_FONT: chartFont,
        CONFIGURATION_SET: mailEvents.configurationSetName,
      },
    });
    this.handler = handler;
    // It reads signals, counts and wishes, and writes its ledger alone.
    handler.allow(['dynamodb:Query', 'dynamodb:GetItem'], table.tableArn);
    handler.allowItems(['dynamodb:PutItem', 'dynamodb:UpdateItem'], table.tableArn, 'D#*');
    // Which signals a mail quotes, for whoever asks to be forgotten.
    handler.allowItems(['dynamodb:PutItem'], table.tableArn, 'Q#*');
    handler.allow(['dynamodb:Query'], `${table.tableArn}/index/GSI2`);
    // Its key signs the unsubscribe links.
    handler.allow(['secretsmanager:GetSecretValue'], secret.secretArn);
    // SES checks SendEmail for the call and SendRawEmail for a mail that comes as finished MIME.
    handler.allowMails(['ses:SendEmail', 'ses:SendRawEmail'], sender, mailEventsArn(mailEvents));
    for (const plan of journey.digests) {
      const { expression, timeZone } = scheduleExpression(plan, journey.organisation.timeZone);
      schedules.run(this, plan.audience, handler, {
        description: `The digest of ${plan.audience}`,
        expression,
        timeZone: TimeZone.of(timeZone),
        input: { audience: plan.audience, scheduledTime: ContextAttribute.scheduledTime },
      });
    }
  }
}
