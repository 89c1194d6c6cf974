import { createHmac, timingSafeEqual } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { z } from 'zod';

/** What a webhook's function usually looks like: one source, one scheme, and every library as its documentation has it. */
const Body = z.object({
  id: z.string().min(1).max(256),
  occurredAt: z.iso.datetime({ offset: true }),
  text: z.string().optional(),
  language: z.string().optional(),
  scores: z.object({ nps: z.int().min(0).max(10).optional() }),
  customer: z.object({ id: z.string().optional() }).optional(),
  touchpoint: z.string().optional(),
});

const secretsManager = new SecretsManagerClient();
const sqs = new SQSClient();
let secret: string | undefined;

const readSecret = async (): Promise<string> => {
  const { SecretString = '' } = await secretsManager.send(
    new GetSecretValueCommand({ SecretId: process.env.SECRET_ID }),
  );
  return JSON.parse(SecretString).sources['own-systems'][0];
};

export const handler = middy<APIGatewayProxyEventV2>().handler(async ({ headers, body = '' }) => {
  secret ??= await readSecret();
  const digest = createHmac('sha256', secret).update(`${headers['x-timestamp']}.${body}`).digest('hex');
  const expected = Buffer.from(`sha256=${digest}`);
  const received = Buffer.from(headers['x-signature'] ?? '');
  if (received.length !== expected.length || !timingSafeEqual(received, expected)) return { statusCode: 401 };
  const parsed = Body.safeParse(JSON.parse(body));
  if (!parsed.success) return { statusCode: 400 };
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify(parsed.data) }));
  console.log(JSON.stringify({ level: 'INFO', message: 'webhook', id: parsed.data.id }));
  return { statusCode: 202 };
});
