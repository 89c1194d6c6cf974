import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';
import { ListeningPathError } from '../core/errors.ts';
import { sourceMetadataKey } from '../lib/source-metadata.ts';
import { type Engines, type Poll, pollAs, sdkOf } from './aws.ts';
import { Metrics } from './metrics.ts';
import { Role } from './policy.ts';
import type { Resource, Template } from './template.ts';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** One Lambda function on this machine: the deployed handler, with the template's environment and rights. */
export interface LocalFunction {
  readonly arn: string;
  /** Its file in functions/. */
  readonly source: string;
  /** Reads and deletes messages on the function's behalf, under its own role, as Lambda's pollers do. */
  readonly poll: Poll;
  /** What it may do by its policy. */
  readonly role: Role;
  invoke(event: unknown): Promise<unknown>;
  /**
   * As Lambda does for who does not wait for an answer: tried twice more, and then handed to where the template says.
   *
   * @throws what it failed with, when it did every time
   */
  invokeAsync(event: unknown): Promise<void>;
}

const contextOf = (name: string, memory: number, timeoutSeconds: number): Context => {
  const endsAtMs = Date.now() + timeoutSeconds * 1_000;
  return {
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: name,
    memoryLimitInMB: String(memory),
    awsRequestId: randomUUID(),
    logGroupName: name,
    logStreamName: name,
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, endsAtMs - Date.now()),
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
};

/** Layers are mounted at /opt, one over the other: a path there leads into the asset of the last that holds it. */
const mountLayers = (template: Template, resource: Resource, value: string): string => {
  if (!value.startsWith('/opt/')) return value;
  const arns: readonly string[] = resource.properties.Layers ?? [];
  const files = template
    .ofType('AWS::Lambda::LayerVersion')
    .filter(({ id }) => arns.some((arn) => arn.endsWith(`:${id}`)))
    .map(({ properties }) => join(template.assetFolder(properties.Content.S3Key), value.slice('/opt/'.length)));
  const file = files.findLast((path) => existsSync(path));
  if (file === undefined) throw new ListeningPathError(`template: ${resource.id} has no layer for ${value}`);
  return file;
};

const timeoutAfter = async (name: string, seconds: number, signal: AbortSignal): Promise<never> => {
  await sleepMs(seconds * 1_000, undefined, { signal, ref: false });
  throw new ListeningPathError(`${name}: timed out after ${seconds} s`);
};

/** What Lambda says when a function may not run once more at the same time. */
class TooManyRequests extends ListeningPathError {
  override name = 'TooManyRequestsException';
}

/** A function as Lambda runs it: no more at once than are reserved for it, and measured. */
const measured = (
  { id, properties }: Resource,
  metrics: Metrics,
  run: (event: unknown) => Promise<unknown>,
): LocalFunction['invoke'] => {
  const note = (name: string, value: number) =>
    metrics.put({ namespace: 'AWS/Lambda', name, dimensions: { FunctionName: id } }, [value]);
  let running = 0;
  return async (event) => {
    if (running >= (properties.ReservedConcurrentExecutions ?? Number.POSITIVE_INFINITY)) {
      note('Throttles', 1);
      throw new TooManyRequests(`${id}: as many run as are reserved for it`);
    }
    running++;
    const startMs = performance.now();
    try {
      return await run(event);
    } catch (error) {
      note('Errors', 1);
      throw error;
    } finally {
      running--;
      note('Duration', performance.now() - startMs);
    }
  };
};

/** How long Lambda waits before it tries an event again. */
const retryWaitsMs = [60_000, 120_000];

/** Where events go that a function failed with every time; Lambda puts them there with the function's own rights. */
const failuresOf = (template: Template, id: string): string | undefined =>
  template.ofType('AWS::Lambda::EventInvokeConfig').find(({ properties }) => properties.FunctionName === id)?.properties
    .DestinationConfig.OnFailure?.Destination;

const tryAgain = async (
  invoke: LocalFunction['invoke'],
  event: unknown,
  giveUp: (error: Error) => Promise<unknown>,
  waitsMs: readonly number[],
): Promise<void> => {
  for (const waitMs of [...waitsMs, undefined]) {
    try {
      await invoke(event);
      return;
    } catch (error) {
      if (waitMs === undefined) {
        await giveUp(error as Error);
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
    }
  }
};

/** The functions behind the CDK's custom resources: only a deployment runs them. */
const deployersOf = (template: Template): string[] =>
  template.ofType('Custom::CDKBucketDeployment').map(({ properties }) => properties.ServiceToken);

/** Loads every function of the template, from the source file the stack names in its metadata. */
export const loadFunctions = async (
  template: Template,
  root: string,
  engines: Engines,
  metrics: Metrics = new Metrics(),
  waitsMs: readonly number[] = retryWaitsMs,
): Promise<ReadonlyMap<string, LocalFunction>> => {
  const functions = new Map<string, LocalFunction>();
  const deployers = deployersOf(template);
  for (const resource of template.ofType('AWS::Lambda::Function')) {
    const { id, properties, metadata } = resource;
    const arn = String(template.resolve({ 'Fn::GetAtt': [id, 'Arn'] }));
    if (deployers.includes(arn)) continue;
    const source = metadata[sourceMetadataKey];
    if (source === undefined) throw new ListeningPathError(`template: ${id} does not name its source file`);
    const { make } = (await import(pathToFileURL(join(root, source)).href)) as {
      make: (environment: object, sdk: object) => Handler;
    };
    const declared = Object.entries((properties.Environment?.Variables ?? {}) as Record<string, string>);
    const environment = Object.fromEntries(
      declared.map(([key, value]) => [key, mountLayers(template, resource, value)]),
    );
    const role = new Role(template, properties.Role);
    const print = (line: string) => metrics.takeLine(line);
    const handler = make(environment, { ...sdkOf(role, engines), print });
    const poll = pollAs(role, engines);
    const invoke = measured(resource, metrics, async (event) => {
      const cancel = new AbortController();
      const late = timeoutAfter(id, properties.Timeout, cancel.signal);
      late.catch(() => {});
      try {
        return await Promise.race([handler(event, contextOf(id, properties.MemorySize, properties.Timeout)), late]);
      } finally {
        cancel.abort();
      }
    });
    const failures = failuresOf(template, id);
    const giveUp = async (requestPayload: unknown, { name, message }: Error) => {
      if (failures === undefined) return;
      const letter = { requestContext: { functionArn: arn, condition: 'RetriesExhausted' }, requestPayload };
      const MessageBody = JSON.stringify({ ...letter, responsePayload: { errorType: name, errorMessage: message } });
      await poll('SendMessageBatch', { QueueUrl: failures.split(':').at(-1), Entries: [{ Id: '0', MessageBody }] });
    };
    functions.set(arn, {
      arn,
      source,
      poll,
      role,
      invoke,
      invokeAsync: (event) => tryAgain(invoke, event, (error) => giveUp(event, error), waitsMs),
    });
  }
  return functions;
};
