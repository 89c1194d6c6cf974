import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';
import { check, maybe, parseForm, parseJson, queryOf, text } from './body.ts';
import { type HookRequest, maxBytesDefault, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { contentOf, customerOf } from './questions.ts';
import { MailTime } from './time.ts';
import { hmac, matchesAny, safeEqual } from './verify.ts';

// The signature joins names and values with nothing between, so a byte may move from one to the other unseen. Whole
// ids keep a replayed message from passing as another one.
const Sid = z.string().check(z.regex(/^[A-Z]{2}[0-9a-f]{32}$/, 'must be a Twilio id'));

const Fields = z.object({
  AccountSid: Sid,
  MessageSid: z.optional(Sid),
  SmsStatus: text,
  Body: text,
  FromCountry: text,
  CallSid: z.optional(Sid),
  ParentCallSid: text,
  CallStatus: text,
  CallDuration: maybe(z.string().check(z.regex(/^\d{1,6}$/))),
  Timestamp: maybe(MailTime),
  Direction: text,
  From: text,
  To: text,
});
type Fields = z.infer<typeof Fields>;

/** Twilio hashes JSON bodies into the address it signs, and signs the address alone. */
const bodyHashIn = (url: string): string | null => queryOf(url).get('bodySHA256');

/** Sorted names, each with its distinct sorted values, nothing between: twilio/lib/webhooks/webhooks.js. */
const joined = (form: URLSearchParams): string => {
  const fields = Map.groupBy(form, ([name]) => name);
  return [...fields.keys()]
    .sort()
    .flatMap((name) => [...new Set(fields.get(name)?.map(([, value]) => name + value))].sort())
    .join('');
};

/** Twilio signs the address with or without its port, whichever its part of the network saw. */
const spellingsOf = (url: string): string[] => {
  const [origin, host = '', port] = /^([a-z]+:\/\/(?:[^/?#@]*@)?(?:\[[^\]]*\]|[^/?#:@]*))(:\d+)?/i.exec(url) ?? [];
  if (origin === undefined) return [url];
  const standardPort = /^https:/i.test(host) ? ':443' : ':80';
  const rest = url.slice(origin.length);
  return [host + rest, host + (port ?? standardPort) + rest];
};

/** What is signed after the address. */
const signedFields = (url: string, body: Buffer): string => (bodyHashIn(url) === null ? joined(parseForm(body)) : '');

const signatureOf = (token: string, url: string, fields: string): string =>
  hmac('sha1', token, [url, fields], 'base64');

const isWhatTheAddressSays = ({ url, body }: HookRequest): boolean => {
  const hash = bodyHashIn(url);
  return hash === null || safeEqual(hash.toLowerCase(), createHash('sha256').update(body).digest('hex'));
};

const fieldsOf = ({ url, body }: HookRequest): Fields =>
  check(Fields, bodyHashIn(url) === null ? Object.fromEntries(parseForm(body)) : parseJson(body, 'twilio'), 'twilio');

const messageIn = (fields: Fields, source: Source, receivedAt: string): Signal | undefined => {
  const { AccountSid, MessageSid, SmsStatus, Body, From, FromCountry, To } = fields;
  // Every other status tells how one of our own messages fared.
  if (MessageSid === undefined || (SmsStatus !== undefined && SmsStatus !== 'received')) return undefined;
  const content = contentOf([
    { role: 'text', name: 'Body', value: Body },
    { role: 'phone', name: 'From', value: From },
  ]);
  return (
    content &&
    signalOf(source, `${AccountSid}/${MessageSid}`, undefined, {
      ...content,
      part: 'message',
      kind: 'perceptive',
      medium: From?.startsWith('whatsapp:') ? 'chat' : 'sms',
      // The message carries no time of its own.
      occurredAt: receivedAt,
      about: { country: FromCountry, line: To },
    })
  );
};

const callIn = (fields: Fields, source: Source, receivedAt: string): Signal | undefined => {
  const { AccountSid, CallSid, ParentCallSid, CallStatus, CallDuration, Direction, Timestamp, From, To } = fields;
  if (CallSid === undefined || CallStatus !== 'completed' || CallDuration === undefined) return undefined;
  // A forwarded leg is inside its parent, whose seconds already hold it.
  if (ParentCallSid !== undefined) return undefined;
  const [customer, line] = Direction?.startsWith('outbound') ? [To, From] : [From, To];
  return signalOf(source, `${AccountSid}/${CallSid}`, undefined, {
    part: 'status:completed',
    kind: 'operational',
    medium: 'phone',
    occurredAt: Timestamp ?? receivedAt,
    customer: customerOf({ phone: customer }),
    measures: { callSeconds: Number(CallDuration) },
    about: { direction: Direction, line },
  });
};

/**
 * Twilio: messages people send us, and calls that ended.
 *
 * A leading digit may answer a survey sent before; nothing here remembers, so it stays text.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export const twilio: WebhookChannel = {
  guide: {
    tool: 'Twilio',
    steps: [
      'SMS and WhatsApp: the number (or sender) › Messaging › A message comes in › Webhook, HTTP POST, and paste {url}',
      'Calls: the number › Voice › Call status changes, HTTP POST, and paste the same address',
    ],
    secret: { from: 'tool', where: 'Console › Account info › Auth Token (the primary one)' },
    questions: 'none',
    brings: ['perceptive: what people write by SMS or WhatsApp', 'operational: callSeconds of a completed call'],
    unconfirmed: ['which answer a status callback likes best'],
    page: 'https://www.twilio.com/docs/usage/webhooks/webhooks-security',
  },
  maxBytes: maxBytesDefault,
  corrects: false,
  // Twilio reads the answer as instructions; an empty one says nothing back to the customer.
  accepted: { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' },

  verify(request, secrets) {
    const signature = request.headers['x-twilio-signature'];
    if (signature === undefined) return 'missing';
    const fields = signedFields(request.url, request.body);
    const matches = spellingsOf(request.url).map((url) =>
      matchesAny(secrets, [signature], (token) => signatureOf(token, url, fields)),
    );
    return matches.includes(true) && isWhatTheAddressSays(request) ? 'ok' : 'mismatch';
  },

  read(request, source) {
    const fields = fieldsOf(request);
    const receivedAt = new Date(request.receivedAtMs).toISOString();
    return readingOf(messageIn(fields, source, receivedAt) ?? callIn(fields, source, receivedAt));
  },

  sign({ url, body }, secret) {
    const contentType = bodyHashIn(url) === null ? 'application/x-www-form-urlencoded' : 'application/json';
    return {
      url,
      body,
      headers: { 'content-type': contentType, 'x-twilio-signature': signatureOf(secret, url, signedFields(url, body)) },
    };
  },
};
