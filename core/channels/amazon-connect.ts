import * as z from 'zod/mini';
import type { Source } from '../journey/schema.ts';
import { type Medium, measureMax, type Signal, unordered } from '../signal.ts';
import { check, Id, maybe, Time } from './body.ts';
import { type EventChannel, nothing, type Reading } from './channel.ts';
import { attributesOf, customerOf } from './questions.ts';

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
  channel: maybe(z.string()),
  instanceArn: maybe(z.string()),
  initiationMethod: maybe(z.string()),
  disconnectTimestamp: maybe(Time),
  disconnectReason: maybe(z.string()),
  customerEndpoint: maybe(z.object({ type: z.string(), address: z.string() })),
  queueInfo: maybe(z.object({ queueArn: maybe(z.string()), enqueueTimestamp: maybe(Time) })),
  agentInfo: maybe(z.object({ connectedToAgentTimestamp: maybe(Time) })),
});

const Lens = z.object({
  ruleName: z.string().check(z.minLength(1), z.maxLength(200)),
  contactArn: z.string().check(z.regex(/\/contact\/[^/]+$/, 'must be the ARN of a contact')),
  queueArn: maybe(z.string()),
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

const secondsBetween = (from: string | undefined, to: string | undefined): number | undefined => {
  if (from === undefined || to === undefined) return undefined;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1_000;
  return seconds >= 0 && seconds <= measureMax ? seconds : undefined;
};

/** Who hung up before anybody answered has no `waitSeconds`: a short one would pass for a promise kept. */
const measuresOf = ({ queueInfo, agentInfo, disconnectTimestamp: end }: z.infer<typeof Contact>) => {
  const enqueuedAt = queueInfo?.enqueueTimestamp;
  const answeredAt = agentInfo?.connectedToAgentTimestamp;
  const waitSeconds = secondsBetween(enqueuedAt, answeredAt);
  const callSeconds = secondsBetween(answeredAt, end);
  const abandonedSeconds = answeredAt === undefined ? secondsBetween(enqueuedAt, end) : undefined;
  return {
    ...(waitSeconds !== undefined && { waitSeconds }),
    ...(callSeconds !== undefined && { callSeconds }),
    ...(abandonedSeconds !== undefined && { abandonedSeconds, missedCalls: 1 }),
  };
};

const operational = (source: Source, fact: Pick<Signal, 'object' | 'part' | 'occurredAt' | 'measures'>) => ({
  source: source.id,
  revision: unordered,
  kind: 'operational' as const,
  scores: {},
  ...fact,
});

const readContact = (detail: unknown, time: string, source: Source): Reading => {
  const contact = check(Contact, detail, 'amazon-connect.detail');
  const measures = measuresOf(contact);
  // One event ends a contact; the others are its steps, whose times this one repeats.
  if (contact.eventType !== 'DISCONNECTED' || Object.keys(measures).length === 0) return nothing;
  const { contactId, channel, customerEndpoint, initiationMethod, disconnectReason } = contact;
  const medium = mediumOf.get(channel);
  const signal: Signal = {
    ...operational(source, {
      object: contactId,
      part: 'contact',
      occurredAt: contact.disconnectTimestamp ?? time,
      measures,
    }),
    ...(medium && { medium }),
    customer: customerOf(customerEndpoint?.type === 'TELEPHONE_NUMBER' ? { phone: customerEndpoint.address } : {}),
    attributes: attributesOf({ queue: lastOf(contact.queueInfo?.queueArn), initiationMethod, disconnectReason }),
  };
  return { signals: [signal], rejected: [] };
};

const readLens = (detail: unknown, time: string, source: Source): Reading => {
  const { ruleName, contactArn, queueArn } = check(Lens, detail, 'amazon-connect.detail');
  const signal: Signal = {
    ...operational(source, {
      object: lastOf(contactArn) ?? contactArn,
      part: `rule:${ruleName}`,
      occurredAt: time,
      measures: { ruleMatches: 1 },
    }),
    customer: {},
    attributes: attributesOf({ rule: ruleName, queue: lastOf(queueArn) }),
  };
  return { signals: [signal], rejected: [] };
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
    secret: { from: 'us', where: 'none is needed: the rule may write to the queue, and nobody else' },
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
    return type === contactEvent ? readContact(detail, time, source) : readLens(detail, time, source);
  },
};
