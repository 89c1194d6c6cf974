import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Signal } from '../signal.ts';
import { check, Id, parseForm, parseJson, text } from './body.ts';
import { maxBytesDefault, nothing, type WebhookChannel } from './channel.ts';
import { readingOf, signalOf } from './fact.ts';
import { attributesOf, contentOf, mappedIn } from './questions.ts';
import { signedTime, unixSeconds } from './signing.ts';
import { UnixTime } from './time.ts';

const Envelope = z.object({ type: z.string() });

const Challenge = z.object({ challenge: z.string().check(z.minLength(1), z.maxLength(1_024)) });

const Callback = z.object({
  event: z.object({
    type: z.string(),
    subtype: text,
    bot_id: z.optional(z.unknown()),
    channel: text,
  }),
});

const Message = z.object({
  team_id: Id,
  event: z.object({
    channel: Id,
    ts: z.string().check(z.regex(/^\d{1,11}\.\d{1,6}$/)),
    text: text,
    thread_ts: text,
  }),
});

/**
 * The words as people see them: a link's label instead of its address, nobody's name, and no escapes.
 *
 * https://docs.slack.dev/messaging/formatting-message-text/
 */
const plainOf = (text: string): string =>
  text
    .replaceAll(/ ?<@[^<>]*>/g, '')
    .replaceAll(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, label?: string) =>
      label === undefined && /^[#!]/.test(target) ? '' : (label ?? target),
    )
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

/** Of people; the other subtypes tell of edits, joins and bots. */
const writings = new Set<string | undefined>([undefined, 'file_share', 'thread_broadcast', 'me_message']);

const isOneWriting = ({ type, subtype, bot_id }: z.infer<typeof Callback>['event']): boolean =>
  type === 'message' && writings.has(subtype) && bot_id == null;

const messageIn = (value: unknown, source: Source): Signal | undefined => {
  const { event } = check(Callback, value, 'slack');
  // Channels outside the question map are not listened to: an app is soon invited to others.
  const mapped = mappedIn(source, event.channel);
  if (!isOneWriting(event) || mapped === undefined) return undefined;

  const { team_id, event: message } = check(Message, value, 'slack');
  const content = contentOf([{ ...mapped, value: plainOf(message.text ?? '') }]);
  return (
    content &&
    signalOf(source, `${team_id}/${message.channel}/${message.ts}`, undefined, {
      ...content,
      part: 'message',
      kind: 'perceptive',
      occurredAt: check(UnixTime, message.ts, 'slack.event.ts'),
      attributes: attributesOf({ channel: message.channel, thread: message.thread_ts }),
    })
  );
};

const signed = signedTime({
  header: 'x-slack-signature',
  timeHeader: 'x-slack-request-timestamp',
  clock: unixSeconds,
  signed: ({ body }, time) => ['v0:', time, ':', body],
  encoding: 'hex',
  prefix: 'v0=',
});

const formType = 'application/x-www-form-urlencoded';

/**
 * Messages in channels where colleagues pass on what customers say. Whoever writes is usually no customer, so nobody is
 * named; the first version of a message stays.
 *
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export const slack: WebhookChannel = {
  guide: {
    tool: 'Slack',
    steps: [
      'api.slack.com/apps › Create New App, with the bot scope channels:history (groups:history for private channels)',
      'Name the channels in the question map, and put the signing secret into this source first: Slack tests the address when you paste it',
      'Event Subscriptions › Enable Events, and paste {url}',
      'Subscribe to the bot event message.channels (message.groups for private channels), install the app, and invite it to the channels',
    ],
    secret: { from: 'tool', where: 'Basic Information › App Credentials › Signing Secret' },
    questions: 'needed',
    questionKeys: 'the ids of the channels to listen to, { C0FEEDBCK: text }; no other channel is read',
    brings: ['perceptive: the text of each message people write there; the channel is an attribute to route by'],
    unconfirmed: ['how soon Slack stops delivering when requests fail'],
    page: 'https://docs.slack.dev/apis/events-api/',
  },
  maxBytes: maxBytesDefault,
  corrects: false,
  accepted: { status: 200 },

  // Slack checks the certificate of an address with an unsigned form, and expects 200.
  probe({ headers, body }) {
    if (!headers['content-type']?.startsWith(formType) || body.length > 1_024) return undefined;
    return parseForm(body).get('ssl_check') === '1' ? { status: 200 } : undefined;
  },

  verify: signed.verify,

  read({ body }, source) {
    // Slash commands and buttons come as forms.
    if (/^\w+=/.test(body.toString('latin1', 0, 64))) return nothing;
    const value = parseJson(body, 'slack');
    const { type } = check(Envelope, value, 'slack');
    if (type === 'url_verification') {
      const { challenge } = check(Challenge, value, 'slack');
      const headers = { 'content-type': 'application/json' };
      return { ...nothing, answer: { status: 200, headers, body: JSON.stringify({ challenge }) } };
    }
    return type === 'event_callback' ? readingOf(messageIn(value, source)) : nothing;
  },

  sign: signed.sign,
};
