import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { ListeningPathError } from '../../core/errors.ts';
import { region, type Template } from '../template.ts';
import type { Answer, Call } from './engine.ts';

const startAttemptsMax = 5;
const startMsMax = 10_000;

export const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/**
 * Waits for the server's own word that it has its port. A connection would prove nothing: when another program took the
 * port a moment earlier, that one would answer.
 *
 * @returns whether the server is up
 */
const isUp = async (log: string, endpoint: string): Promise<boolean> => {
  for (const giveUpAtMs = Date.now() + startMsMax; Date.now() < giveUpAtMs; await sleepMs(20)) {
    const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
    if (said.includes(`listening on ${endpoint}`)) return true;
    if (said.startsWith('error')) return false;
  }
  return false;
};

/**
 * The embedded DynamoDB: dynoxide, a server of its own with its SQLite file under the data folder.
 *
 * It would outlive a killed parent, so it runs under a shell that watches a pipe the parent holds: when the parent dies,
 * however it dies, the pipe closes and the shell ends the server.
 */
export class TableServer {
  readonly endpoint: string;
  readonly #process: ChildProcess;

  private constructor(endpoint: string, process: ChildProcess) {
    this.endpoint = endpoint;
    this.#process = process;
  }

  /** @throws {ListeningPathError} when there is no embedded engine for this platform */
  static async start(root: string, file: string): Promise<TableServer> {
    const binary = join(root, `node_modules/@dynoxide/${process.platform}-${process.arch}/dynoxide`);
    if (!existsSync(binary)) {
      throw new ListeningPathError(
        `table: no embedded DynamoDB for ${process.platform} ${process.arch}; start one that speaks its API and pass --dynamodb-endpoint http://127.0.0.1:8000`,
      );
    }
    mkdirSync(dirname(file), { recursive: true });
    const script =
      '"$0" serve --port "$1" --db-path "$2" >"$2.log" 2>&1 & server=$!; cat >/dev/null; kill $server 2>/dev/null; wait';
    const log = `${file}.log`;
    for (let attempt = 0; attempt < startAttemptsMax; attempt++) {
      const port = await freePort();
      rmSync(log, { force: true });
      const child = spawn('sh', ['-c', script, binary, String(port), file], {
        stdio: ['pipe', 'ignore', 'inherit'],
        // SQLite takes one writer at a time: more threads only wait for each other's memory, a fifth of the server's time.
        env: { ...process.env, TOKIO_WORKER_THREADS: '1' },
        // A terminal sends Ctrl-C to its whole group: the server would end before the last batch is stored.
        detached: true,
      });
      const server = new TableServer(`http://127.0.0.1:${port}`, child);
      if (await isUp(log, server.endpoint)) return server;
      await server.stop();
    }
    throw new ListeningPathError(`table: the embedded DynamoDB did not start; its log is ${log}`);
  }

  /** Ends the server and waits until its file is free. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.stdin?.end();
    if (this.#process.exitCode === null && this.#process.signalCode === null) await ended;
  }
}

/** Passes DynamoDB calls on to a server that speaks its API. */
export const tableEngine = (endpoint: string) => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(endpoint);
  return ({ raw, headers }: Call): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        { agent, hostname, port, method: 'POST', path: '/', headers: { ...headers, host: `${hostname}:${port}` } },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
          incoming.on('end', () => {
            const body = Buffer.concat(chunks);
            const type = incoming.headers['x-amzn-errortype'];
            resolve({
              status: incoming.statusCode ?? 500,
              body,
              ...(typeof type === 'string' && { headers: { 'x-amzn-errortype': type } }),
            });
          });
        },
      );
      outgoing.on('error', reject).end(raw);
    });
};

/** Creates the tables the template declares, where they do not exist yet. */
export const createTables = async (endpoint: string, template: Template): Promise<void> => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region, credentials });
  for (const { id, properties } of template.ofType('AWS::DynamoDB::GlobalTable')) {
    const { AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes } = properties;
    const input = { TableName: id, AttributeDefinitions, KeySchema, BillingMode, GlobalSecondaryIndexes };
    await client.send(new CreateTableCommand(input)).catch((error: Error) => {
      if (!(error instanceof ResourceInUseException)) throw error;
    });
  }
  client.destroy();
};
