import ky, { isHTTPError, isTimeoutError } from 'ky';
import { parseJson } from '../core/channels/body.ts';
import type { ObjectCall, Unread } from '../core/enrich.ts';
import { MalformedBody } from '../core/errors.ts';

/** One batch must not look like an attack. */
const callsAtOnce = 4;

const tryTimeoutMs = 5_000;

/** The library waits as long as it is told to; beyond this the queue waits better than a function that is paid for. */
const retryAfterSecondsMax = 5;

/** Ample for one answer, contact or deal; what is larger is not what was asked for. */
const bodyBytesMax = 1_024 * 1_024;

/** 4xx that our token or our pace cause: somebody can mend them, and the object may well be there. */
const mendableStatuses = new Set([401, 403, 408, 429]);

/** The API's JSON, ids with all their digits; or why there is none. */
export type ObjectReading = { readonly kind: 'read'; readonly answer: unknown } | Unread;

interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const tooLarge = new RangeError('over the limit');

/**
 * Reads the objects that thin events name, over HTTP. Never throws.
 *
 * Equal calls of a batch are made once: a tool that tells five changes of one contact sends five events.
 *
 * @param deadline ends every call and every wait for another try
 * @returns one reading per request, in order
 */
export const readObjects = async (
  requests: readonly ObjectCall[],
  deadline: AbortSignal,
): Promise<readonly ObjectReading[]> => {
  const calls = requests.map((request) => {
    const call = callOf(request);
    return { source: request.thin.source, call, key: JSON.stringify(call) };
  });
  const readings = new Map<string, ObjectReading>();

  const distinct = new Map(calls.map(({ key, call }) => [key, call])).entries();
  const workThrough = async (): Promise<void> => {
    // One iterator for all lanes: each takes the next call that nobody has.
    for (const [key, call] of distinct) if (call) readings.set(key, await read(call, deadline));
  };
  await Promise.all(Array.from({ length: callsAtOnce }, workThrough));

  return calls.map(({ source, key }) => {
    const reading = readings.get(key) ?? nowhere;
    return reading.kind === 'read' ? reading : { ...reading, reason: `${source}: ${reading.reason}` };
  });
};

const nowhere: ObjectReading = { kind: 'gone', reason: 'the event does not say where its object is' };

const callOf = ({ thin, api, address, token }: ObjectCall): Call | undefined => {
  try {
    const { path, headers } = api.request(thin.thin, token);
    return { url: `${address}${path}`, headers };
  } catch {
    return undefined;
  }
};

const read = async ({ url, headers }: Call, deadline: AbortSignal): Promise<ObjectReading> => {
  try {
    const body = await ky
      .get(url, {
        headers: { accept: 'application/json', ...headers },
        // A redirect would carry the token to wherever it leads.
        redirect: 'manual',
        signal: deadline,
        timeout: tryTimeoutMs,
        retry: { shouldRetry: isWorthWaiting },
        onDownloadProgress: ({ transferredBytes }) => {
          if (transferredBytes > bodyBytesMax) throw tooLarge;
        },
      })
      .arrayBuffer();
    return { kind: 'read', answer: parseJson(Buffer.from(body), 'api') };
  } catch (error) {
    return failureOf(error, deadline);
  }
};

/** A `Retry-After` in seconds that is too long; the library decides the rest, dates included. */
const isWorthWaiting = ({ error }: { readonly error: Error }): false | undefined =>
  isHTTPError(error) && Number(error.response.headers.get('retry-after')) > retryAfterSecondsMax ? false : undefined;

/** The library's own messages quote the address, and with it ids: none of them leaves this file. */
const failureOf = (error: unknown, deadline: AbortSignal): ObjectReading => {
  const busy = (reason: string): ObjectReading => ({ kind: 'busy', reason });
  if (deadline.aborted) return busy("the tool's API did not answer before our deadline");
  if (isHTTPError(error)) {
    const { status } = error.response;
    const isGone = status >= 400 && status < 500 && !mendableStatuses.has(status);
    return { kind: isGone ? 'gone' : 'busy', reason: `the tool's API answered ${status}` };
  }
  if (error === tooLarge) return { kind: 'gone', reason: "the tool's API answered with over 1 MiB" };
  // A proxy's page of HTML passes; a tool that stops speaking JSON has to be noticed.
  if (error instanceof MalformedBody) return busy("the tool's API answered with something else than JSON");
  if (isTimeoutError(error)) return busy("the tool's API did not answer in time");
  return busy("the tool's API could not be reached");
};
