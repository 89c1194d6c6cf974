import type { SQSClientConfig } from '@aws-sdk/client-sqs';

/**
 * How a service client reaches AWS. On Lambda the environment says everything; the local run and tests
 * hand in a request handler that answers from the embedded engines, so that the SDK's own serialisation, retries and
 * error mapping run there too.
 */
export type Sdk = Pick<SQSClientConfig, 'region' | 'credentials' | 'requestHandler' | 'maxAttempts' | 'logger'>;

const ignore = (): void => {};

/**
 * Settings of every client on Lambda. The SDK copies what it would log even where nobody listens, a quarter of the CPU
 * that storing a signal takes; it leaves that to a logger without `info` and `error`.
 */
export const onLambda: Sdk = {
  logger: { debug: ignore, warn: ignore } as unknown as NonNullable<Sdk['logger']>,
};
