import { createHmac, timingSafeEqual } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import createApi, { type API, type Request, type Response } from 'lambda-api';
import { z } from 'zod';
import type { WebhookChannel } from '../core/channels/channel.ts';
import { generic } from '../core/channels/generic.ts';
import { standardWebhooks } from '../core/channels/standard-webhooks.ts';
import type { Source } from '../core/journey/schema.ts';
import { judge, refuseEarly } from '../core/receive.ts';
import { answer } from '../functions/receive.ts';
import { requestOf } from '../functions/request.ts';
import { printWorst } from './worst-bodies.ts';

/**
 * What a verified webhook costs.
 *
 * 1. CPU of all that receive does between API Gateway's event and the queue, warm, for a body of 177 bytes. As a ratio to
 *    the least it could cost, which is the HMAC and `JSON.parse`; beside handlers that do the same in other ways: route,
 *    verify, parse, validate, make the message, answer. The targets are 1.8 × the floor and 0.7 × lambda-api.
 * 2. The longest that one body within its channel's size limit can keep receive busy. The target is 50 ms.
 *
 * Does not model the SDK, the log, cold starts (`npm run bench -- cold`) and the smaller share of a CPU Lambda gives.
 */
const rounds = 150;
const callsPerRound = 200;
const secret = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const nowMs = Date.now();

const record = JSON.stringify({
  id: 'r-417',
  occurredAt: '2026-03-02T09:20:00Z',
  text: 'Checkout kept rejecting my card.',
  language: 'en',
  scores: { nps: 3 },
  customer: { id: 'C-481' },
  touchpoint: 'checkout',
});
const delivery = JSON.stringify({
  type: 'feedback.submitted',
  timestamp: '2026-03-02T09:14:05.120Z',
  data: { id: 'fb_7Q2', nps: 3, text: 'Checkout kept rejecting my card.', customer: { id: 'C-481' } },
});

