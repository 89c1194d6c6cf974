import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PutItemCommandInput, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { type Answer, type Call, notKnown, ok } from '../local/engines/engine.ts';
import { region } from '../local/template.ts';
import { MemoryTable } from '../test/aws/memory-table.ts';

export const idempotencyTableName = 'idempotency';

/** The table of the tests, and the single writes that peers make of it. */
const answerer = () => {
  const memory = new MemoryTable();
  const idempotency = new Set<string | undefined>();
  const transact = (call: Call, action: object): Promise<Answer> =>
    memory.engine({ ...call, operation: 'TransactWriteItems', input: { TransactItems: [action] } });
  const put = async (call: Call, { TableName, Item }: PutItemCommandInput): Promise<Answer> => {
    if (TableName !== idempotencyTableName) return transact(call, { Put: { Item } });
    idempotency.add(Item?.id?.S);
    return ok({});
  };
  const update = async (call: Call, input: UpdateItemCommandInput): Promise<Answer> => {
    if (input.TableName !== idempotencyTableName) return transact(call, { Update: input });
    return idempotency.has(input.Key?.id?.S) ? ok({}) : notKnown('idempotency table', 'this key');
  };
  return (call: Call): Promise<Answer> => {
    if (call.operation === 'PutItem') return put(call, call.input);
    if (call.operation === 'UpdateItem') return update(call, call.input);
    return memory.engine(call);
  };
};

/** Answers DynamoDB's API until its parent is gone; tells the parent how many requests came whenever it asks. */
const serve = (): void => {
  const answer = answerer();
  let requests = 0;
  const server = createServer(async (request, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const { status, headers, body } = await answer({ operation, input: JSON.parse(raw.toString()), raw, headers: {} });
    response.writeHead(status, headers).end(body);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.on('message', () => process.send?.(requests));
  process.on('disconnect', () => process.exit());
};

/** A table in memory, in a process of its own, so that the CPU of whoever asks is theirs alone. */
export class MemoryTableServer {
  readonly #process: ChildProcess;
  readonly #port: number;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.#port = port;
  }

  static async start(): Promise<MemoryTableServer> {
    const child = fork(import.meta.filename);
    const [port] = await once(child, 'message');
    return new MemoryTableServer(child, port as number);
  }

  /** Settings of SDK clients that ask it. */
  get sdk() {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    return { endpoint: `http://127.0.0.1:${this.#port}`, region, credentials };
  }

  /** How many requests it has had. */
  async requests(): Promise<number> {
    const answered = once(this.#process, 'message');
    this.#process.send('requests');
    const [requests] = await answered;
    return requests as number;
  }

  stop(): void {
    this.#process.disconnect();
  }
}

if (process.argv[1] === import.meta.filename) serve();
