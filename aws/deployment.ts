import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Recording } from '../core/channels/recording.ts';
import { ListeningPathError, UsageError } from '../core/errors.ts';
import type { DeadLetterCount } from '../core/status.ts';
import type { Sdk } from './clients.ts';

/** What a deployed stack says of itself, by the names of `lib/listening-path-stack.ts`. */
export const outputNames = [
  'ApiUrl',
  'QueueUrl',
  'DeadLettersUrl',
  'TableName',
  'SecretArn',
  'DigestFunction',
  'ReceiveLog',
] as const;

/** Where the parts of a deployed stack are. */
export type Outputs = Readonly<Record<(typeof outputNames)[number], string>> & {
  /** The address of every source that was in the journey when it was deployed. */
  readonly hooks: readonly string[];
};

const where = async (client: CloudFormationClient): Promise<string> => `in ${await client.config.region()}`;

/** @throws {UsageError} when there is no such stack, or it is none of ours */
export const findDeployment = async (stackName: string, sdk: Sdk = {}): Promise<Outputs> => {
  const client = new CloudFormationClient(sdk);
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch(async (error: Error) => {
      if (error.name !== 'ValidationError' || !error.message.includes('does not exist')) throw error;
      throw new UsageError(
        `--stack: there is no stack "${stackName}" ${await where(client)}; AWS_REGION and AWS_PROFILE say where to look, and \`npx cdk deploy\` deploys one, usually named ListeningPath`,
      );
    });
  const values = new Map(Stacks[0]?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  const missing = outputNames.filter((name) => !values.get(name));
  if (missing.length > 0) {
    throw new UsageError(
      `--stack: "${stackName}" ${await where(client)} has no output ${missing.join(', ')}; deploy it again with \`npx cdk deploy\`, if it is a stack of Listening Path`,
    );
  }
  const named = Object.fromEntries(outputNames.map((name) => [name, values.get(name) ?? '']));
  const hooks = [...values.values()].filter((value) => value.startsWith(`${values.get('ApiUrl')}/hooks/`));
  return { ...(named as Record<(typeof outputNames)[number], string>), hooks };
};

/**
 * Runs a function and waits for its answer.
 *
 * @throws {ListeningPathError} with the function's own error
 */
export const invoke = async (functionName: string, event: object, sdk: Sdk = {}): Promise<unknown> => {
  const command = new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) });
  const { FunctionError, Payload } = await new LambdaClient(sdk).send(command);
  const answer = JSON.parse(Payload?.transformToString() || 'null');
  if (FunctionError) throw new ListeningPathError(answer?.errorMessage ?? `${functionName}: ${FunctionError}`);
  return answer;
};

/** The first recording of a source in the log of `receive` since then; it takes CloudWatch some seconds to have it. */
export const findRecording = async (
  logGroupName: string,
  source: string,
  sinceMs: number,
  sdk: Sdk = {},
): Promise<Recording | undefined> => {
  const { events = [] } = await new CloudWatchLogsClient(sdk).send(
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
export const countQueues = async (
  { QueueUrl, DeadLettersUrl }: Pick<Outputs, 'QueueUrl' | 'DeadLettersUrl'>,
  sdk: Sdk = {},
): Promise<{ readonly waiting: number; readonly deadLetters: readonly DeadLetterCount[] }> => {
  const client = new SQSClient(sdk);
  const waiting = await countMessages(client, QueueUrl);
  const dead = await countMessages(client, DeadLettersUrl);
  const read = dead === 0 ? [] : await readReasons(client, DeadLettersUrl);
  const unread = dead - read.length;
  const rest = { reason: 'not looked at', source: null, count: unread };
  return { waiting, deadLetters: unread > 0 ? [...read, rest] : read };
};

const signIn = 'sign in (`aws sso login`, or `aws configure`), or name a profile in AWS_PROFILE';

/** What to do about an error of the SDK, by its name. */
const mends: Readonly<Record<string, string>> = {
  CredentialsProviderError: `there are no AWS credentials; ${signIn}`,
  TokenProviderError: `the AWS credentials have expired; ${signIn}`,
  ExpiredToken: `the AWS credentials have expired; ${signIn}`,
  ExpiredTokenException: `the AWS credentials have expired; ${signIn}`,
  InvalidClientTokenId: `AWS does not know these credentials; ${signIn}`,
  UnrecognizedClientException: `AWS does not know these credentials; ${signIn}`,
  SignatureDoesNotMatch: `AWS does not accept these credentials; ${signIn}`,
};

/** An error of the SDK as the person at the command line can use it; any other as it is. */
export const explainAws = (error: unknown, stackName: string): unknown => {
  if (!(error instanceof Error) || error instanceof ListeningPathError) return error;
  const { name, message, code } = error as Error & { code?: string };
  const say = (what: string) => new ListeningPathError(`--stack ${stackName}: ${what}`, { cause: error });
  const mend = mends[name];
  if (mend !== undefined) return say(mend);
  if (/^Region (is missing|not accepted)/.test(message))
    return say('no AWS region is chosen; set AWS_REGION, such as eu-west-1');
  if (code !== undefined && '$metadata' in error) return say(`AWS cannot be reached (${message})`);
  if (name.startsWith('AccessDenied') || '$metadata' in error) return say(`${name}: ${message}`);
  return error;
};