const eventOf = (channel: WebhookChannel, text: string): APIGatewayProxyEventV2 => {
  const { headers, body } = channel.sign({ url: '', body: Buffer.from(text) }, secret, nowMs);
  const usual = {
    accept: '*/*',
    'content-length': String(body.length),
    host: 'a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com',
    'user-agent': 'Webhooks/1.0',
    'x-amzn-trace-id': 'Root=1-65f2a7c1-0a1b2c3d4e5f60718293a4b5',
    'x-forwarded-for': '203.0.113.7',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
  const http = { method: 'POST', path: '/hooks/a-source', sourceIp: '203.0.113.7' };
  const event = {
    version: '2.0',
    rawPath: '/hooks/a-source',
    rawQueryString: '',
    headers: { ...usual, ...headers },
    pathParameters: { source: 'a-source' },
    requestContext: { requestId: 'request-1', http },
    body: text,
    isBase64Encoded: false,
  };
  return event as unknown as APIGatewayProxyEventV2;
};

const ours = (channel: WebhookChannel) => {
  const source = { id: 'a-source', questions: {}, active: true } as unknown as Source;
  const sources = new Map([[source.id, source]]);
  return async (event: APIGatewayProxyEventV2) => {
    const found = sources.get(event.pathParameters?.source ?? '');
    const request = requestOf(event, 'https://hooks.example');
    const early = refuseEarly(request, found, channel);
    if (early !== undefined || found === undefined) return answer(early?.response ?? { status: 404 });
    const { response, messages } = judge(request, found, channel, [secret]);
    if (messages.length !== 1) throw new Error(`bench: answered ${response.status} and kept nothing`);
    return answer(response);
  };
};

const digestOf = (timestamp: string | undefined, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;

const isOurs = (headers: APIGatewayProxyEventV2['headers'], body: string): boolean => {
  const expected = Buffer.from(digestOf(headers['x-timestamp'], body));
  const received = Buffer.from(headers['x-signature'] ?? '');
  return expected.length === received.length && timingSafeEqual(expected, received);
};

const floor = async ({ headers, body = '' }: APIGatewayProxyEventV2) => {
  const digest = digestOf(headers['x-timestamp'], body);
  const value = JSON.parse(body);
  return { statusCode: digest && value ? 202 : 401 };
};

/** What would go to the queue, so that making it is no dead code. */
const kept = { message: '' };
const keep = (message: string): void => {
  kept.message = message;
};

const byHand = async ({ requestContext, rawPath, headers, body = '' }: APIGatewayProxyEventV2) => {
  if (requestContext.http.method !== 'POST' || !rawPath.startsWith('/hooks/')) return { statusCode: 404 };
  if (!isOurs(headers, body)) return { statusCode: 401 };
  const { id, occurredAt, text, language, scores, customer, touchpoint } = JSON.parse(body);
  if (typeof id !== 'string' || typeof occurredAt !== 'string' || typeof scores?.nps !== 'number') {
    return { statusCode: 400 };
  }
  keep(JSON.stringify({ id, occurredAt, text, language, scores, customer, touchpoint }));
  return { statusCode: 202 };
};

const Body = z.object({
  id: z.string().min(1).max(256),
  occurredAt: z.iso.datetime({ offset: true }),
  text: z.string().optional(),
  language: z.string().optional(),
  scores: z.object({ nps: z.int().min(0).max(10).optional() }),
  customer: z.object({ id: z.string().optional() }).optional(),
  touchpoint: z.string().optional(),
});

const withZod = async ({ headers, body = '' }: APIGatewayProxyEventV2) => {
  if (!isOurs(headers, body)) return { statusCode: 401 };
  const parsed = Body.safeParse(JSON.parse(body));
  if (!parsed.success) return { statusCode: 400 };
  keep(JSON.stringify(parsed.data));
  return { statusCode: 202 };
};

// Its types describe the CommonJS build, where the function is the property of a module.
const api = (createApi as unknown as () => API)();
api.post('/hooks/:source', (request: Request, response: Response) => {
  if (!isOurs(request.headers, request.rawBody)) return response.status(401).json({});
  const parsed = Body.safeParse(request.body);
  if (!parsed.success) return response.status(400).json({});
  keep(JSON.stringify(parsed.data));
  return response.status(202).json({});
});

const context = {} as Context;
const viaMiddy = middy<APIGatewayProxyEventV2>().handler(withZod);
const viaGeneric = ours(generic);
const viaStandardWebhooks = ours(standardWebhooks);
const webhook = eventOf(generic, record);
const standardWebhook = eventOf(standardWebhooks, delivery);
const subjects: Readonly<Record<string, () => Promise<{ readonly statusCode?: number | undefined }>>> = {
  floor: () => floor(webhook),
  'by hand': () => byHand(webhook),
  zod: () => withZod(webhook),
  'middy and zod': () => viaMiddy(webhook, context),
  'lambda-api and zod': () => api.run(webhook, context),
  'ours, generic': () => viaGeneric(webhook),
  'ours, standard-webhooks': () => viaStandardWebhooks(standardWebhook),
};

const cpuMicroseconds = async (call: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  for (let index = 0; index < callsPerRound; index += 1) await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / callsPerRound;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const measured: Record<string, number>[] = [];
for (const [name, call] of Object.entries(subjects)) {
  const { statusCode } = await call();
  if (statusCode !== 202) throw new Error(`bench: ${name} answered ${statusCode}`);
}
for (let round = 0; round < rounds; round += 1) {
  const costs: Record<string, number> = {};
  for (const [name, call] of Object.entries(subjects)) costs[name] = await cpuMicroseconds(call);
  // The first rounds warm up.
  if (round >= rounds / 5) measured.push(costs);
}

/** Of one round each, so that a machine that slows down meanwhile slows down both. */
const ratio = (name: string, to: string): string =>
  median(measured.map((costs) => (costs[name] ?? 0) / (costs[to] ?? 0))).toFixed(2);

for (const name of Object.keys(subjects)) {
  const microseconds = median(measured.map((costs) => costs[name] ?? 0)).toFixed(1);
  const ratios = `${ratio(name, 'floor')} × floor  ${ratio(name, 'lambda-api and zod')} × lambda-api`;
  console.log(`${name.padEnd(24)} ${microseconds.padStart(6)} µs  ${ratios}`);
}
printWorst();
