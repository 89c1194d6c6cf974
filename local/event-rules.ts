import { ListeningPathError } from '../core/errors.ts';
import type { Engine } from './engines/engine.ts';
import type { LocalFunction } from './functions.ts';
import type { Resource, Template } from './template.ts';

type AwsEvent = Readonly<Record<string, unknown>>;

/** What rules lead to. */
export interface RuleTargets {
  readonly sqs: Engine;
  readonly functions: ReadonlyMap<string, LocalFunction>;
}

/**
 * Whether a value is among those a rule wants, field by field. EventBridge knows many more ways to want something; the
 * local run says so when it meets one.
 */
const matches = (rule: string, wanted: unknown, value: unknown): boolean => {
  if (Array.isArray(wanted) && wanted.every((one): one is string => typeof one === 'string')) {
    return [value].flat().some((one) => wanted.includes(String(one)));
  }
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) {
    throw new ListeningPathError(`template: the local run does not know the pattern of rule ${rule}`);
  }
  const fields = (typeof value === 'object' ? value : undefined) as AwsEvent | undefined;
  return Object.entries(wanted).every(([name, one]) => matches(rule, one, fields?.[name]));
};

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

/** Whether the function lets EventBridge invoke it for this rule. */
const mayInvoke = (template: Template, ruleArn: string, functionArn: string): boolean =>
  template
    .ofType('AWS::Lambda::Permission')
    .some(
      ({ properties: { Action, FunctionName, Principal, SourceArn } }) =>
        Action === 'lambda:InvokeFunction' &&
        FunctionName === functionArn &&
        Principal === 'events.amazonaws.com' &&
        SourceArn === ruleArn,
    );

const putTo = async (template: Template, targets: RuleTargets, { id }: Resource, Arn: string, event: AwsEvent) => {
  const ruleArn = String(template.resolve({ 'Fn::GetAtt': [id, 'Arn'] }));
  const isQueue = Arn.startsWith('arn:aws:sqs:');
  if (!(isQueue ? mayWrite : mayInvoke)(template, ruleArn, Arn)) {
    throw new ListeningPathError(`template: rule ${id} may not ${isQueue ? 'write to' : 'invoke'} ${Arn}`);
  }
  if (isQueue) {
    const input = { QueueUrl: Arn.split(':').at(-1), Entries: [{ Id: '0', MessageBody: JSON.stringify(event) }] };
    return targets.sqs({ operation: 'SendMessageBatch', input, raw: new Uint8Array(), headers: {} });
  }
  const target = targets.functions.get(Arn);
  if (target === undefined) throw new ListeningPathError(`template: rule ${id} leads to no function`);
  return target.invokeAsync(event);
};

/**
 * Puts an event on the queues and hands it to the functions that the template's EventBridge rules send it to, as it is.
 *
 * @returns how many rules took it
 * @throws {ListeningPathError} when a rule may not write to its queue or invoke its function
 */
export const putEvent = async (template: Template, targets: RuleTargets, event: AwsEvent): Promise<number> => {
  const rules = template
    .ofType('AWS::Events::Rule')
    .filter(({ id, properties }) => matches(id, properties.EventPattern, event));
  for (const rule of rules) {
    for (const { Arn } of rule.properties.Targets as { Arn: string }[])
      await putTo(template, targets, rule, Arn, event);
  }
  return rules.length;
};
