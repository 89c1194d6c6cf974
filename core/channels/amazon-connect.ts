import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import type { Medium, Signal } from '../signal.ts';
import { check, Id, maybe, text } from './body.ts';
import type { EventChannel } from './channel.ts';
import { measuresOf, readingOf, signalOf } from './fact.ts';
import { customerOf } from './questions.ts';
import { secondsBetween, Time } from './time.ts';

const contactEvent = 'Amazon Connect Contact Event';
const lensEvents = [
  'Contact Lens Post Call Rules Matched',
  'Contact Lens Realtime Rules Matched',
  'Contact Lens Post Chat Rules Matched',
  'Contact Lens Realtime Chat Rules Matched',
] as const;

const Envelope = z.object({ 'detail-type': z.string(), time: Time, detail: z.looseObject({}) });

const Contact = z.object({
  eventType: z.string(),
  contactId: Id,
  channel: text,
  instanceArn: text,
  initiationMethod: text,
  disconnectTimestamp: maybe(Time),
  disconnectReason: text,
  customerEndpoint: maybe(z.object({ type: z.string(), address: z.string() })),
  queueInfo: maybe(z.object({ queueArn: text, enqueueTimestamp: maybe(Time) })),
  agentInfo: maybe(z.object({ connectedToAgentTimestamp: maybe(Time) })),
});

const Lens = z.object({
  ruleName: z.string().check(z.minLength(1), z.maxLength(200)),
  contactArn: z.string().check(z.regex(/\/contact\/[^/]+$/, 'must be the ARN of a contact')),
  queueArn: text,
});

const mediumOf = new Map<string | undefined, Medium>([
  ['VOICE', 'phone'],
  ['TELEPHONY', 'phone'],
  ['CHAT', 'chat'],
  ['EMAIL', 'email'],
  ['SMS', 'sms'],
]);

/** The name at the end of an ARN: accounts and regions say nothing about the customer's way. */
const lastOf = (arn: string | undefined): string | undefined => arn?.split('/').at(-1);

/**
 * Who hung up before anybody answered has no `waitSeconds`: a short one would pass for a promise kept. Whom we called
 * waited for nothing, and a task or a supervisor who listens is no customer.
 */
const measuresIn = (contact: z.infer<typeof Contact>) => {
  const { queueInfo, agentInfo, disconnectTimestamp: end, initiationMethod = '' } = contact;
  if (contact.channel === 'TASK' || initiationMethod === 'MONITOR') return {};
  const enqueuedAt = initiationMethod.includes('OUTBOUND') ? undefined : queueInfo?.enqueueTimestamp;
  const answeredAt = agentInfo?.connectedToAgentTimestamp;
  const abandonedSeconds = answeredAt === undefined ? secondsBetween(enqueuedAt, end) : undefined;
  return measuresOf({
    waitSeconds: secondsBetween(enqueuedAt, answeredAt),
    callSeconds: secondsBetween(answeredAt, end),
    abandonedSeconds,
    missedCalls: abandonedSeconds === undefined ? undefined : 1,
  });
};

const readContact = (detail: unknown, time: string, source: Source): Signal | undefined => {
  const contact = check(Contact, detail, 'amazon-connect.detail');
  const measures = measuresIn(contact);
  // One event ends a contact; the others are its steps, whose times this one repeats.
  if (contact.eventType !== 'DISCONNECTED' || Object.keys(measures).length === 0) return undefined;
  const { customerEndpoint, queueInfo, initiationMethod, disconnectReason } = contact;
  return signalOf(source, contact.contactId, undefined, {
    part: 'contact',
    kind: 'operational',
    medium: mediumOf.get(contact.channel),
    occurredAt: contact.disconnectTimestamp ?? time,
    customer: customerOf(customerEndpoint?.type === 'TELEPHONE_NUMBER' ? { phone: customerEndpoint.address } : {}),
    measures,
    about: { queue: lastOf(queueInfo?.queueArn), initiationMethod, disconnectReason },
  });
};

const readLens = (detail: unknown, time: string, source: Source): Signal => {
  const { ruleName, contactArn, queueArn } = check(Lens, detail, 'amazon-connect.detail');
  return signalOf(source, lastOf(contactArn) ?? contactArn, undefined, {
    part: `rule:${ruleName}`,
    kind: 'operational',
    occurredAt: time,
    measures: { ruleMatches: 1 },
    about: { rule: ruleName, queue: lastOf(queueArn) },
  });
};

/**
 * Amazon Connect: how long people waited, how long they talked, and which Contact Lens rules a conversation matched.
 *
 * Events come from EventBridge straight to the queue, so IAM is the authentication and no webhook is involved.
 * https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html
 */
export const amazonConnect: EventChannel = {
  guide: {
    tool: 'Amazon Connect',
    steps: [
      'Deploy the stack in the account and region of the Connect instance: it brings the EventBridge rule along',
      'For Contact Lens: in each rule add the action “Generate an EventBridge event”',
    ],
    questions: 'none',
    brings: [
      'operational: waitSeconds in the queue and callSeconds, when a contact ends; abandonedSeconds and missedCalls when nobody answered',
      'operational: ruleMatches, with the rule’s name as the attribute `rule`, when Contact Lens matches one',
    ],
    unconfirmed: ['whether customerEndpoint is in the event of every kind of contact'],
    page: 'https://docs.aws.amazon.com/connect/latest/adminguide/contact-events.html',
  },
  corrects: false,
  pattern: { source: ['aws.connect'], detailType: [contactEvent, ...lensEvents] },

  read(event, source) {
    const { 'detail-type': type, time, detail } = check(Envelope, event, 'amazon-connect');
    return readingOf((type === contactEvent ? readContact : readLens)(detail, time, source));
  },
};
