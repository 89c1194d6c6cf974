import type { SQSClientConfig } from '@aws-sdk/client-sqs';
import { ServiceUnavailable } from '../core/errors.ts';
import { type Answer, type Call, type Engine, fail } from './engines/engine.ts';
import type { Need, Role } from './policy.ts';
import { account, region } from './template.ts';

/** Whoever makes a call: a function's role, or the person at this machine. */
export type Actor = Pick<Role, 'name' | 'allows'>;

/** The services this project calls, by the first label of their host names. */
export interface Engines {
  readonly dynamodb: Engine;
  readonly sqs: Engine;
  readonly comprehend: Engine;
  readonly email: Engine;
  readonly secretsmanager: Engine;
}

/** As much of an SDK request as is needed here. */
interface SdkRequest {
  readonly hostname: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | string | { readonly [Symbol.toPrimitive]?: unknown };
}

const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : new TextEncoder().encode(typeof body === 'string' ? body : '');

const tableArn = (name: string, index?: string): string =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}${index ? `/index/${index}` : ''}`;

const queueArn = (url: string): string => `arn:aws:sqs:${region}:${account}:${url.split('/').at(-1)}`;

const itemActions = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

// biome-ignore lint/suspicious/noExplicitAny: the SDK's serialisers already gave it the operation's own shape.
type Input = any;

/** What a call of one item or of one partition needs. */
const itemNeed = (operation: string, input: Input): Need => {
  const { TableName, IndexName, Item, Key, KeyConditionExpression, ExpressionAttributeValues } = input;
  const asked = /^\w+ = (:\w+)/.exec(KeyConditionExpression ?? '')?.[1] ?? '';
  const partition: string | undefined = (Item ?? Key)?.PK?.S ?? ExpressionAttributeValues?.[asked]?.S;
  return {
    action: `dynamodb:${operation}`,
    resource: tableArn(TableName, IndexName),
    ...(partition !== undefined && { leadingKeys: [partition] }),
  };
};

const batchNeeds = (operation: string, { RequestItems }: Input): Need[] =>
  Object.entries<Input>(RequestItems).map(([TableName, { Keys }]) => ({
    action: `dynamodb:${operation}`,
    resource: tableArn(TableName),
    leadingKeys: Keys.map(({ PK }: Input) => PK.S),
  }));

/**
 * The permissions a call needs on AWS. A transaction needs those of the items it holds, a batch those of its single
 * operation, a raw mail both of SES's.
 */
const needsOf: Readonly<Record<keyof Engines, (operation: string, input: Input) => Need[]>> = {
  dynamodb: (operation, input) => {
    if (operation === 'BatchGetItem') return batchNeeds(operation, input);
    if (operation !== 'TransactWriteItems') return [itemNeed(operation, input)];
    return input.TransactItems.map((item: object) => {
      const [kind = '', one = {}] = Object.entries(item)[0] ?? [];
      return itemNeed(itemActions[kind as keyof typeof itemActions], one);
    });
  },
  sqs: (operation, input) => [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource: queueArn(input.QueueUrl) }],
  comprehend: (operation) => [{ action: `comprehend:${operation}`, resource: '*' }],
  email: (operation, { FromEmailAddress, ConfigurationSetName }) =>
    [operation, 'SendRawEmail'].flatMap((name) =>
      [
        `identity/${FromEmailAddress}`,
        ...(ConfigurationSetName ? [`configuration-set/${ConfigurationSetName}`] : []),
      ].map((resource) => ({
        action: `ses:${name}`,
        resource: `arn:aws:ses:${region}:${account}:${resource}`,
        sender: FromEmailAddress,
      })),
    ),
  secretsmanager: (operation, input) => [{ action: `secretsmanager:${operation}`, resource: input.SecretId }],
};

const operationOf = ({ headers, path }: SdkRequest): string =>
  path === '/v2/email/outbound-emails' ? 'SendEmail' : (headers['x-amz-target']?.split('.').at(-1) ?? path);

const isService = (name: string): name is keyof Engines => Object.hasOwn(needsOf, name);

/** Settings any SDK client takes. */
export type Sdk = ReturnType<typeof sdkOf>;

/** Client settings that act under a role. */
export const sdkOf = (role: Actor, engines: Engines) => ({
  region,
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  requestHandler: actAs(role, engines),
  // The SDK copies what it would log even for its own logger that logs nothing: a sixth of the time a signal takes here.
  logger: {} as NonNullable<SQSClientConfig['logger']>,
  /** What functions measure; the local run listens (local/functions.ts). */
  print: (_line: string): void => {},
});

/**
 * The request handler of SDK clients that act under one role: it refuses what the template's policy does not allow, and
 * lets the embedded engines answer the rest. Everything above the wire is the SDK's own.
 */
const actAs = (role: Actor, engines: Engines) => ({
  metadata: { handlerProtocol: 'http/1.1' },
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
  handle: async (request: SdkRequest) => {
    const raw = bytesOf(request.body);
    const response = await answer(request, raw, role, engines);
    const body = typeof response.body === 'string' ? Buffer.from(response.body) : response.body;
    return { response: { statusCode: response.status, headers: response.headers ?? {}, body } };
  },
});

const answer = async (request: SdkRequest, raw: Uint8Array, role: Actor, engines: Engines): Promise<Answer> => {
  const service = request.hostname.split('.')[0] ?? '';
  if (!isService(service)) return fail('UnknownService', `${service} has no local engine; see local/aws.ts`);
  const input = raw.length === 0 ? {} : JSON.parse(new TextDecoder().decode(raw));
  return answerAs(role, engines, service, { operation: operationOf(request), input, raw, headers: request.headers });
};

const sayNeed = ({ action, resource, leadingKeys }: Need): string =>
  [`${action} on ${resource}`, ...(leadingKeys ?? [])].join(' of ');

/** Answers a call under a role, or refuses what its policy does not allow. */
const answerAs = async (role: Actor, engines: Engines, service: keyof Engines, call: Call): Promise<Answer> => {
  const denied = needsOf[service](call.operation, call.input).find((need) => !role.allows(need));
  if (denied) return fail('AccessDeniedException', `${role.name} may not ${sayNeed(denied)}`);
  return engines[service](call);
};

/**
 * SQS calls under a role without an SDK in between, as Lambda's own pollers make them on a function's behalf. They take
 * a whole batch at once, which the public API does not.
 *
 * @throws {ServiceUnavailable} with AWS's code
 */
export const pollAs =
  (role: Actor, engines: Engines) =>
  async <Output>(
    operation: 'ReceiveMessage' | 'DeleteMessageBatch' | 'ChangeMessageVisibilityBatch' | 'SendMessageBatch',
    input: object,
  ): Promise<Output> => {
    const call = { operation, input, raw: new Uint8Array(), headers: {} };
    const { status, body } = await answerAs(role, engines, 'sqs', call);
    const output = JSON.parse(String(body));
    if (status !== 200) throw new ServiceUnavailable(`${output.__type}: ${output.message}`);
    return output;
  };
export type Poll = ReturnType<typeof pollAs>;
