import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { Context } from 'aws-lambda';
import { ListeningPathError } from '../core/errors.ts';
import { sourceMetadataKey } from '../lib/source-metadata.ts';
import { type Engines, type Poll, pollAs, sdkOf } from './aws.ts';
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
  invoke(event: unknown): Promise<unknown>;
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

/** Loads every function of the template, from the source file the stack names in its metadata. */
export const loadFunctions = async (
  template: Template,
  root: string,
  engines: Engines,
): Promise<ReadonlyMap<string, LocalFunction>> => {
  const functions = new Map<string, LocalFunction>();
  for (const resource of template.ofType('AWS::Lambda::Function')) {
    const { id, properties, metadata } = resource;
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
    const handler = make(environment, sdkOf(role, engines));
    const arn = String(template.resolve({ 'Fn::GetAtt': [id, 'Arn'] }));
    functions.set(arn, {
      arn,
      source,
      poll: pollAs(role, engines),
      invoke: async (event) => {
        const cancel = new AbortController();
        const late = timeoutAfter(id, properties.Timeout, cancel.signal);
        late.catch(() => {});
        try {
          return await Promise.race([handler(event, contextOf(id, properties.MemorySize, properties.Timeout)), late]);
        } finally {
          cancel.abort();
        }
      },
    });
  }
  return functions;
};
