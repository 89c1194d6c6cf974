import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ListeningPathError } from '../core/errors.ts';
import type { LocalFunction } from './functions.ts';
import { isHere } from './here.ts';
import { Metrics } from './metrics.ts';
import { type Route, readRoutes } from './routes.ts';
import type { Site } from './site.ts';
import type { Template } from './template.ts';

/** HTTP APIs take 10 MB: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const bodyBytesMax = 10_000_000;

/** Whoever is at this machine may see everything. */
const person = { jwt: { claims: { sub: 'local', 'cognito:groups': '[admin]' }, scopes: null } };

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes <= bodyBytesMax) chunks.push(chunk as Buffer);
  }
  return bytes > bodyBytesMax ? undefined : Buffer.concat(chunks);
};

/** The body as API Gateway hands it on: text where it is text to the last byte, base64 otherwise. */
const bodyOf = (bytes: Buffer): { body: string; isBase64Encoded: boolean } => {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes)
    ? { body: text, isBase64Encoded: false }
    : { body: bytes.toString('base64'), isBase64Encoded: true };
};

/** Hears of every request that reached a function, and what it was answered. */
export type Witness = (event: APIGatewayProxyEventV2, status: number) => void;

/** What API Gateway makes of a function that throws. */
const failed: APIGatewayProxyStructuredResultV2 = { statusCode: 500, body: '{"message":"Internal Server Error"}' };

/** The HTTP API the template declares, on this machine's loopback only. */
export class LocalApi {
  readonly #server: Server;
  readonly #routes: readonly Route[];
  readonly #apiId: string;
  readonly #sites: readonly Site[];
  readonly #now: () => Date;
  readonly #witness: Witness | undefined;
  readonly #metrics: Metrics;
  #url = '';

  /**
   * @param sites what a browser on this machine is shown, where the template has no route
   * @param now the domain's clock, by which requests come
   */
  constructor(
    template: Template,
    functions: ReadonlyMap<string, LocalFunction>,
    {
      sites = [],
      witness,
      metrics = new Metrics(),
      now = () => new Date(),
    }: { sites?: readonly Site[]; witness?: Witness; metrics?: Metrics; now?: () => Date } = {},
  ) {
    this.#routes = readRoutes(template, functions);
    this.#apiId = template.ofType('AWS::ApiGatewayV2::Api')[0]?.id ?? '';
    this.#sites = sites;
    this.#now = now;
    this.#witness = witness;
    this.#metrics = metrics;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => this.#end(response, 500, '{"message":"Internal Server Error"}'));
    });
  }

  /** @throws {ListeningPathError} when the port is taken */
  async listen(port: number): Promise<void> {
    this.#url = `http://127.0.0.1:${port}`;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (cause: NodeJS.ErrnoException) =>
        reject(
          new ListeningPathError(
            cause.code === 'EADDRINUSE'
              ? `http: port ${port} is taken; end what uses it or choose another with --port`
              : `http: cannot listen on port ${port} (${cause.code})`,
            { cause },
          ),
        ),
      );
      this.#server.listen(port, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    this.#server.closeIdleConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readBody(request);
    if (bytes === undefined) return this.#end(response, 413, '{"message":"Request Entity Too Large"}');
    // By hand, because `URL` rewrites paths and refuses some, and a tool's signature covers its address to the letter.
    const [, path = '', query = ''] = /^([^?]*)\??(.*)$/.exec(request.url ?? '/') ?? [];
    const method = request.method ?? 'GET';
    for (const route of this.#routes) {
      const match = route.path.exec(path);
      if (match === null || (route.method !== 'ANY' && route.method !== method)) continue;
      if (route.isForPeople && !isHere(this.#url, request.headers)) return this.#refuse(response);
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
      );
      const event = {
        version: '2.0',
        rawPath: path,
        rawQueryString: query,
        headers,
        pathParameters: { ...match.groups },
        requestContext: {
          http: { method, path },
          stage: '$default',
          requestId: randomUUID(),
          timeEpoch: this.#now().getTime(),
          ...(route.isForPeople && { authorizer: person }),
        },
        ...bodyOf(bytes),
      };
      const result = (await route.target.invoke(event).catch(() => failed)) as APIGatewayProxyStructuredResultV2;
      const { statusCode = 200, body = '' } = result;
      this.#end(response, statusCode, body, result.headers as Record<string, string>);
      this.#count(statusCode);
      this.#witness?.(event as unknown as APIGatewayProxyEventV2, statusCode);
      return;
    }
    for (const site of method === 'GET' ? this.#sites : []) {
      const shown = await site.answer({ path, query, headers: request.headers });
      if (shown) return this.#end(response, shown.status, shown.body, shown.headers);
    }
    this.#end(response, 404, '{"message":"Not Found"}');
  }

  /** Where API Gateway says 401, for here nobody can sign in. */
  #refuse(response: ServerResponse): void {
    const detail = `Open ${this.#url}/ on the machine where this runs: nobody else is answered.`;
    const body = JSON.stringify({ title: 'forbidden', status: 403, detail });
    this.#end(response, 403, body, { 'content-type': 'application/problem+json' });
  }

  #count(status: number): void {
    const dimensions = { ApiId: this.#apiId };
    this.#metrics.put({ namespace: 'AWS/ApiGateway', name: '5xx', dimensions }, [status >= 500 ? 1 : 0]);
  }

  #end(
    response: ServerResponse,
    status: number,
    body: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    // Once it is to close, no client may keep its connection: waiting for them to let go would take seconds.
    const ending = this.#server.listening ? {} : { connection: 'close' };
    if (!response.headersSent) response.writeHead(status, { ...headers, ...ending }).end(body);
  }
}
