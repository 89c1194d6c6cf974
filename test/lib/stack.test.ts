import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { outputNames } from '../../aws/deployment.ts';
import { scheduleExpression } from '../../core/digest/schedule.ts';
import { sweepDelaysMs } from '../../core/people/erasure.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { sampleJourney, stackOf } from './stack.ts';

// Takes longer than all the rest, and bundles.test.ts does it once for what is deployed.
vi.stubEnv('CDK_VALIDATION', 'false');
// A folder for this file alone: other tests synthesize at the same time, and their folders come and go.
vi.stubEnv('TMPDIR', temporaryFolder());

const journey = sampleJourney();
const layerFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('listening-path-layer-'));
const foldersBefore = layerFolders();
const stack = stackOf(journey);
let template: Template;

beforeAll(() => {
  template = Template.fromStack(stack);
});

const isDigest = ({ Target }: { Target: { Input: string } }): boolean => 'audience' in JSON.parse(Target.Input);
const propertiesOf = (type: string) => Object.values(template.findResources(type)).map(({ Properties }) => Properties);
const one = (type: string, properties: object = {}) => {
  const found = Object.entries(template.findResources(type, { Properties: Match.objectLike(properties) }));
  expect(found, type).toHaveLength(1);
  const [id, { Properties }] = found[0] as [string, { Properties: Record<string, never> }];
  return { id, properties: Properties as Record<string, unknown> };
};
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const verbs = ['receive', 'score', 'digest', 'settle', 'watch', 'unsubscribe', 'rebuild', 'erase'];

describe('the functions', () => {
  it('are the verbs of the pipeline, each named by its source file', () => {
    const functions = Object.values(template.findResources('AWS::Lambda::Function'));
    const sources = functions.map(({ Metadata }) => Metadata['listening-path:source']);
    expect(sources.sort()).toEqual(verbs.map((verb) => `functions/${verb}.ts`).sort());
    for (const source of sources) expect(existsSync(source), source).toBe(true);
  });

  it('run on Node 24, arm64, with structured logs that are kept a month', () => {
    const wanted = { Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' };
    const LoggingConfig = { LogFormat: 'JSON', LogGroup: { Ref: Match.stringLikeRegexp('FunctionLog') } };
    template.resourcePropertiesCountIs('AWS::Lambda::Function', { ...wanted, LoggingConfig }, verbs.length);
    // One more for the API.
    template.resourcePropertiesCountIs('AWS::Logs::LogGroup', { RetentionInDays: 30 }, verbs.length + 1);
  });

  it('read the journey from one layer', () => {
    const { id } = one('AWS::Lambda::LayerVersion', { Description: Match.stringLikeRegexp('journey') });
    const Environment = { Variables: Match.objectLike({ JOURNEY_FILE: '/opt/journey.json' }) };
    const wanted = { Layers: Match.arrayWith([{ Ref: id }]), Environment };
    template.resourcePropertiesCountIs('AWS::Lambda::Function', Match.objectLike(wanted) as never, verbs.length);
  });

  it('draw from a layer where they draw, and only there', () => {
    const { id } = one('AWS::Lambda::LayerVersion', { Description: Match.stringLikeRegexp('charts') });
    const drawing = propertiesOf('AWS::Lambda::Function').filter(({ Layers }) =>
      Layers.some(({ Ref }: { Ref: string }) => Ref === id),
    );
    expect(drawing.map(({ Environment }) => Environment.Variables)).toEqual([
      expect.objectContaining({ RESVG_WASM: '/opt/resvg.wasm', CHART_FONT: '/opt/inter.ttf' }),
    ]);
  });
});

describe('the public address', () => {
  it('has a door for webhooks and one for unsubscribe links, each with its own function', () => {
    const routes = propertiesOf('AWS::ApiGatewayV2::Route');
    expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual([
      'ANY /hooks/{source}',
      'ANY /hooks/{source}/{token}',
      'ANY /unsubscribe/{token}',
    ]);
    expect(new Set(routes.map(({ Target }) => JSON.stringify(Target))).size).toBe(2);
    template.resourceCountIs('AWS::ApiGatewayV2::Api', 1);
  });

  it('is where the links of the digests lead', () => {
    const { id } = one('AWS::ApiGatewayV2::Api');
    const digest = one('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ RESVG_WASM: Match.anyValue() }) },
    });
    const { Variables } = digest.properties.Environment as { Variables: Record<string, unknown> };
    expect(Variables.PUBLIC_URL).toEqual({ 'Fn::GetAtt': [id, 'ApiEndpoint'] });
  });
});

