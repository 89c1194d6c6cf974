import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ListeningPathError } from '../../core/errors.ts';
import { account, region } from '../../local/template.ts';
import { changedSample, ofType, sampleTemplate, templateOf } from './templates.ts';

const template = templateOf(
  {
    Table: { Type: 'AWS::DynamoDB::GlobalTable' },
    Queue: { Type: 'AWS::SQS::Queue' },
    Secret: { Type: 'AWS::SecretsManager::Secret' },
    Function: { Type: 'AWS::Lambda::Function', Properties: { Timeout: 3 }, Metadata: { why: 'because' } },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Sender: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'listening@example.org' } },
    Machine: { Type: 'AWS::StepFunctions::StateMachine' },
    Stream: { Type: 'AWS::Kinesis::Stream' },
  },
  ['abc'],
);

const failure = (value: unknown): Error => {
  try {
    template.resolve(value);
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was resolved');
};

describe('an intrinsic function', () => {
  it.each([
    [{ Ref: 'AWS::Region' }, region],
    [{ Ref: 'AWS::AccountId' }, account],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ Ref: 'Table' }, 'Table'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, `arn:aws:dynamodb:${region}:${account}:table/Table`],
    [{ Ref: 'Queue' }, `https://sqs.${region}.amazonaws.com/${account}/Queue`],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, `arn:aws:sqs:${region}:${account}:Queue`],
    [{ 'Fn::GetAtt': ['Queue', 'QueueName'] }, 'Queue'],
    [{ Ref: 'Secret' }, `arn:aws:secretsmanager:${region}:${account}:secret:Secret`],
    [{ 'Fn::GetAtt': ['Function', 'Arn'] }, `arn:aws:lambda:${region}:${account}:function:Function`],
    [{ 'Fn::GetAtt': ['Api', 'ApiEndpoint'] }, 'http://127.0.0.1:4710'],
    [{ Ref: 'Sender' }, 'listening@example.org'],
    [{ Ref: 'Machine' }, `arn:aws:states:${region}:${account}:stateMachine:Machine`],
    [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Machine' }] }] }, 'Machine'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Table' }, 'b']] }, 'a/Table/b'],
    [{ 'Fn::Join': ['', [{ 'Fn::Join': ['-', ['x', 'y']] }, { Ref: 'AWS::Partition' }]] }, 'x-yaws'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders.
    [{ 'Fn::Sub': 'of ${AWS::Partition}: ${Queue.Arn}' }, `of aws: arn:aws:sqs:${region}:${account}:Queue`],
  ])('becomes a local name: %j', (value, name) => {
    expect(template.resolve(value)).toBe(name);
  });

  it('is found at any depth, and everything else stays as it is', () => {
    const value = { list: [1, null, { Ref: 'Table' }], plain: { Ref: 'Table', and: 'more' }, flag: false };
    expect(template.resolve(value)).toEqual({ ...value, list: [1, null, 'Table'] });
  });

  it.each([
    [{ 'Fn::ImportValue': 'x' }, 'the intrinsic function Fn::ImportValue'],
    [{ 'Fn::Sub': ['x', {}] }, 'the intrinsic function Fn::Sub'],
    [{ 'Fn::Select': [2, ['a', 'b']] }, 'item 2 of ["a","b"]'],
    [{ Ref: 'Nobody' }, 'the resource Nobody'],
    [{ Ref: 'AWS::StackName' }, 'the resource AWS::StackName'],
    [{ Ref: 'Stream' }, 'the resource type AWS::Kinesis::Stream'],
    [{ 'Fn::GetAtt': ['Table', 'StreamArn'] }, "AWS::DynamoDB::GlobalTable's attribute StreamArn"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's placeholders.
    [{ 'Fn::Join': ['', [{ 'Fn::Sub': '${Nobody}' }]] }, 'the resource Nobody'],
  ])('that is not known is an error that names it: %j', (value, what) => {
    expect(failure(value)).toBeInstanceOf(ListeningPathError);
    expect(failure(value).message).toBe(
      `template: ${what} is not known to the local run; teach local/template.ts about it`,
    );
  });
});

describe('a template', () => {
  it('gives the resources of a type with their properties resolved and their metadata', () => {
    expect(template.ofType('AWS::Lambda::Function')).toEqual([
      { id: 'Function', type: 'AWS::Lambda::Function', properties: { Timeout: 3 }, metadata: { why: 'because' } },
    ]);
    expect(template.ofType('AWS::SNS::Topic')).toEqual([]);
  });

  it('finds the folder of an asset, and says which one is missing', () => {
    expect(template.assetFolder('abc.zip')).toMatch(/asset\.abc$/);
    expect(() => template.assetFolder('def.zip')).toThrow('template: asset def.zip is not known to the local run');
  });
});

describe('the template of the sample journey', () => {
  const sample = sampleTemplate();

  it('holds nothing the local run reads but does not know', () => {
    const read = [
      'AWS::DynamoDB::GlobalTable',
      'AWS::SQS::Queue',
      'AWS::Lambda::Function',
      'AWS::Lambda::LayerVersion',
      'AWS::Lambda::EventSourceMapping',
      'AWS::ApiGatewayV2::Route',
      'AWS::ApiGatewayV2::Integration',
      'AWS::IAM::Policy',
      'AWS::Scheduler::Schedule',
      'AWS::SES::EmailIdentity',
      'AWS::SecretsManager::Secret',
    ];
    for (const type of read) expect(sample.ofType(type).length, type).toBeGreaterThan(0);
  });

  it('carries the checked journey as an asset', () => {
    const [layer] = sample.ofType('AWS::Lambda::LayerVersion');
    expect(existsSync(join(sample.assetFolder(layer?.properties.Content.S3Key), 'journey.json'))).toBe(true);
  });

  it('is refused as soon as it uses what is not known', () => {
    const changed = changedSample((resources) => {
      for (const { Properties } of ofType(resources, 'AWS::Lambda::Function'))
        Properties.Environment.Variables.BUCKET = { 'Fn::ImportValue': 'bucket' };
    });
    expect(() => changed.ofType('AWS::Lambda::Function')).toThrow('the intrinsic function Fn::ImportValue');
  });
});
