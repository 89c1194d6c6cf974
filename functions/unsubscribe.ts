import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Sdk } from '../aws/clients.ts';
import { Secrets } from '../aws/secrets.ts';
import { Table } from '../aws/table.ts';
import { choiceIn, readUnsubscribeToken, type UnsubscribeChoice } from '../core/digest/unsubscribe.ts';
import { type UnsubscribeState, unsubscribePage } from '../core/digest/unsubscribe-page.ts';
import { nameIn } from '../core/journey/map.ts';
import { suppressionKey } from '../core/store/keys.ts';
import { type Environment, lazily, loadJourney, need, sayable, shell } from './shell.ts';

/** The page may show itself and post to itself, and nothing else; its address is a secret of the reader's. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

const statuses: Readonly<Record<UnsubscribeState, number>> = {
  ask: 200,
  gone: 200,
  back: 200,
  unknown: 404,
  busy: 503,
};

/** RFC 8058 asks mail programs for multipart and lets them send the other; a page's form sends the other. */
const postedIn = async ({ headers, body = '', isBase64Encoded }: APIGatewayProxyEventV2) => {
  const type = headers['content-type'] ?? '';
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (!type.toLowerCase().startsWith('multipart/')) return choiceIn(new URLSearchParams(bytes.toString()));
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => undefined);
  return form && choiceIn(form);
};

/**
 * Unsubscribe link in, page out.
 *
 * Scanners follow every link of a mail, so opening it changes nothing: only a post does, by the page's button or the mail
 * program's own (one click, RFC 8058).
 */
export const make = (env: Environment, sdk: Sdk = {}) =>
  shell<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>('unsubscribe', (logger) => {
    const { organisation, digests } = loadJourney(env);
    const table = new Table(need(env, 'TABLE_NAME'), sdk);
    const secrets = new Secrets(need(env, 'SECRET_ID'), sdk);
    const answer = (state: UnsubscribeState, audience = ''): APIGatewayProxyStructuredResultV2 => {
      const { locale = organisation.locale, name } = digests.find((plan) => plan.audience === audience) ?? {};
      const audienceName = nameIn(name ?? audience.replaceAll('-', ' '), locale);
      const body = unsubscribePage(state, { locale, organisation: organisation.name, audience: audienceName });
      return { statusCode: statuses[state], headers, body };
    };
    return async (event) => {
      const { method } = event.requestContext.http;
      if (!['GET', 'HEAD', 'POST'].includes(method)) return { statusCode: 405, headers: { allow: 'GET, HEAD, POST' } };
      try {
        const { customerKey } = await secrets.read(Date.now());
        const reader = readUnsubscribeToken(event.pathParameters?.token ?? '', customerKey);
        if (reader === undefined) return answer('unknown');
        const { audience } = reader;
        const key = suppressionKey(audience, reader.recipientHash);
        if (method !== 'POST') return answer((await table.get(key)) ? 'gone' : 'ask', audience);
        const choice: UnsubscribeChoice | undefined = await postedIn(event);
        if (choice === undefined) return { ...answer('ask', audience), statusCode: 400 };
        if (choice === 'subscribe') await table.remove(key);
        else await table.putIfAbsent({ ...key, unsubscribedAtMs: Date.now() });
        logger.info('unsubscribe', { audience, choice });
        return answer(choice === 'subscribe' ? 'back' : 'gone', audience);
      } catch (error) {
        logger.error('unsubscribe not kept', { reason: sayable(error) });
        return answer('busy');
      }
    };
  });

export const handler = lazily(make);
