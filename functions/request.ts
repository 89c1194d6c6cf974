import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HookRequest } from '../core/channels/channel.ts';

/** HTTP APIs and function URLs hand all names on in lower case, REST APIs as the sender wrote them. */
const inLowerCase = (headers: APIGatewayProxyEventV2['headers']): HookRequest['headers'] => {
  for (const name in headers) if (name !== name.toLowerCase()) return lowered(headers);
  return headers as HookRequest['headers'];
};

const lowered = (headers: APIGatewayProxyEventV2['headers']): HookRequest['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value = '']) => [name.toLowerCase(), value]));

/**
 * A webhook as API Gateway hands it on.
 *
 * @param publicUrl from the configuration: a `Host` header can be forged, and tools sign the address they were given
 */
export const requestOf = (event: APIGatewayProxyEventV2, publicUrl: string): HookRequest => ({
  method: event.requestContext.http.method,
  url: `${publicUrl}${event.rawPath}${event.rawQueryString === '' ? '' : `?${event.rawQueryString}`}`,
  ...(event.pathParameters?.token !== undefined && { pathToken: event.pathParameters.token }),
  headers: inLowerCase(event.headers),
  body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
  receivedAtMs: Date.now(),
});
