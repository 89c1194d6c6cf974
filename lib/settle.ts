import { Duration, Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { mailEventTypes } from '../core/digest/mail-event.ts';
import { Handler } from './handler.ts';

/** What mails are sent through so that SES tells what becomes of them, on the account's own event bus. */
export const createMailEvents = (scope: Construct): ConfigurationSet => {
  const mailEvents = new ConfigurationSet(scope, 'MailEvents');
  mailEvents.addEventDestination('Bus', {
    // SES knows no other bus than this one.
    destination: EventDestination.eventBus(EventBus.fromEventBusName(scope, 'DefaultBus', 'default')),
    events: [
      EmailSendingEvent.DELIVERY,
      EmailSendingEvent.BOUNCE,
      EmailSendingEvent.COMPLAINT,
      EmailSendingEvent.REJECT,
    ],
  });
  return mailEvents;
};

/** Whoever sends through a configuration set needs the right to send of it as well as of the sender. */
export const mailEventsArn = (mailEvents: ConfigurationSet): string =>
  Stack.of(mailEvents).formatArn({
    service: 'ses',
    resource: 'configuration-set',
    resourceName: mailEvents.configurationSetName,
  });

interface SettleProps {
  readonly table: TableV2;
  readonly journey: ILayerVersion;
  readonly mailEvents: ConfigurationSet;
  /** Takes events that could not be settled. */
  readonly deadLetters: IQueue;
}

/** SES's events → settle → table: what became of each mail, and nothing more to whom none should go. */
export class Settle extends Construct {
  readonly handler: Handler;

  constructor(scope: Construct, id: string, { table, journey, mailEvents, deadLetters }: SettleProps) {
    super(scope, id);
    this.handler = new Handler(this, 'Function', {
      verb: 'settle',
      journey,
      // Two items of the ledger and a few wishes; twice as long as the SDK tries again.
      timeout: Duration.seconds(30),
      environment: { TABLE_NAME: table.tableName },
    });
    this.handler.allowItems(['dynamodb:GetItem', 'dynamodb:UpdateItem'], table.tableArn, 'D#*');
    // It takes people off the lists; nobody but themselves puts them back.
    this.handler.allowItems(['dynamodb:PutItem'], table.tableArn, 'U#*');
    this.handler.sendFailuresTo(deadLetters);
    new Rule(this, 'Rule', {
      description: 'What became of mails of Listening Path',
      eventPattern: {
        source: ['aws.ses'],
        detailType: [...mailEventTypes],
        // Others of this account may send mails as well.
        detail: { mail: { tags: { 'ses:configuration-set': [mailEvents.configurationSetName] } } },
      },
      targets: [new LambdaFunction(this.handler, { deadLetterQueue: deadLetters })],
    });
  }
}
