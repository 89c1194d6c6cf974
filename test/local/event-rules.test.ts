import { Stage } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { QueueEngine } from '../../local/engines/queue.ts';
import { putEvent } from '../../local/event-rules.ts';
import { Template } from '../../local/template.ts';
import { fixture } from '../core/channels/fixture.ts';
import { sampleJourney, stackOf } from '../lib/stack.ts';
import { templateOf } from './templates.ts';

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
    expect(await putEvent(template, engine.answer, event)).toBe(1);
    const call = { operation: 'ReceiveMessage', input: { QueueUrl: working?.id }, raw: new Uint8Array(), headers: {} };
    const { Messages } = JSON.parse(String((await engine.answer(call)).body));
    expect(JSON.parse(Messages[0].Body)).toEqual(event);
  });

  it('goes nowhere when no rule wants it', async () => {
    const engine = new QueueEngine(':memory:', queues);
    expect(await putEvent(template, engine.answer, { ...event, source: 'aws.ec2' })).toBe(0);
    expect(engine.sentTo(working?.id ?? '')).toBe(0);
  });

  it('is refused where the queue’s policy does not let the rule write', async () => {
    const rule = {
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { source: ['aws.connect'] }, Targets: [{ Arn: 'arn:aws:sqs:x:0:Q', Id: 'a' }] },
    };
    const bare = templateOf({ R: rule, Q: { Type: 'AWS::SQS::Queue' } });
    const engine = new QueueEngine(':memory:', [{ name: 'Q', visibilityTimeoutSeconds: 30 }]);
    await expect(putEvent(bare, engine.answer, event)).rejects.toThrow('template: rule R may not write to');
  });
});
