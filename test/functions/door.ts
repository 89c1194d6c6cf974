import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { make } from '../../functions/receive.ts';
import { type Answer, type Call, fail, ok } from '../../local/engines/engine.ts';
import { QueueEngine } from '../../local/engines/queue.ts';
import { sdkWith } from '../aws/sdk.ts';
import type { Delivery, Example } from '../core/channels/channel-contract.ts';
import { temporaryFolder } from '../setup/folder.ts';

const publicUrl = 'https://listen.faromovil.example';

/** The receive function as API Gateway meets it: the real handler over a real queue, with services that can fail. */
export interface Door {
  post(delivery: Delivery, how?: How): Promise<APIGatewayProxyStructuredResultV2>;
  /** Bodies that wait on the queue to be scored. */
  queued(): Promise<string[]>;
  deadLetters(): number;
  /** What the next calls of a service answer, instead of doing it. */
  fails: { sqs?: Answer; secretsmanager?: Answer };
  secrets: string[] | undefined;
  secretLookUps(): number;
}

interface How {
  readonly source?: string;
  readonly isBase64?: boolean;
}

const down = fail('AccessDenied', 'the service is down');

export { down };

const context = { awsRequestId: 'r', functionName: 'receive' } as Context;

const eventOf = ({ method = 'POST', headers, body, url, pathToken }: Delivery, source: string, isBase64: boolean) => {
  const { pathname, search } = new URL(url ?? `${publicUrl}/hooks/${source}`);
  return {
    requestContext: { requestId: 'request-1', http: { method } },
    rawPath: (url ?? '').startsWith(publicUrl) ? url?.slice(publicUrl.length).split('?')[0] : pathname,
    rawQueryString: url?.split('?')[1] ?? search.slice(1),
    pathParameters: { source, ...(pathToken !== undefined && { token: pathToken }) },
    headers,
    body: body.toString(isBase64 ? 'base64' : 'utf8'),
    isBase64Encoded: isBase64,
  } as unknown as APIGatewayProxyEventV2;
};

/** Opens the door for one example's source. A fresh door has no secret cached. */
export const openDoor = ({ source, secret }: Pick<Example, 'source' | 'secret'>): Door => {
  const journeyFile = join(temporaryFolder(), 'journey.json');
  writeFileSync(journeyFile, JSON.stringify({ sources: [source] }));
  const queue = new QueueEngine(
    ':memory:',
    ['Queue', 'DeadLetters'].map((name) => ({ name, visibilityTimeoutSeconds: 30 })),
  );
  let lookUps = 0;
  const handler = make(
    {
      JOURNEY_FILE: journeyFile,
      QUEUE_URL: 'https://sqs.loopback-1.amazonaws.com/0/Queue',
      STACK_NAME: 'ListeningPath',
      DEAD_LETTERS_URL: 'https://sqs.loopback-1.amazonaws.com/0/DeadLetters',
      SECRET_ID: 'the-secret',
      PUBLIC_URL: publicUrl,
    },
    sdkWith({
      sqs: async (call: Call) => door.fails.sqs ?? queue.answer(call),
      secretsmanager: async () => {
        lookUps += 1;
        const sources = door.secrets === undefined ? {} : { [source.id]: door.secrets };
        return (
          door.fails.secretsmanager ?? ok({ SecretString: JSON.stringify({ customerKey: 'k'.repeat(24), sources }) })
        );
      },
    }),
  );
  const door: Door = {
    fails: {},
    secrets: [secret],
    secretLookUps: () => lookUps,
    post: (delivery, { source: id = source.id, isBase64 = false } = {}) =>
      handler(eventOf(delivery, id, isBase64), context) as Promise<APIGatewayProxyStructuredResultV2>,
    queued: async () => {
      const input = { QueueUrl: 'Queue', MaxNumberOfMessages: 1_000 };
      const { body } = await queue.answer({ operation: 'ReceiveMessage', input, raw: new Uint8Array(), headers: {} });
      const { Messages } = JSON.parse(String(body)) as { Messages: { Body: string }[] };
      return Messages.map(({ Body }) => Body);
    },
    deadLetters: () => queue.sentTo('DeadLetters'),
  };
  return door;
};
