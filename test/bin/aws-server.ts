import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Engines } from '../../local/aws.ts';
import { type Answer, fail, ok } from '../../local/engines/engine.ts';
import type { LocalStack } from '../../local/stack.ts';
import { bringUp } from '../e2e/run.ts';
import { StepFunctions } from './step-functions.ts';

/** A deployed stack, and how it is reached in a test. */
export interface AwsServer {
  readonly stack: LocalStack;
  readonly stepFunctions: StepFunctions;
  /** Whether SES lets each sender it knows send, and the account to everybody; nothing is missing when undefined. */
  ses: { readonly senders: Readonly<Record<string, boolean>>; readonly isInSandbox: boolean } | undefined;
  /** The variables under which the SDK's own clients come here instead of to AWS. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface Deployment {
  readonly name: string;
  /** Holds the synthesized template. */
  readonly dataFolder: string;
  /** What its functions wrote, line by line. */
  readonly logged?: readonly string[];
}

interface Deployed extends Deployment {
  readonly stack: LocalStack;
  readonly engines: Engines;
  readonly stepFunctions: StepFunctions;
  ses: AwsServer['ses'];
}

const targets: Readonly<Record<string, keyof Engines>> = {
  AmazonSQS: 'sqs',
  DynamoDB_20120810: 'dynamodb',
  secretsmanager: 'secretsmanager',
};

const xml = (text: string, status = 200): Answer => ({ status, headers: { 'content-type': 'text/xml' }, body: text });

const noSuchStack = (name: string): Answer =>
  xml(
    `<ErrorResponse><Error><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`,
    400,
  );

/** CloudFormation, of a stack deployed from the synthesized template. */
const describeStacks = ({ name, stack, dataFolder }: Deployed, asked: string, origin: string): Answer => {
  if (asked === 'Denied') {
    return xml(
      '<ErrorResponse><Error><Code>AccessDenied</Code><Message>not yours</Message></Error></ErrorResponse>',
      403,
    );
  }
  if (asked !== name && asked !== 'Foreign') return noSuchStack(asked);
  const template = JSON.parse(readFileSync(join(dataFolder, 'cdk.out/ListeningPath.template.json'), 'utf8'));
  const outputs = Object.entries(asked === name ? template.Outputs : {}).map(([key, output]) => {
    const value = String(stack.template.resolve((output as { Value: unknown }).Value));
    // A queue's address is where the SDK posts to.
    const here = value.replace(/^https:\/\/sqs\.[^/]+/, origin);
    return `<member><OutputKey>${key}</OutputKey><OutputValue>${here}</OutputValue></member>`;
  });
  const member = `<StackName>${asked}</StackName><Outputs>${outputs.join('')}</Outputs>`;
  return xml(
    `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${member}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
  );
};

/** CloudWatch Logs, as far as one filter goes: a field of the line and the text it has. */
const filterLogs = ({ logged = [] }: Deployed, { filterPattern }: { filterPattern: string }): Answer => {
  const [, path = '', wanted] = /^\{ \$\.([\w.]+) = "([^"]*)" \}$/.exec(filterPattern) ?? [];
  const valueIn = (line: string) =>
    path.split('.').reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], JSON.parse(line));
  const found = logged.filter((line) => line.startsWith('{') && valueIn(line) === wanted);
  return ok({ events: found.map((message) => ({ message })) });
};

/** SES, asked how its senders and its account stand. */
const describeSes = ({ ses }: Deployed, path: string): Answer | undefined => {
  const [, identity] = /^\/v2\/email\/identities\/(.+)$/.exec(path) ?? [];
  if (path === '/v2/email/account') return ok({ ProductionAccessEnabled: ses?.isInSandbox !== true });
  if (identity === undefined) return undefined;
  const VerifiedForSendingStatus = ses === undefined || ses.senders[decodeURIComponent(identity)];
  if (VerifiedForSendingStatus === undefined) return fail('NotFoundException', `there is no ${identity}`, 404);
  return ok({ VerifiedForSendingStatus });
};

/** Lambda: the deployed handler, with the rights of its role. */
const invoke = async ({ stack }: Deployed, name: string, body: Buffer): Promise<Answer> => {
  const found = [...stack.functions.values()].find(({ arn }) => arn.endsWith(`:${name}`));
  if (found === undefined) return fail('ResourceNotFoundException', `there is no function ${name}`, 404);
  try {
    return ok(((await found.invoke(JSON.parse(body.toString()))) ?? null) as object);
  } catch (error) {
    const { name: errorType, message: errorMessage } = error as Error;
    return { ...ok({ errorType, errorMessage }), headers: { 'x-amz-function-error': 'Unhandled' } };
  }
};

const answer = async (request: IncomingMessage, deployed: Deployed, origin: string): Promise<Answer> => {
  const raw = await buffer(request);
  const [, lambda] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(request.url ?? '') ?? [];
  if (lambda !== undefined) return invoke(deployed, decodeURIComponent(lambda), raw);
  const described = request.method === 'GET' && describeSes(deployed, request.url ?? '');
  if (described) return described;
  const target = request.headers['x-amz-target'];
  if (target === undefined) {
    return describeStacks(deployed, new URLSearchParams(raw.toString()).get('StackName') ?? '', origin);
  }
  const [service = '', operation = ''] = String(target).split('.');
  if (service === 'AWSStepFunctions') return deployed.stepFunctions.answer(operation, JSON.parse(raw.toString()));
  if (service.startsWith('Logs_')) return filterLogs(deployed, JSON.parse(raw.toString()));
  const engine = deployed.engines[targets[service] ?? 'email'];
  const headers = Object.fromEntries(Object.entries(request.headers).map(([key, value]) => [key, String(value)]));
  return engine({ operation, input: JSON.parse(raw.toString()), raw, headers });
};

/** AWS's side of the wire over HTTP, answered by the engines and functions of a local stack that it brings up. */
export const serveAws = async (deployment: Deployment): Promise<AwsServer> => {
  const engines = {} as Engines;
  const { dataFolder } = deployment;
  const stack = await bringUp({ dataFolder, engines: (made) => Object.assign(engines, made) });
  const stepFunctions = new StepFunctions(stack);
  const deployed: Deployed = { ...deployment, stack, engines, stepFunctions, ses: undefined };
  const server = createServer((request, response) => {
    answer(request, deployed, origin).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return Object.assign(deployed, {
    env: {
      AWS_ENDPOINT_URL: origin,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    },
    close: async () => {
      await new Promise((done) => server.close(done));
      await stack.down();
    },
  });
};
