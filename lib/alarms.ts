import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { webhookOf } from '../core/channels/all.ts';
import type { Deployment, Journey } from '../core/journey/schema.ts';
import { type Gauge, gaugeNamespace } from '../core/watch/gauges.ts';
import type { Handler } from './handler.ts';
import { indexNames } from './store.ts';

/** Everything there is to look at. */
export interface Watched {
  readonly journey: Journey;
  readonly deployment: Deployment;
  readonly stackName: string;
  readonly api: HttpApi;
  readonly table: TableV2;
  readonly queue: IQueue;
  readonly deadLetters: IQueue;
  readonly scheduleDeadLetters: IQueue;
  /** Every function, by its verb. */
  readonly functions: Readonly<Record<string, Handler>>;
}

interface Fault {
  readonly metric: IMetric;
  /** Rings above this. */
  readonly above: number;
  /** In how many periods; one when absent. */
  readonly periods?: number;
  /** Of the last so many; in a row when absent. */
  readonly ofPeriods?: number;
  /** That nobody measures is a fault as well. */
  readonly isSilenceFault?: true;
  /** What a person reads first, in the mail. */
  readonly says: string;
  /** Its heading in docs/runbook.md, as an anchor. */
  readonly section: string;
}

type Faults = Readonly<Record<string, Fault>>;

/** One in twenty is more than the odd text that no scorer reads, or the odd address that is gone. */
const shareMax = 0.05;
/** A function that once needed this much of its time soon needs all of it. */
const timeoutShareMax = 0.8;
const period = Duration.minutes(5);

/** The pipeline's own measurement, of one stack. */
export const gauge = (stackName: string, name: Gauge, statistic: string, over: Duration, source?: string): Metric =>
  new Metric({
    namespace: gaugeNamespace,
    metricName: name,
    statistic,
    period: over,
    dimensionsMap: { service: stackName, ...(source !== undefined && { source }) },
  });

/** Of the table and of each of its indexes, which DynamoDB counts apart. */
const throttlesOf = (table: TableV2): Faults =>
  Object.fromEntries(
    ['Read', 'Write'].flatMap((kind) =>
      [undefined, ...indexNames].map((index): [string, Fault] => [
        `${kind}Throttles${index ?? ''}`,
        {
          metric: table.metric(`${kind}ThrottleEvents`, {
            period,
            statistic: Stats.SUM,
            dimensionsMap: { TableName: table.tableName, ...(index && { GlobalSecondaryIndexName: index }) },
          }),
          above: 0,
          periods: 3,
          says: `For a quarter of an hour ${index ? `the index ${index}` : 'the table'} has refused ${kind.toLowerCase()}s.`,
          section: 'the-table-throttles',
        },
      ]),
    ),
  );

/** From the public door to the table. */
const faultsOfTheWay = ({ deployment, stackName, api, table, queue, deadLetters }: Watched): Faults => ({
  OldMessage: {
    metric: queue.metricApproximateAgeOfOldestMessage({ period, statistic: Stats.MAXIMUM }),
    // Twice as long as a text waits on purpose, before Comprehend is asked for it again.
    above: 1_800,
    says: 'A signal has waited for over half an hour to be stored.',
    section: 'signals-wait',
  },
  // The age of the oldest leaves out what was received three times: what comes back again and again is never old.
  HandedBack: {
    metric: gauge(stackName, 'HandedBack', Stats.SUM, period),
    above: 0,
    periods: 3,
    says: 'For a quarter of an hour signals have gone back to the queue: the table or the API of a tool does not answer.',
    section: 'signals-wait',
  },
  DeadLetters: {
    metric: deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
    above: 0,
    says: 'Something that came in could not be stored and lies with the dead letters.',
    section: 'dead-letters',
  },
  Unscored: {
    metric: gauge(stackName, 'Unscored', Stats.AVERAGE, Duration.hours(6)),
    above: shareMax,
    periods: 2,
    ofPeriods: 4,
    says: 'Comprehend rejected over one text in twenty in two quarters of the last day.',
    section: 'texts-without-sentiment',
  },
  Pending: {
    metric: gauge(stackName, 'Pending', Stats.AVERAGE, Duration.minutes(15)),
    above: shareMax,
    // A text that waits is asked for every quarter of an hour: three times unread is more than bad luck.
    periods: 3,
    ofPeriods: 4,
    says: 'Over one text in twenty waits for Comprehend, in three quarters of the last hour.',
    section: 'comprehend-does-not-answer',
  },
  ServerErrors: {
    metric: api.metricServerError({ period, statistic: Stats.SUM }),
    above: 0,
    periods: 3,
    says: 'For a quarter of an hour webhooks have got a 5xx: their tools try again, and some day give up.',
    section: 'webhooks-get-a-5xx',
  },
  ...throttlesOf(table),
  Cost: {
    metric: gauge(stackName, 'EstimatedCost', Stats.SUM, Duration.days(1)),
    above: deployment.costPerDayMax,
    says: `Reading and storing signals cost over ${deployment.costPerDayMax} dollars in a day.`,
    section: 'a-day-costs-too-much',
  },
});

