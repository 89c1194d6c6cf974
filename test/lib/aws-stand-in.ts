import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

// biome-ignore lint/suspicious/noExplicitAny: the SDK's serialisers already gave it the operation's own shape.
type Input = any;

/** What each operation answers. */
export type Answers = Readonly<Record<string, (input: Input) => object>>;

interface Call {
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly input: Input;
}

const kept = (text: string) => ({ MessageId: '1', MD5OfMessageBody: createHash('md5').update(text).digest('hex') });

/** Queues that keep everything. The SDK compares the digests with its own. */
export const sqsAnswers: Answers = {
  SendMessage: ({ MessageBody }) => kept(MessageBody),
  SendMessageBatch: ({ Entries }) => ({
    Successful: Entries.map(({ Id, MessageBody }: Input) => ({ Id, ...kept(MessageBody) })),
    Failed: [],
  }),
};

/**
 * The least of AWS that SDK clients need over HTTP: for bundles, which nobody can hand a request handler. They find it by
 * `AWS_ENDPOINT_URL`.
 */
export const startStandIn = async (answers: Answers) => {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const input = await json(request);
    calls.push({ operation, headers: request.headers, input });
    const answer = answers[operation]?.(input);
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer ?? { __type: 'UnknownOperationException' }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls, stop };
};
