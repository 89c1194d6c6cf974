import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { alarmCountOf } from '../../core/cost/deployed.ts';
import { sampleJourney, smallPage, stackOf } from './stack.ts';

type Resources = Record<string, { readonly Properties: Record<string, unknown> }>;

describe('the bill and the template', () => {
  const journey = sampleJourney();
  let resourcesOf: (type: string) => readonly Record<string, unknown>[];

  beforeAll(() => {
    const template = Template.fromStack(stackOf(journey));
    resourcesOf = (type) =>
      Object.values(template.findResources(type) as Resources).map(({ Properties }) => Properties);
  }, 60_000);

  it('count the same alarms, and one metric for each', () => {
    const alarms = resourcesOf('AWS::CloudWatch::Alarm');
    expect(alarms.filter(({ Metrics }) => Metrics !== undefined)).toEqual([]);
    expect(alarms).toHaveLength(alarmCountOf(journey, false));
  });

  it('count the same alarms with the page', () => {
    const shown = Template.fromStack(stackOf(journey, {}, smallPage()));
    shown.resourceCountIs('AWS::CloudWatch::Alarm', alarmCountOf(journey, true));
  });

  it('know of one table on demand, one secret, one dashboard and one queue that is looked at', () => {
    const counts = [
      'DynamoDB::GlobalTable',
      'SecretsManager::Secret',
      'CloudWatch::Dashboard',
      'Lambda::EventSourceMapping',
    ];
    expect(counts.map((type) => resourcesOf(`AWS::${type}`).length)).toEqual([1, 1, 1, 1]);
    expect(resourcesOf('AWS::DynamoDB::GlobalTable')[0]).toMatchObject({ BillingMode: 'PAY_PER_REQUEST' });
    expect(resourcesOf('AWS::Lambda::EventSourceMapping')[0]).toMatchObject({
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 2,
      ScalingConfig: { MaximumConcurrency: 4 },
    });
  });

  it('run the sweeps, the watch and the digests by the clock', () => {
    const expressions = resourcesOf('AWS::Scheduler::Schedule').map(({ ScheduleExpression }) => ScheduleExpression);
    expect(expressions).toContain('cron(0,15,30,45 * * * ? *)');
    expect(expressions).toHaveLength(journey.digests.length + 2);
  });
});
