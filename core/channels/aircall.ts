import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import { measureMax, type Signal, unordered } from '../signal.ts';
import { check, Id, maybe, parseJson } from './body.ts';
import { maxBytesDefault, nothing, type Verdict, type WebhookChannel } from './channel.ts';
import { at, attributesOf, customerOf } from './questions.ts';
import { UnixTime } from './unix-time.ts';
import { matchesAny } from './verify.ts';

const Envelope = z.object({ event: z.string() });

const Ended = z.object({
  timestamp: UnixTime,
  data: z.object({
    id: Id,
    direction: maybe(z.enum(['inbound', 'outbound'])),
    missed_call_reason: maybe(z.string()),
    started_at: maybe(UnixTime),
    answered_at: maybe(UnixTime),
    ended_at: maybe(UnixTime),
    raw_digits: maybe(z.string()),
    number: maybe(z.object({ name: maybe(z.string()), digits: maybe(z.string()) })),
    contact: maybe(z.object({ id: maybe(Id), emails: maybe(z.array(z.object({ value: z.string() }))) })),
    tags: maybe(z.array(z.object({ name: z.string() }))),
  }),
});
type Call = z.infer<typeof Ended>['data'];

/** A measure, where both times are known and make sense. */
const seconds = (name: string, from: string | undefined, to: string | undefined): Signal['measures'] => {
  if (from === undefined || to === undefined) return {};
  const value = (Date.parse(to) - Date.parse(from)) / 1_000;
  return value >= 0 && value <= measureMax ? { [name]: value } : {};
};

const measuresOf = ({ direction, started_at, answered_at, ended_at }: Call): Signal['measures'] => {
  const isInbound = direction === 'inbound';
  // Whoever gave up waited for nobody. Among the waits a short one would pass for a promise kept.
  if (answered_at === undefined)
    return isInbound ? { missedCalls: 1, ...seconds('abandonedSeconds', started_at, ended_at) } : {};
  return {
    ...seconds('callSeconds', answered_at, ended_at),
    // The time a customer lets our call ring is not a wait.
    ...(isInbound && seconds('waitSeconds', started_at, answered_at)),
  };
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
    secret: { from: 'tool', where: 'the webhook’s own page: the token' },
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
    const measures = measuresOf(data);
    if (Object.keys(measures).length === 0) return nothing;

    const { direction, missed_call_reason, contact, number, tags } = data;
    const signal: Signal = {
      source: source.id,
      object: data.id,
      part: 'call',
      revision: unordered,
      kind: 'operational',
      medium: 'phone',
      occurredAt: data.ended_at ?? timestamp,
      customer: customerOf({ id: contact?.id, email: contact?.emails?.[0]?.value, phone: data.raw_digits }),
      scores: {},
      measures,
      touchpoint: number?.name?.slice(0, 256),
      attributes: attributesOf({
        direction,
        missed_call_reason,
        line: number?.digits,
        tags: tags?.map(({ name }) => name).join(' '),
      }),
    };
    return { signals: [signal], rejected: [] };
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
