import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Signal } from '../signal.ts';
import { check, Id, list, maybe, parseJson, text } from './body.ts';
import { maxBytesDefault, nothing, type Verdict, type WebhookChannel } from './channel.ts';
import { measuresOf, readingOf, signalOf } from './fact.ts';
import { at, customerOf, tagsOf } from './questions.ts';
import { secondsBetween, UnixTime } from './time.ts';
import { matchesAny } from './verify.ts';

const Envelope = z.object({ event: z.string() });

const Ended = z.object({
  timestamp: UnixTime,
  data: z.object({
    id: Id,
    direction: maybe(z.enum(['inbound', 'outbound'])),
    missed_call_reason: text,
    started_at: maybe(UnixTime),
    answered_at: maybe(UnixTime),
    ended_at: maybe(UnixTime),
    raw_digits: text,
    number: maybe(z.object({ name: text, digits: text })),
    contact: maybe(z.object({ id: maybe(Id), emails: maybe(list(z.object({ value: z.string() }))) })),
    tags: maybe(list(z.object({ name: z.string() }))),
  }),
});
type Call = z.infer<typeof Ended>['data'];

const measuresIn = ({ direction, started_at, answered_at, ended_at }: Call): Signal['measures'] => {
  const isInbound = direction === 'inbound';
  if (answered_at !== undefined)
    return measuresOf({
      callSeconds: secondsBetween(answered_at, ended_at),
      // The time a customer lets our call ring is not a wait.
      waitSeconds: isInbound ? secondsBetween(started_at, answered_at) : undefined,
    });
  // Whoever gave up waited for nobody. Among the waits a short one would pass for a promise kept.
  return isInbound ? measuresOf({ missedCalls: 1, abandonedSeconds: secondsBetween(started_at, ended_at) }) : {};
};

/**
 * Aircall calls that ended. Comments on a call are the agents' words, so they are left where they are.
 *
 * https://developer.aircall.io/tutorials/webhooks-guide
 */
export const aircall: WebhookChannel = {
  guide: {
    tool: 'Aircall',
    steps: [
      'Aircall Dashboard › Integrations › Webhook › Install, and paste {url}',
      'Switch on the event call.ended',
      'Save, and copy the token that Aircall shows',
    ],
    secret: { from: 'tool', where: 'the webhook’s own page, as its token' },
    questions: 'none',
    brings: [
      'operational: callSeconds from answer to end, and waitSeconds of whoever called us',
      'operational: missedCalls, and abandonedSeconds of whoever called and was not answered',
    ],
    unconfirmed: ['after how many failures Aircall disables the webhook'],
    page: 'https://developer.aircall.io/tutorials/webhooks-guide',
  },
  maxBytes: maxBytesDefault,
  corrects: false,
  accepted: { status: 200 },

  verify: ({ body }, secrets) => verifyToken(body, secrets),

  read({ body }, source) {
    const value = parseJson(body, 'aircall');
    if (check(Envelope, value, 'aircall').event !== 'call.ended') return nothing;
    const { timestamp, data } = check(Ended, value, 'aircall');
    const measures = measuresIn(data);
    if (Object.keys(measures).length === 0) return nothing;

    const { id, direction, missed_call_reason, contact, number, tags } = data;
    return readingOf(
      signalOf(source, id, undefined, {
        part: 'call',
        kind: 'operational',
        medium: 'phone',
        occurredAt: data.ended_at ?? timestamp,
        customer: customerOf({ id: contact?.id, email: contact?.emails?.[0]?.value, phone: data.raw_digits }),
        measures,
        touchpoint: number?.name?.slice(0, 256),
        about: {
          direction,
          missed_call_reason,
          line: number?.digits,
          tags: tagsOf(tags?.map(({ name }) => name)),
        },
      }),
    );
  },

  sign: ({ url, body }, secret) => ({
    url,
    body: withToken(body, secret),
    headers: { 'content-type': 'application/json' },
  }),
};

/** What has no fields stays as it is, and proves nothing. */
const withToken = (body: Buffer, token: string): Buffer => {
  try {
    const value = parseJson(body, 'aircall');
    const hasFields = typeof value === 'object' && value !== null && !Array.isArray(value);
    return hasFields ? Buffer.from(JSON.stringify({ ...value, token })) : body;
  } catch {
    return body;
  }
};

/** The proof is a field of the body, so a body nobody can read proves nothing either way. */
const verifyToken = (body: Buffer, secrets: readonly string[]): Verdict => {
  try {
    const token = at(parseJson(body, 'aircall'), 'token');
    if (typeof token !== 'string') return 'missing';
    return matchesAny(secrets, [token], (secret) => secret) ? 'ok' : 'mismatch';
  } catch (error) {
    if (error instanceof MalformedBody) return 'malformed';
    throw error;
  }
};
