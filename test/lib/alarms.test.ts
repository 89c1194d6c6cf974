import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, vi } from 'vitest';
import { webhookOf } from '../../core/channels/all.ts';
import type { Deployment } from '../../core/journey/schema.ts';
import { gaugeNamespace, gauges } from '../../core/watch/gauges.ts';
import { sourceMetadataKey } from '../../lib/source-metadata.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { root, sampleJourney, smallPage, stackOf } from './stack.ts';

// CloudFormation's own rules are for bundles.test.ts.
vi.stubEnv('CDK_VALIDATION', 'false');
vi.stubEnv('TMPDIR', temporaryFolder());

const journey = sampleJourney();
const alarmAddress = 'operations@faromovil.example';
const template = Template.fromStack(stackOf(journey, { alarmAddress }, smallPage()));

const alarmsOf = (from: Template) =>
  Object.values(from.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
const alarms = alarmsOf(template);

interface Dimension {
  readonly Name: string;
  readonly Value: unknown;
}
const dimensionsOf = ({ Dimensions }: { Dimensions?: readonly Dimension[] }) =>
  Object.fromEntries((Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));

/** What GitHub makes of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

describe('an alarm', () => {
  it('says in a sentence what is wrong, and by which heading of the runbook it is mended', () => {
    const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8');
    const anchors = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    for (const { AlarmDescription } of alarms) {
      const said = /^[A-Z].+\. What to do: docs\/runbook\.md#(.+)$/.exec(AlarmDescription);
      expect(anchors, AlarmDescription).toContain(said?.[1]);
    }
  });

  it('watches each thing that the functions measure of themselves, of this stack alone', () => {
    const own = alarms.filter(({ Namespace }) => Namespace === gaugeNamespace);
    expect([...new Set(own.map(({ MetricName }) => MetricName))].toSorted()).toEqual(Object.keys(gauges).toSorted());
    for (const alarm of own) expect(dimensionsOf(alarm).service, alarm.MetricName).toBe('ListeningPath');
  });

  it('watches every webhook’s proofs', () => {
    const refused = alarms.filter(({ MetricName }) => MetricName === 'Unauthorized');
    const webhooks = journey.sources.filter((source) => webhookOf(source)).map(({ id }) => id);
    expect(refused.map((alarm) => dimensionsOf(alarm).source)).toEqual(webhooks);
  });

  it('watches each function for errors, throttles and how long it takes', () => {
    const functions = Object.entries(template.findResources('AWS::Lambda::Function'));
    // What puts the page into its bucket fails the deployment, which nobody misses.
    const watched = functions.filter(([, { Metadata }]) => Metadata?.[sourceMetadataKey] !== undefined);
    expect(functions.length - watched.length).toBe(1);
    for (const [id, { Properties }] of watched) {
      const own = alarms.filter((alarm) => JSON.stringify(dimensionsOf(alarm).FunctionName) === `{"Ref":"${id}"}`);
      const wanted = { Errors: 0, Throttles: 0, Duration: 800 * Properties.Timeout };
      expect(Object.fromEntries(own.map(({ MetricName, Threshold }) => [MetricName, Threshold])), id).toEqual(wanted);
    }
  });
});

describe('whoever is to know', () => {
  it('is mailed when an alarm begins', () => {
    const [topic = ''] = Object.keys(template.findResources('AWS::SNS::Topic'));
    template.resourceCountIs('AWS::SNS::Topic', 1);
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: alarmAddress,
      TopicArn: { Ref: topic },
    });
    for (const { AlarmActions, OKActions, ActionsEnabled = true } of alarms) {
      expect([AlarmActions, OKActions, ActionsEnabled]).toEqual([[{ Ref: topic }], undefined, true]);
    }
    const mayPublish = {
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Resource: { Ref: topic },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [{ Ref: topic }],
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike(mayPublish)]) },
    });
  });

  it('is nobody where the journey names nobody, and then nothing that costs is watched', () => {
    const unsaid = { alarmAddress: undefined } as unknown as Partial<Deployment>;
    const quiet = Template.fromStack(stackOf(journey, unsaid));
    for (const type of ['AWS::SNS::Topic', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard']) {
      quiet.resourceCountIs(type, 0);
    }
  });
});