/**
 * Of each webhook: when most are refused, its secret was changed on one side alone, or somebody forges. Not by one alone:
 * in a quiet quarter of an hour a single forged webhook is all there is. Within a day, because not every tool that is
 * refused comes again soon.
 */
const faultsOfSources = ({ journey, stackName }: Watched): Faults =>
  Object.fromEntries(
    journey.sources
      .filter((source) => webhookOf(source))
      .map(({ id }) => [
        `Refused-${id}`,
        {
          metric: gauge(stackName, 'Unauthorized', Stats.AVERAGE, Duration.minutes(15), id),
          above: 0.5,
          periods: 2,
          ofPeriods: 96,
          says: `Most webhooks of ${id} are refused: their proof does not hold.`,
          section: 'a-source-is-refused',
        },
      ]),
  );

const faultsOfFunctions = ({ functions }: Watched): Faults =>
  Object.fromEntries(
    Object.entries(functions).flatMap(([verb, handler]) => {
      const timeoutMs = handler.timeout?.toMilliseconds() ?? 0;
      const faults: [string, Fault][] = [
        [
          'Errors',
          {
            metric: handler.metricErrors({ period }),
            above: 0,
            says: `The function ${verb} failed.`,
            section: 'a-function-fails',
          },
        ],
        [
          'Throttles',
          {
            metric: handler.metricThrottles({ period }),
            above: 0,
            says: `The function ${verb} was not run because too many run already.`,
            section: 'a-function-is-throttled',
          },
        ],
        [
          'Slow',
          {
            metric: handler.metricDuration({ period, statistic: Stats.MAXIMUM }),
            above: timeoutShareMax * timeoutMs,
            says: `The function ${verb} needed over four fifths of its ${timeoutMs / 1_000} seconds.`,
            section: 'a-function-is-slow',
          },
        ],
      ];
      return faults.map(([kind, fault]) => [`${kind}-${verb}`, fault]);
    }),
  );

const faultsOfDigests = ({ stackName, scheduleDeadLetters }: Watched): Faults => ({
  DigestsOverdue: {
    metric: gauge(stackName, 'DigestsOverdue', Stats.MAXIMUM, Duration.hours(1)),
    above: 0,
    periods: 3,
    isSilenceFault: true,
    says: 'A digest has not left by its time, or nobody has looked for three hours.',
    section: 'a-digest-is-overdue',
  },
  ScheduleDeadLetters: {
    metric: scheduleDeadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: Stats.MAXIMUM }),
    above: 0,
    says: 'Something that nobody waits for failed three times: what runs by the clock, or news of a mail.',
    section: 'a-schedule-did-not-run',
  },
  Bounced: {
    metric: gauge(stackName, 'Bounced', Stats.AVERAGE, Duration.days(1)),
    above: shareMax,
    says: 'Over one mail in twenty of the last day came back or drew a complaint.',
    section: 'mails-bounce',
  },
  SilentSources: {
    metric: gauge(stackName, 'SilentSources', Stats.MAXIMUM, Duration.hours(1)),
    above: 0,
    says: 'A source says nothing for longer than it usually does.',
    section: 'a-source-is-silent',
  },
});

/** One alarm per fault that somebody has to mend, each with its section in docs/runbook.md. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];

  /** @param address who is mailed when one begins to ring. That it ended is not: each would say so once when it is made. */
  constructor(scope: Construct, id: string, watched: Watched, address: string) {
    super(scope, id);
    const faults = {
      ...faultsOfTheWay(watched),
      ...faultsOfSources(watched),
      ...faultsOfFunctions(watched),
      ...faultsOfDigests(watched),
    };
    this.all = Object.entries(faults).map(([name, fault]) => this.#alarm(name, fault));
    this.#mailTo(address);
  }

  #alarm(id: string, { metric, above, periods = 1, ofPeriods = periods, isSilenceFault, says, section }: Fault): Alarm {
    return new Alarm(this, id, {
      metric,
      threshold: above,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: ofPeriods,
      datapointsToAlarm: periods,
      treatMissingData: isSilenceFault ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${says} What to do: docs/runbook.md#${section}`,
    });
  }

  #mailTo(address: string): void {
    const topic = new Topic(this, 'Topic', { displayName: 'Listening Path', enforceSSL: true });
    topic.addSubscription(new EmailSubscription(address));
    // The policy that refuses what is not encrypted takes the place of SNS's own, which lets CloudWatch in.
    topic.addToResourcePolicy(
      new PolicyStatement({
        actions: ['sns:Publish'],
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    for (const alarm of this.all) alarm.addAlarmAction(new SnsAction(topic));
  }
}
