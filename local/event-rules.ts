import { ListeningPathError } from '../core/errors.ts';
import type { Engine } from './engines/engine.ts';
import type { Resource, Template } from './template.ts';

type AwsEvent = Readonly<Record<string, unknown>>;

/** The fields the stack's rules match. EventBridge knows many more ways to; the local run says so when it meets one. */
const fields = new Set(['source', 'detail-type']);

const matches = ({ id, properties }: Resource, event: AwsEvent): boolean =>
  Object.entries(properties.EventPattern as Record<string, unknown>).every(([name, wanted]) => {
    if (!fields.has(name) || !Array.isArray(wanted) || !wanted.every((value) => typeof value === 'string')) {
      throw new ListeningPathError(`template: the local run does not know the pattern of rule ${id}`);
    }
    return wanted.includes(String(event[name]));
  });

/** Whether the queue's policy lets EventBridge write to it for this rule. */
const mayWrite = (template: Template, ruleArn: string, queueArn: string): boolean =>
  template
    .ofType('AWS::SQS::QueuePolicy')
    .flatMap(({ properties }) => properties.PolicyDocument.Statement as Record<string, Record<string, unknown>>[])
    .some(
      ({ Effect, Principal, Action, Resource, Condition }) =>
        String(Effect) === 'Allow' &&
        Principal?.Service === 'events.amazonaws.com' &&
        [Action].flat().map(String).includes('sqs:SendMessage') &&
        String(Resource) === queueArn &&
        (Condition?.ArnEquals as Record<string, unknown> | undefined)?.['aws:SourceArn'] === ruleArn,
    );

/**
 * Puts an event on the queues that the template's EventBridge rules send it to, as it is.
 *
 * @returns how many rules took it
 * @throws {ListeningPathError} when a rule may not write to its queue
 */
export const putEvent = async (template: Template, sqs: Engine, event: AwsEvent): Promise<number> => {
  const rules = template.ofType('AWS::Events::Rule').filter((rule) => matches(rule, event));
  for (const { id, properties } of rules) {
    const ruleArn = String(template.resolve({ 'Fn::GetAtt': [id, 'Arn'] }));
    for (const { Arn } of properties.Targets as { Arn: string }[]) {
      if (!mayWrite(template, ruleArn, Arn))
        throw new ListeningPathError(`template: rule ${id} may not write to ${Arn}`);
      const input = { QueueUrl: Arn.split(':').at(-1), Entries: [{ Id: '0', MessageBody: JSON.stringify(event) }] };
      await sqs({ operation: 'SendMessageBatch', input, raw: new Uint8Array(), headers: {} });
    }
  }
  return rules.length;
};
