import type { SQSClientConfig } from '@aws-sdk/client-sqs';

/**
 * How a service client reaches AWS. Empty on Lambda, where the environment says everything; the local run and tests
 * hand in a request handler that answers from the embedded engines, so that the SDK's own serialisation, retries and
 * error mapping run there too.
 */
export type Sdk = Pick<SQSClientConfig, 'region' | 'credentials' | 'requestHandler' | 'maxAttempts'>;
