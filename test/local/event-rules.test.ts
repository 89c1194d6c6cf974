import { Stage } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { notKnown } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { putEvent } from '../../local/event-rules.ts';
import type { LocalFunction } from '../../local/functions.ts';
import { Template } from '../../local/template.ts';
import { fixture } from '../core/channels/fixture.ts';
import { sampleJourney, stackOf } from '../lib/stack.ts';
import { templateOf } from './templates.ts';

const none = new Map<string, LocalFunction>();
const event = JSON.parse(fixture('amazon-connect-contact.json').toString());
const connected = () => {
  const journey = sampleJourney();
  const source = {
    ...journey.sources[0],
    id: 'contact-centre',
    channel: 'amazon-connect',
  } as (typeof journey.sources)[0];
  const stack = stackOf({ ...journey, sources: [...journey.sources, source] });
  return new Template(Stage.of(stack)?.synth().directory ?? '', stack.stackName, { apiUrl: 'http://127.0.0.1:1' });
};

describe('an event of AWS itself', () => {
  const template = connected();
  const [working] = template.ofType('AWS::SQS::Queue').filter(({ properties }) => properties.RedrivePolicy);
  const queues = template.ofType('AWS::SQS::Queue').map(({ id }) => ({ name: id, visibilityTimeoutSeconds: 30 }));

  it('lands on the queue as it is, by the rule of the source that reads it', async () => {
    const engine = new QueueEngine(':memory:', queues);
    expect(await putEvent(template, { sqs: engine.answer, functions: none }, event)).toBe(1);
    const call = { operation: 'ReceiveMessage', input: { QueueUrl: working?.id }, raw: new Uint8Array(), headers: {} };
    const { Messages } = JSON.parse(String((await engine.answer(call)).body));
    expect(JSON.parse(Messages[0].Body)).toEqual(event);
  });

  it('goes nowhere when no rule wants it', async () => {
    const engine = new QueueEngine(':memory:', queues);
    expect(await putEvent(template, { sqs: engine.answer, functions: none }, { ...event, source: 'aws.ec2' })).toBe(0);
    expect(engine.sentTo(working?.id ?? '')).toBe(0);
  });

  it('is refused where the queue’s policy does not let the rule write', async () => {
    const rule = {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { source: ['aws.connect'] }, Targets: [{ Arn: 'arn:aws:sqs:x:0:Q', Id: 'a' }] },
    };
    const bare = templateOf({ R: rule, Q: { Type: 'AWS::SQS::Queue' } });
    const engine = new QueueEngine(':memory:', [{ name: 'Q', visibilityTimeoutSeconds: 30 }]);
    await expect(putEvent(bare, { sqs: engine.answer, functions: none }, event)).rejects.toThrow(
      'template: rule R may not write to',
    );
  });
});

describe('an event for a function', () => {
  const ruleOf = (EventPattern: object) => ({
    Type: 'AWS::Events::Rule',
    Properties: { EventPattern, Targets: [{ Arn: { 'Fn::GetAtt': ['F', 'Arn'] }, Id: 'a' }] },
  });
  const tagged = { source: ['aws.ses'], detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: 'Set' }] } } } };
  const permission = {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': ['F', 'Arn'] },
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['R', 'Arn'] },
  };
  const resources = (changed: object = {}, pattern: object = tagged) => ({
    R: ruleOf(pattern),
    F: { Type: 'AWS::Lambda::Function' },
    P: { Type: 'AWS::Lambda::Permission', Properties: { ...permission, ...changed } },
    Set: { Type: 'AWS::SES::ConfigurationSet' },
  });
  const mailEvent = (...sets: string[]) => ({
    source: 'aws.ses',
    detail: { mail: { tags: { 'ses:configuration-set': sets } } },
  });
  const put = async (from: ReturnType<typeof resources>, sent: Readonly<Record<string, unknown>>) => {
    const invoked: unknown[] = [];
    const arn = 'arn:aws:lambda:loopback-1:000000000000:function:F';
    const invokeAsync = async (given: unknown) => void invoked.push(given);
    const target = { arn, source: 'f.ts', invokeAsync } as unknown as LocalFunction;
    const functions = new Map([[arn, target]]);
    const sqs = async () => notKnown('test', 'queues');
    return { rules: await putEvent(templateOf(from), { sqs, functions }, sent), invoked };
  };

  it('is handed to it as it is, when it has one of the tags the rule wants', async () => {
    const sent = mailEvent('Other', 'Set');
    expect(await put(resources(), sent)).toEqual({ rules: 1, invoked: [sent] });
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['another tag', mailEvent('Other')],
    ['no such tag', { source: 'aws.ses', detail: { mail: { tags: {} } } }],
    ['nothing inside', { source: 'aws.ses' }],
    ['text where tags should be', { source: 'aws.ses', detail: { mail: 'Set' } }],
    ['another source', { ...mailEvent('Set'), source: 'mine' }],
  ])('goes nowhere with %s', async (_, sent) => {
    expect(await put(resources(), sent)).toEqual({ rules: 0, invoked: [] });
  });

  it.each([
    { Principal: 'scheduler.amazonaws.com' },
    { SourceArn: 'arn:aws:events:loopback-1:000000000000:rule/Other' },
    { FunctionName: 'arn:aws:lambda:loopback-1:000000000000:function:G' },
    { Action: 'lambda:GetFunction' },
  ])('is refused where no permission of the function is for it: %j', async (changed) => {
    await expect(put(resources(changed), mailEvent('Set'))).rejects.toThrow('template: rule R may not invoke');
  });

  it.each([[{ source: [{ prefix: 'aws.' }] }], [{ source: 'aws.ses' }]])(
    'is an error for a rule that wants it in a way the local run does not know: %j',
    async (pattern) => {
      await expect(put(resources({}, pattern), mailEvent('Set'))).rejects.toThrow(
        'does not know the pattern of rule R',
      );
    },
  );
});