describe('the API', () => {
  it('lets in so many requests a second for long, and ten times as many at once', () => {
    const { properties } = one('AWS::ApiGatewayV2::Stage');
    expect(properties).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 1_000 },
    });
  });

  it('keeps of each request neither who sent it nor its path, which may be a secret', () => {
    const { properties } = one('AWS::ApiGatewayV2::Stage');
    const { Format } = properties.AccessLogSettings as { Format: string };
    const variables = [...Format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name);
    expect(variables).toEqual([
      'requestId',
      'requestTimeEpoch',
      'routeKey',
      'status',
      'responseLatency',
      'integrationLatency',
      'integrationErrorMessage',
      'responseLength',
    ]);
  });

  it('has the domain that the journey names, and says where its name has to lead', () => {
    const own = Template.fromStack(stackOf(journey, { domain: 'feedback.faromovil.example' }));
    const [certificate] = Object.keys(own.findResources('AWS::CertificateManager::Certificate'));
    own.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'feedback.faromovil.example',
      DomainNameConfigurations: [{ CertificateArn: { Ref: certificate } }],
    });
    const addresses = Object.values(own.findOutputs('*')).map(({ Value }) => Value);
    expect(addresses).toContain('https://feedback.faromovil.example/hooks/store-tablets');
    expect(Object.keys(own.findOutputs('DomainTarget'))).toHaveLength(1);
  });
});

describe('a digest’s reader', () => {
  const actionsOf = (source: string): string[] => {
    const [lambda] = Object.values(template.findResources('AWS::Lambda::Function')).filter(
      ({ Metadata }) => Metadata['listening-path:source'] === source,
    );
    const [role] = lambda?.Properties.Role['Fn::GetAtt'] ?? [];
    return propertiesOf('AWS::IAM::Policy')
      .filter(({ Roles }) => Roles.some(({ Ref }: { Ref: string }) => Ref === role))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action }) => Action)
      .filter((action) => !/^(logs|xray):/.test(action))
      .sort();
  };

  it('is unsubscribed by a function that may look, write down and take back, and mail nobody', () => {
    expect(actionsOf('functions/unsubscribe.ts')).toEqual([
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'secretsmanager:GetSecretValue',
    ]);
  });

  it('gets a link signed by a function that may read the key, and unsubscribe nobody', () => {
    expect(actionsOf('functions/digest.ts')).toContain('secretsmanager:GetSecretValue');
    expect(actionsOf('functions/digest.ts')).not.toContain('dynamodb:DeleteItem');
  });
});

describe('the queue', () => {
  it('gives up a message after ten hours of tries and keeps it two weeks among the dead letters', () => {
    const working = one('AWS::SQS::Queue', { RedrivePolicy: Match.anyValue() });
    const { deadLetterTargetArn } = working.properties.RedrivePolicy as {
      deadLetterTargetArn: { 'Fn::GetAtt': string[] };
    };
    const [deadId = ''] = deadLetterTargetArn['Fn::GetAtt'];
    const dead = { id: deadId, properties: template.findResources('AWS::SQS::Queue')[deadId]?.Properties };
    const RedrivePolicy = { deadLetterTargetArn: arnOf(dead.id), maxReceiveCount: 200 };
    expect(working.properties).toMatchObject({ RedrivePolicy, SqsManagedSseEnabled: true });
    expect(dead.properties).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
  });

  it('hides a message for six times its function and the window, as Lambda asks', () => {
    const { properties: queue } = one('AWS::SQS::Queue', { RedrivePolicy: Match.anyValue() });
    const { properties: mapping } = one('AWS::Lambda::EventSourceMapping');
    const { properties: score } = one('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ TABLE_NAME: Match.anyValue(), QUEUE_URL: Match.anyValue() }) },
    });
    const needed = 6 * Number(score.Timeout) + Number(mapping.MaximumBatchingWindowInSeconds);
    expect(Number(queue.VisibilityTimeout)).toBeGreaterThanOrEqual(needed);
  });

  it('is read in batches whose failures are reported one by one', () => {
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 100,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 4 },
    });
  });

  it('takes nothing that is not encrypted on its way', () => {
    const Statement = Match.arrayWith([
      Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
    template.resourcePropertiesCountIs('AWS::SQS::QueuePolicy', { PolicyDocument: { Statement } }, 3);
  });
});

describe('the table', () => {
  it('has its keys, two indexes, and costs nothing while nothing happens', () => {
    const key = (name: string) => [
      { AttributeName: `${name}PK`, KeyType: 'HASH' },
      { AttributeName: `${name}SK`, KeyType: 'RANGE' },
    ];
    template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: key(''),
      GlobalSecondaryIndexes: [
        { IndexName: 'GSI1', KeySchema: key('GSI1'), Projection: { ProjectionType: 'KEYS_ONLY' } },
        { IndexName: 'GSI2', KeySchema: key('GSI2'), Projection: { ProjectionType: 'INCLUDE' } },
      ],
    });
  });

  it('can be wound back to any second, and cannot be deleted by mistake', () => {
    const replica = {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    };
    template.hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Replicas: [Match.objectLike(replica)], SSESpecification: { SSEEnabled: true } },
    });
  });
});

