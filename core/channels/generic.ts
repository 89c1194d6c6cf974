import * as z from 'zod/mini';
import { MalformedBody } from '../errors.ts';
import type { Source } from '../journey/schema.ts';
import { Scores, Signal } from '../signal.ts';
import { itemsOf, readEach } from './batch.ts';
import { check, few, Id, parseJson } from './body.ts';
import { maxBytesDefault, type WebhookChannel } from './channel.ts';
import { signalOf } from './fact.ts';
import { customerOf, languageOf, unmask } from './questions.ts';
import { signedTime, unixSeconds } from './signing.ts';
import { Time } from './time.ts';
import { matchesAny } from './verify.ts';

/** A day's export still fits one request; more would make one bad connection lose too much at once. */
const recordsMax = 100;

const unmaskAll = (scores: unknown): unknown =>
  typeof scores === 'object' && scores !== null && !Array.isArray(scores)
    ? Object.fromEntries(Object.entries(scores).map(([name, value]) => [name, unmask(value)]))
    : scores;

const hasSomethingToSay = (item: Pick<Signal, 'kind' | 'text' | 'scores' | 'measures' | 'outcome'>): boolean => {
  if (item.kind === 'operational') return Object.keys(item.measures).length > 0;
  if (item.kind === 'outcome') return item.outcome !== undefined;
  return (item.text ?? '').trim() !== '' || Object.keys(item.scores).length > 0;
};

const fact = Signal.def.innerType.shape;

/** The canonical body. It is ours, so a mistake is the sender's to mend and nothing is quietly left out. */
const Item = z
  .strictObject({
    id: Id,
    occurredAt: Time,
    updatedAt: z.optional(Time),
    kind: z._default(fact.kind, 'perceptive'),
    medium: fact.medium,
    customer: z.optional(
      z.strictObject({ id: z.optional(Id), email: z.optional(z.string()), phone: z.optional(z.string()) }),
    ),
    text: fact.text,
    language: z.optional(
      z.string().check(z.refine((tag) => languageOf(tag) !== undefined, 'must be a language tag such as es or en-GB')),
    ),
    solicited: fact.solicited,
    scores: z._default(few(z.pipe(z.transform(unmaskAll), Scores)), {}),
    measures: z._default(fact.measures, {}),
    outcome: fact.outcome,
    touchpoint: fact.touchpoint,
    attributes: z._default(few(fact.attributes), {}),
    // Exports of earlier years still carry these two; the address of the request says both.
    source: z.optional(z.unknown()),
    channel: z.optional(z.unknown()),
  })
  .check(
    z.refine(hasSomethingToSay, {
      path: ['kind'],
      error: 'perceptive needs text or scores, operational needs measures, outcome needs outcome',
    }),
  );

const recordIn = (item: z.infer<typeof Item>, source: Source): Signal =>
  signalOf(source, item.id, item.updatedAt, {
    ...item,
    part: 'record',
    customer: customerOf(item.customer ?? {}),
    text: item.text?.trim() === '' ? undefined : item.text,
    language: languageOf(item.language),
  });

const signed = signedTime({
  header: 'x-signature',
  timeHeader: 'x-timestamp',
  clock: unixSeconds,
  signed: ({ body }, time) => [`${time}.`, body],
  encoding: 'hex',
  prefix: 'sha256=',
});

/** Our own scheme: an HMAC over time and body, or a bearer token, which a replay cannot be told from. */
export const verifyOwn: WebhookChannel['verify'] = (request, secrets) => {
  const { 'x-signature': signature, authorization } = request.headers;
  if (signature !== undefined) return signed.verify(request, secrets);
  if (authorization === undefined) return 'missing';
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
  return matchesAny(secrets, [token], (secret) => secret) ? 'ok' : 'mismatch';
};

/** Signs by our own scheme. */
export const signOwn: WebhookChannel['sign'] = signed.sign;

/**
 * Own systems and low-code tools: the canonical record, one or an array.
 */
export const generic: WebhookChannel = {
  guide: {
    tool: 'Your own systems (generic)',
    steps: [
      'Post one record or a list of up to 100 as JSON to {url}',
      'Sign it: x-timestamp is unix seconds, x-signature is sha256= and the hex HMAC-SHA256 of `timestamp.body`',
      'A tool that cannot compute an HMAC sends the header authorization: Bearer SECRET instead',
    ],
    secret: { from: 'us', where: 'the configuration of the sending system' },
    questions: 'none',
    brings: ['perceptive, operational and outcome: whatever the records say'],
    page: 'docs/channels.md#generic',
  },
  maxBytes: maxBytesDefault,
  corrects: true,
  accepted: { status: 202 },

  verify: verifyOwn,

  read({ body }, source) {
    const items = itemsOf(parseJson(body, 'generic'), 'generic');
    if (items.length > recordsMax)
      throw new MalformedBody(`generic: must have at most ${recordsMax} records; send more requests`);
    return readEach(items, ({ item, where }) => recordIn(check(Item, item, where), source));
  },

  sign: signOwn,
};
