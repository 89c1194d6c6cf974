import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Recording } from '../core/channels/recording.ts';
import { ListeningPathError } from '../core/errors.ts';
import type { DeadLetterCount } from '../core/status.ts';

/** What a deployed stack says of itself, by the names of `lib/listening-path-stack.ts`. */
export const outputNames = [
  'ApiUrl',
  'QueueUrl',
  'DeadLettersUrl',
  'TableName',
  'SecretArn',
  'DigestFunction',
  'EraseFunction',
  'RebuildMachine',
  'ReceiveLog',
] as const;

/** Where the parts of a deployed stack are. */
export type Outputs = Readonly<Record<(typeof outputNames)[number], string>> & {
  /** The address of every source that was in the journey when it was deployed. */
  readonly hooks: readonly string[];
  /** What the journey's own domain has to lead to. */
  readonly domainTarget: string | undefined;
};

/** There is no such stack in this account and region, or it is none of ours. */
export class NotDeployed extends ListeningPathError {
  override name = 'NotDeployed';
}

/** @throws {NotDeployed} with what is missing where */
export const findDeployment = async (stackName: string): Promise<Outputs> => {
  const client = new CloudFormationClient();
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch(async (error: Error) => {
      if (error.name !== 'ValidationError' || !error.message.includes('does not exist')) throw error;
      throw new NotDeployed(`there is no stack "${stackName}" in ${await client.config.region()}`);
    });
  const values = new Map(Stacks[0]?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  const missing = outputNames.filter((name) => !values.get(name));
  if (missing.length > 0) {
    throw new NotDeployed(
      `the stack "${stackName}" in ${await client.config.region()} has no output ${missing.join(', ')}`,
    );
  }
  const named = Object.fromEntries(outputNames.map((name) => [name, values.get(name) ?? '']));
  const hooks = [...values.values()].filter((value) => value.startsWith(`${values.get('ApiUrl')}/hooks/`));
  return {
    ...(named as Record<(typeof outputNames)[number], string>),
    hooks,
    domainTarget: values.get('DomainTarget'),
  };
};

/**
 * Runs a function and waits for its answer.
 *
 * @throws {ListeningPathError} with the function's own error
 */
export const invoke = async (functionName: string, event: object): Promise<unknown> => {
  const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await new LambdaClient().send(command);
  const answer = JSON.parse(Payload?.transformToString() || 'null');
  if (FunctionError) throw new ListeningPathError(answer?.errorMessage ?? `${functionName}: ${FunctionError}`);
  return answer;
};

/** The first recording of a source in the log of `receive` since then; it takes CloudWatch some seconds to have it. */
export const findRecording = async (
  logGroupName: string,
  source: string,
  sinceMs: number,
): Promise<Recording | undefined> => {
  const { events = [] } = await new CloudWatchLogsClient().send(
    new FilterLogEventsCommand({
      logGroupName,
      startTime: sinceMs,
      filterPattern: `{ $.recording.source = "${source}" }`,
    }),
  );
  return events[0]?.message === undefined ? undefined : JSON.parse(events[0].message).recording;
};

/** How many messages a queue holds, as SQS guesses it; those put back for later are left out. */
const countMessages = async (client: SQSClient, QueueUrl: string): Promise<number> => {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
  );
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
};

/** As many as SQS hands out at once. */
const readMax = 10;

/**
 * The reasons of a few dead letters. They are read and not deleted, so each is out of sight for a second; and what
 * SQS gave up after too many tries has no reason of its own.
 */
const readReasons = async (client: SQSClient, QueueUrl: string): Promise<DeadLetterCount[]> => {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: readMax,
      MessageAttributeNames: ['reason', 'source'],
      VisibilityTimeout: 1,
      // Short polling asks only some of SQS's servers, and finds nothing on the others.
      WaitTimeSeconds: 1,
    }),
  );
  return Messages.map(({ MessageAttributes: said = {} }) => ({
    reason: said.reason?.StringValue ?? null,
    source: said.source?.StringValue ?? null,
    count: 1,
  }));
};

/** What waits on a stack's queues, and why some of it never will be stored. */
export const countQueues = async ({
  QueueUrl,
  DeadLettersUrl,
}: Pick<Outputs, 'QueueUrl' | 'DeadLettersUrl'>): Promise<{
  readonly waiting: number;
  readonly deadLetters: readonly DeadLetterCount[];
}> => {
  const client = new SQSClient();
  const waiting = await countMessages(client, QueueUrl);
  const dead = await countMessages(client, DeadLettersUrl);
  const read = dead === 0 ? [] : await readReasons(client, DeadLettersUrl);
  const unread = dead - read.length;
  const rest = { reason: 'not looked at', source: null, count: unread };
  return { waiting, deadLetters: unread > 0 ? [...read, rest] : read };
};