describe('the sweeps after an erasure', () => {
  it('are asked for every quarter of an hour', () => {
    const schedules = Object.entries(template.findResources('AWS::Scheduler::Schedule'));
    const sweeps = schedules.filter(([id]) => id.startsWith('Erase')).map(([, { Properties }]) => Properties);
    expect(sweeps.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual(['cron(0,15,30,45 * * * ? *)']);
  });

  it('end when nothing can wait any more on the queue or with the dead letters', () => {
    const way = Object.entries(template.findResources('AWS::SQS::Queue')).filter(([id]) => id.startsWith('Score'));
    const seconds = way.map(([, { Properties }]) => Properties.MessageRetentionPeriod);
    expect(sweepDelaysMs.last).toBe(seconds.reduce((sum, each) => sum + each, 0) * 1_000);
  });

  it('come late enough that no function which was storing then still works', () => {
    const queues = propertiesOf('AWS::SQS::Queue').flatMap(({ VisibilityTimeout = 0 }) => VisibilityTimeout);
    expect(sweepDelaysMs.soon).toBeGreaterThan(Math.max(...queues) * 1_000);
  });
});

describe('the digests', () => {
  it('leave by one schedule each, at their hour in their own time zone', () => {
    const schedules = propertiesOf('AWS::Scheduler::Schedule')
      .filter(isDigest)
      .map((schedule) => ({
        audience: JSON.parse(schedule.Target.Input).audience,
        expression: schedule.ScheduleExpression,
        timeZone: schedule.ScheduleExpressionTimezone,
      }));
    const planned = journey.digests.map((plan) => ({
      audience: plan.audience,
      ...scheduleExpression(plan, journey.organisation.timeZone),
    }));
    expect(schedules).toEqual(planned);
    expect(schedules).toContainEqual({
      audience: 'care-team',
      expression: 'cron(0 9 ? * MON *)',
      timeZone: 'Europe/Madrid',
    });
  });

  it('are told the time they were due, which every retry shares', () => {
    for (const { Target } of propertiesOf('AWS::Scheduler::Schedule').filter(isDigest)) {
      expect(JSON.parse(Target.Input).scheduledTime).toBe('<aws.scheduler.scheduled-time>');
    }
  });

  it('leave in the zone of an audience that has one', () => {
    const [plan] = journey.digests;
    if (plan === undefined) throw new Error('the sample has no digest');
    const abroad = { ...journey, digests: [{ ...plan, timeZone: 'Asia/Tokyo', hour: 18 }] };
    Template.fromStack(stackOf(abroad)).hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 18 ? * MON *)',
      ScheduleExpressionTimezone: 'Asia/Tokyo',
    });
  });

  it('come from the sender of the journey, whom SES is told of once and remembers', () => {
    const { properties } = one('AWS::SES::EmailIdentity');
    expect(properties.EmailIdentity).toBe(journey.organisation.sender);
    template.hasResource('AWS::SES::EmailIdentity', { DeletionPolicy: 'RetainExceptOnCreate' });
  });

  it.each([
    ['the stack has a stage', { stage: 'dev' }, 0],
    ['SES knows the sender already', { senderIdentity: 'existing' }, 0],
    ['a stage is told to', { stage: 'dev', senderIdentity: 'create' }, 1],
  ] as const)('come from a sender whom SES is told of or not: %s', (_, settings, count) => {
    Template.fromStack(stackOf(journey, settings)).resourceCountIs('AWS::SES::EmailIdentity', count);
  });
});

describe('the stack', () => {
  it('has one secret, which is kept when the stack goes', () => {
    one('AWS::SecretsManager::Secret');
    template.hasResource('AWS::SecretsManager::Secret', { DeletionPolicy: 'RetainExceptOnCreate' });
  });

  it('prints what the command line finds it by, and the address of every source', () => {
    const outputs = template.findOutputs('*');
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining([...outputNames]));
    const addresses = Object.values(outputs).map(({ Value }) => JSON.stringify(Value));
    // And of the dashboard.
    expect(addresses).toHaveLength(journey.sources.length + outputNames.length + 1);
    for (const { id } of journey.sources) {
      expect(
        addresses.filter((address) => address.includes(`"/hooks/${id}"`)),
        id,
      ).toHaveLength(1);
    }
  });

  it('gives no right to everything, but where the service knows no resources', () => {
    const statements = propertiesOf('AWS::IAM::Policy').flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const unbounded = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
    const allowed = ['comprehend:BatchDetectSentiment', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
    expect([...new Set(unbounded.flatMap(({ Action }) => Action))].sort()).toEqual(allowed);
    expect(statements.filter(({ Action }) => [Action].flat().some((action) => action.includes('*')))).toEqual([]);
  });

  it('is synthesized without a warning', () => {
    expect(Annotations.fromStack(stack).findWarning('*', Match.anyValue())).toEqual([]);
    expect(Annotations.fromStack(stack).findError('*', Match.anyValue())).toEqual([]);
  });

  it('leaves no file of its own behind', () => {
    expect(layerFolders()).toEqual(foldersBefore);
  });
});
