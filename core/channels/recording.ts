import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import { parseForm, parseJson } from './body.ts';
import type { HookRequest, Verdict, WebhookChannel } from './channel.ts';
import { matchScheme } from './scheme.ts';
import { formOf, headerFormOf, shapeOf } from './shape.ts';

/** What one delivery looked like, without a word of what it said: to hold a channel's reading against its tool. */
export interface Recording {
  readonly source: string;
  readonly channel: string;
  readonly receivedAt: string;
  readonly method: string;
  readonly verdict: Verdict | 'probe' | 'no secret';
  /** The scheme that signs it with one of the source's secrets, whatever the channel expects. */
  readonly scheme?: string;
  readonly bytes: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What the channel makes of it: kinds and parts, or why it cannot. */
  readonly reads: readonly string[];
  readonly answered: number;
}

/** Parts may end in a vendor's id. */
const withoutId = (part: string): string => part.replace(/[:/].*$/, ':…');

const bodyShape = ({ body, headers }: HookRequest): unknown => {
  const isForm = headers['content-type']?.includes('form-urlencoded');
  if (isForm) return shapeOf(Object.fromEntries(parseForm(body)));
  try {
    return shapeOf(parseJson(body, 'body'));
  } catch {
    return body.length === 0 ? 'empty' : `not JSON: ${formOf(body.toString())}`;
  }
};

const readsOf = (request: HookRequest, source: Source, channel: WebhookChannel): string[] => {
  try {
    const { signals, rejected, thin, answer } = channel.read(request, source);
    const said = [
      ...signals.map(({ kind, part }) => `${kind} signal, part ${withoutId(part)}`),
      ...thin.map(() => 'a fact to be read from the tool’s API'),
      ...rejected.map(({ reason }) => `an item that cannot be read: ${reason}`),
      ...(answer ? ['a challenge'] : []),
    ];
    return said.length > 0 ? said : ['nothing: an event that is not counted, or no question of the map was answered'];
  } catch (error) {
    if (error instanceof MalformedBody) return [`it cannot be read: ${error.message}`];
    throw error;
  }
};

/**
 * Describes a delivery. Read whatever the verdict: a wrong secret must not hide a changed body.
 *
 * @param answered the status the tool got
 */
export const recordingOf = (
  request: HookRequest,
  source: Source,
  channel: WebhookChannel,
  secrets: readonly string[],
  answered: number,
): Recording => {
  const isProbe = secrets.length > 0 && channel.probe?.(request, secrets) !== undefined;
  const scheme = matchScheme(request, secrets);
  return {
    source: source.id,
    channel: source.channel,
    receivedAt: new Date(request.receivedAtMs).toISOString(),
    method: request.method,
    verdict: secrets.length === 0 ? 'no secret' : isProbe ? 'probe' : channel.verify(request, secrets),
    ...(scheme !== undefined && { scheme }),
    bytes: request.body.length,
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, headerFormOf(value)])),
    body: bodyShape(request),
    reads: isProbe ? [] : readsOf(request, source, channel),
    answered,
  };
};
