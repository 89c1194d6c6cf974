import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { gaugeNamespace } from '../core/watch/gauges.ts';
import { type Alarms, gauge, type Watched } from './alarms.ts';

const width = 12;
const period = Duration.minutes(5);

const graph = (title: string, left: IMetric[], right: IMetric[] = []): IWidget =>
  new GraphWidget({ title, width, height: 6, left, right, leftYAxis: { min: 0 }, rightYAxis: { min: 0 } });

/** What happens, in the order in which a signal meets it: from the door to the mail. */
export const createDashboard = (scope: Construct, id: string, watched: Watched, { all }: Alarms): Dashboard => {
  const { stackName, api, queue, deadLetters, table, functions, scheduleDeadLetters, journey } = watched;
  const { receive, score, digest, journey: page } = functions;
  const refused = new MathExpression({
    expression: `SEARCH('{${gaugeNamespace},service,source} MetricName="Unauthorized" service="${stackName}"', 'Sum', 300)`,
    label: '',
    period,
  });
  const errors = Object.values(functions).map((handler) => handler.metricErrors({ period }));
  return new Dashboard(scope, id, {
    defaultInterval: Duration.days(2),
    widgets: [
      [
        new TextWidget({
          markdown: `# ${journey.organisation.name}\nWhat an alarm means and what mends it: docs/runbook.md`,
          width: 2 * width,
          height: 2,
        }),
      ],
      [new AlarmStatusWidget({ title: 'Alarms', alarms: [...all], width: 2 * width, height: 6 })],
      [
        graph(
          '1 Webhooks, and how many get a 5xx',
          [api.metricCount({ period, statistic: Stats.SUM })],
          [api.metricServerError({ period, statistic: Stats.SUM })],
        ),
        graph('1 Webhooks refused, by source', [refused]),
      ],
      [
        graph(
          '2 Queue: messages, and the age of the oldest in seconds',
          [
            queue.metricApproximateNumberOfMessagesVisible({ period }),
            deadLetters.metricApproximateNumberOfMessagesVisible({ period }),
            gauge(stackName, 'HandedBack', Stats.SUM, period),
          ],
          [queue.metricApproximateAgeOfOldestMessage({ period })],
        ),
        graph('3 Score: texts without sentiment, and those that wait for Comprehend (share)', [
          gauge(stackName, 'Unscored', Stats.AVERAGE, period),
          gauge(stackName, 'Pending', Stats.AVERAGE, period),
        ]),
      ],
      [
        graph(
          '4 Table: write units, and refused requests',
          [table.metricConsumedWriteCapacityUnits({ period })],
          [
            table.metric('ReadThrottleEvents', { period, statistic: Stats.SUM }),
            table.metric('WriteThrottleEvents', { period, statistic: Stats.SUM }),
          ],
        ),
        graph('5 Digests: mails delivered or bounced, overdue, schedules that did not run', [
          gauge(stackName, 'Bounced', Stats.SAMPLE_COUNT, Duration.hours(1)),
          gauge(stackName, 'Bounced', Stats.SUM, Duration.hours(1)),
          gauge(stackName, 'DigestsOverdue', Stats.MAXIMUM, Duration.hours(1)),
          scheduleDeadLetters.metricApproximateNumberOfMessagesVisible({ period }),
        ]),
      ],
      [
        graph(
          'Functions: errors, and how long the busiest take (ms)',
          errors,
          [receive, score, digest, page].flatMap((handler) =>
            handler ? [handler.metricDuration({ period, statistic: 'p99' })] : [],
          ),
        ),
        graph(
          'Silent sources, and dollars a day for reading and storing',
          [gauge(stackName, 'SilentSources', Stats.MAXIMUM, Duration.hours(1))],
          [gauge(stackName, 'EstimatedCost', Stats.SUM, Duration.days(1))],
        ),
      ],
    ],
  });
};
