import { request } from 'node:http';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, describe, expect, it } from 'vitest';
import { ListeningPathError } from '../../core/errors.ts';
import { freePort } from '../../local/engines/table.ts';
import { LocalApi } from '../../local/http.ts';
import { invocations, wishes } from './echo-function.ts';
import { echoFunctions, ofType, type Resources } from './templates.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** The sample's API with a function that echoes behind it. */
const serve = async (change?: (resources: Resources) => void): Promise<number> => {
  const { template, functions } = echoFunctions(change);
  const api = new LocalApi(template, await functions, { now: () => new Date('2026-03-02T09:00:00Z') });
  const port = await freePort();
  await api.listen(port);
  stops.push(() => api.close());
  return port;
};

const answer = (port: number, path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
const lastEvent = () => invocations.at(-1)?.event as APIGatewayProxyEventV2;
const accepted = () => ({ statusCode: 202, headers: { 'x-kept': 'yes' }, body: 'kept' });

/** A path no client library would send, to the letter. */
const statusOf = (port: number, path: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
  new Promise((resolve, reject) =>
    request({ port, host: '127.0.0.1', path, headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end(),
  );

describe('the local API', () => {
  it('invokes the function of a route as API Gateway does, and gives its answer', async () => {
    wishes.push(accepted);
    const port = await serve();
    const headers = { 'X-Signature': 'abc' };
    const response = await answer(port, '/hooks/joining-survey?a=1&b=%20', {
      method: 'POST',
      headers,
      body: '{"ñ":1}',
    });
    expect([response.status, response.headers.get('x-kept'), await response.text()]).toEqual([202, 'yes', 'kept']);
    expect(lastEvent()).toMatchObject({
      version: '2.0',
      rawPath: '/hooks/joining-survey',
      rawQueryString: 'a=1&b=%20',
      pathParameters: { source: 'joining-survey' },
      requestContext: { http: { method: 'POST', path: '/hooks/joining-survey' } },
      headers: { 'x-signature': 'abc' },
      body: '{"ñ":1}',
      isBase64Encoded: false,
    });
  });

  it('hands on bytes that are no text as base64, to the last bit', async () => {
    wishes.push(accepted);
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await answer(await serve(), '/hooks/one', { method: 'POST', body: bytes });
    expect(lastEvent().isBase64Encoded).toBe(true);
    expect(Buffer.from(lastEvent().body ?? '', 'base64')).toEqual(Buffer.from(bytes));
  });

  it('takes a body of 10 MB and refuses a byte more', async () => {
    wishes.push(accepted);
    const port = await serve();
    const post = (bytes: number) => answer(port, '/hooks/one', { method: 'POST', body: 'x'.repeat(bytes) });
    expect((await post(10_000_000)).status).toBe(202);
    const invoked = invocations.length;
    expect((await post(10_000_001)).status).toBe(413);
    expect(invocations.length).toBe(invoked);
  });

  it.each(['/', '/hooks', '/hooks/', '/hooks/one/two/three', '/hooksx/one', '//', '/hooks//', '/%'])(
    'knows no other path: %s',
    async (path) => {
      expect(await statusOf(await serve(), path)).toBe(404);
    },
  );

  it('answers 500 when a function throws, without a word of why', async () => {
    wishes.push(() => Promise.reject(new Error('a secret')));
    const response = await answer(await serve(), '/hooks/one');
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"message":"Internal Server Error"}');
  });

  it('has the routes its template declares and no others', async () => {
    const port = await serve((resources) => {
      for (const { Properties } of ofType(resources, 'AWS::ApiGatewayV2::Route')) {
        Properties.RouteKey = 'PUT /v2/{kind}/in/{source}';
      }
    });
    wishes.push(accepted);
    expect((await answer(port, '/v2/survey/in/one', { method: 'PUT' })).status).toBe(202);
    expect(lastEvent().pathParameters).toEqual({ kind: 'survey', source: 'one' });
    expect((await answer(port, '/v2/survey/in/one', { method: 'POST' })).status).toBe(404);
    expect((await answer(port, '/hooks/one', { method: 'PUT' })).status).toBe(404);
  });

  it.each(['$default', 'ANY /{proxy+}', 'GET /a.b'])('refuses routes it does not know: %s', async (route) => {
    const unknown = serve((resources) => {
      for (const { Properties } of ofType(resources, 'AWS::ApiGatewayV2::Route')) Properties.RouteKey = route;
    });
    await expect(unknown).rejects.toThrow(`does not know routes like ${route}`);
  });

  it('takes whoever is at this machine for somebody who signed in and may see everything', async () => {
    wishes.push(accepted);
    expect((await answer(await serve(), '/api/touchpoints/checkout?lang=es')).status).toBe(202);
    expect(lastEvent()).toMatchObject({
      rawQueryString: 'lang=es',
      pathParameters: { id: 'checkout' },
      requestContext: {
        timeEpoch: Date.parse('2026-03-02T09:00:00Z'),
        authorizer: { jwt: { claims: { sub: 'local', 'cognito:groups': '[admin]' } } },
      },
    });
  });

  it('takes nobody for that where no token is asked for', async () => {
    wishes.push(accepted);
    await answer(await serve(), '/hooks/one', { method: 'POST' });
    expect(lastEvent().requestContext).not.toHaveProperty('authorizer');
  });

  it.each([
    { host: 'evil.example' },
    { host: '127.0.0.1' },
    { 'x-forwarded-for': '203.0.113.7' },
    { forwarded: 'for=203.0.113.7' },
  ])('runs nothing for whoever comes another way to what a token is asked for: %o', async (headers) => {
    const port = await serve();
    const invoked = invocations.length;
    expect(await statusOf(port, '/api/map', headers as Record<string, string>)).toBe(403);
    expect(invocations.length).toBe(invoked);
  });

  it('has no other method where the template names one', async () => {
    expect((await answer(await serve(), '/api/map', { method: 'POST' })).status).toBe(404);
  });

  it('cannot be reached from another machine', async () => {
    const port = await serve();
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (outside) await expect(fetch(`http://${outside.address}:${port}/hooks/one`)).rejects.toThrow('fetch failed');
    await expect(fetch(`http://127.0.0.2:${port}/hooks/one`)).rejects.toThrow('fetch failed');
  });

  it('says that its port is taken, and how to choose another', async () => {
    const other = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
    const { template, functions } = echoFunctions();
    const taken = new LocalApi(template, await functions).listen(port);
    await expect(taken).rejects.toThrow(ListeningPathError);
    await expect(taken).rejects.toThrow(`http: port ${port} is taken; end what uses it or choose another with --port`);
    await new Promise((resolve) => other.close(resolve));
  });

  it('ends as soon as the last answer is given, although clients would keep their connections', async () => {
    const port = await serve();
    wishes.push(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return accepted();
    });
    const last = answer(port, '/hooks/one');
    await answer(port, '/nowhere');
    const askedAtMs = Date.now();
    const ended = stops.pop()?.();
    expect((await last).status).toBe(202);
    await ended;
    expect(Date.now() - askedAtMs).toBeLessThan(2_000);
    await expect(answer(port, '/hooks/one')).rejects.toThrow('fetch failed');
  });
});
