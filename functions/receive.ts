import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Sdk } from '../aws/clients.ts';
import { Queue } from '../aws/queue.ts';
import { Secrets } from '../aws/secrets.ts';
import { type HookResponse, isWebhook } from '../core/channels/channel.ts';
import { recordingOf } from '../core/channels/recording.ts';
import { loadChannel } from '../core/channels/registry.ts';
import { judge, refuseEarly, unavailable } from '../core/receive.ts';
import { gaugesOf, type Sink } from './gauges.ts';
import { requestOf } from './request.ts';
import { type Environment, lazily, loadJourney, need, sayable, shell } from './shell.ts';

/** What API Gateway is told. */
export const answer = ({ status, headers = {}, body = '' }: HookResponse): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...headers },
  body,
});

/** Webhook in, signals on the queue, answer out: 2xx only for what is queued. */
export const make = (env: Environment, sdk: Sdk & Sink = {}) =>
  shell<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>('receive', (logger) => {
    const sources = new Map(loadJourney(env).sources.map((source) => [source.id, source]));
    const queue = new Queue(need(env, 'QUEUE_URL'), sdk);
    const deadLetters = new Queue(need(env, 'DEAD_LETTERS_URL'), sdk);
    const secrets = new Secrets(need(env, 'SECRET_ID'), sdk);
    const publicUrl = need(env, 'PUBLIC_URL');
    const measure = gaugesOf(env, sdk);
    const record = (...delivery: Parameters<typeof recordingOf>) => {
      try {
        logger.warn('recorded', { recording: recordingOf(...delivery) });
      } catch (error) {
        // What is kept is answered as kept, whatever becomes of its description.
        logger.warn('not recorded', { reason: sayable(error) });
      }
    };
    return async (event) => {
      // By it a signal is found again in every log on its way.
      const { requestId } = event.requestContext;
      const source = sources.get(event.pathParameters?.source ?? '');
      const request = requestOf(event, publicUrl);
      const channel = source && (await loadChannel(source));
      const early = refuseEarly(request, source, channel);
      if (early || !source || !channel || !isWebhook(channel)) return answer(early?.response ?? unavailable);
      try {
        const secret = await secrets.read(request.receivedAtMs);
        const { response, messages, rejected, reason } = judge(request, source, channel, secret.sources[source.id]);
        await queue.send(messages.map((body) => ({ body, attributes: { requestId } })));
        await deadLetters.send(
          rejected.map(({ item, reason }) => ({
            body: JSON.stringify(item),
            attributes: { source: source.id, reason, requestId },
          })),
        );
        if (request.receivedAtMs < (secret.recordUntilMs?.[source.id] ?? 0)) {
          record(request, source, channel, secret.sources[source.id] ?? [], response.status);
        }
        measure({ Unauthorized: [response.status === 401 ? 1 : 0] }, { source: source.id });
        const { status } = response;
        logger.info('webhook', { requestId, source: source.id, status, reason, messages: messages.length });
        return answer(response);
      } catch (error) {
        logger.error('webhook not kept', {
          requestId,
          source: source.id,
          reason: sayable(error),
        });
        return answer(unavailable);
      }
    };
  });

export const handler = lazily(make);
