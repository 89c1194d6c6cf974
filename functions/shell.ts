import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { onLambda, type Sdk } from '../aws/clients.ts';
import { ListeningPathError } from '../core/errors.ts';
import type { Definitions } from '../core/journey/definitions.ts';
import type { Journey } from '../core/journey/schema.ts';

/** A function's environment, as the template declares it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {ListeningPathError} naming the variable the template failed to declare */
export const need = (env: Environment, name: string): string => {
  const value = env[name];
  if (value === undefined || value === '') throw new ListeningPathError(`environment: ${name} is missing`);
  return value;
};

/** The journey the stack checked and put beside the function. */
export const loadJourney = (env: Environment): Journey => JSON.parse(readFileSync(need(env, 'JOURNEY_FILE'), 'utf8'));

/** The lines of the journey file that define its touchpoints, where the stack put them beside it. */
export const loadDefinitions = (env: Environment): Definitions => {
  const file = join(dirname(need(env, 'JOURNEY_FILE')), 'definitions.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
};

/** What a log may say of a failure: our own messages name no customer, those of others may quote one. */
export const sayable = (error: unknown): string =>
  error instanceof ListeningPathError ? error.message : `unexpected ${(error as Error).name}`;

/** Logs a failure without a customer's words, and hands Lambda, which prints what it is handed, no more than that. */
const logFailure = (logger: Logger): MiddlewareObj => ({
  onError: (request) => {
    const failure = request.error as Error;
    const stack = failure.stack?.split('\n').filter((line) => line.trimStart().startsWith('at '));
    logger.error(sayable(failure), { errorName: failure.name, stack });
    request.error = new ListeningPathError(sayable(failure));
  },
});

/** What every handler shares: a structured log with the request's id, and failures that name no customer. */
export const shell = <Event, Result>(
  verb: string,
  make: (logger: Logger) => (event: Event, context: Context) => Promise<Result>,
) => {
  const logger = new Logger({ serviceName: verb });
  return middy<Event, Result>().use(injectLambdaContext(logger)).use(logFailure(logger)).handler(make(logger));
};

/** A handler bound to Lambda's own environment at its first call, so that importing the file has no effect. */
export const lazily = <Event, Result>(
  make: (env: Environment, sdk?: Sdk) => (event: Event, context: Context) => Result,
) => {
  let bound: ReturnType<typeof make> | undefined;
  return (event: Event, context: Context): Result => {
    bound ??= make(process.env, onLambda);
    return bound(event, context);
  };
};
