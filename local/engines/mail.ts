import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate, setTimeout as sleepMs } from 'node:timers/promises';
import { account, region, type Template } from '../template.ts';
import { type Answer, type Call, fail, notKnown, ok } from './engine.ts';

type AwsEvent = Readonly<Record<string, unknown>>;

const idleMsMax = 5_000;

/** One thing that becomes of a mail, by the name an event destination asks for it. */
interface Happening {
  readonly matching: 'delivery' | 'bounce' | 'complaint';
  readonly detailType: string;
  readonly eventType: string;
  /** What it says beside the mail. */
  readonly says: (to: string) => object;
}

const delivered: Happening = {
  matching: 'delivery',
  detailType: 'Email Delivered',
  eventType: 'Delivery',
  says: (to) => ({
    processingTimeMillis: 1,
    recipients: [to],
    smtpResponse: '250 2.0.0 OK',
    reportingMTA: 'local.smtp-out.amazonses.com',
  }),
};

const bounce = (bounceType: string, bounceSubType: string, status?: object): Happening => ({
  matching: 'bounce',
  detailType: 'Email Bounced',
  eventType: 'Bounce',
  says: (emailAddress) => ({
    bounceType,
    bounceSubType,
    bouncedRecipients: [{ emailAddress, ...status }],
    feedbackId: randomUUID(),
  }),
});

const complaint: Happening = {
  matching: 'complaint',
  detailType: 'Email Complaint Received',
  eventType: 'Complaint',
  says: (emailAddress) => ({
    complainedRecipients: [{ emailAddress }],
    feedbackId: randomUUID(),
    complaintFeedbackType: 'abuse',
  }),
};

const unknownUser = { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };

/**
 * What SES's mailbox simulator does with a mail, by the address, whose part after a plus says nothing.
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
const simulated: Readonly<Record<string, readonly Happening[]>> = {
  success: [delivered],
  bounce: [bounce('Permanent', 'General', unknownUser)],
  complaint: [delivered, complaint],
  ooto: [delivered, bounce('Transient', 'General')],
  suppressionlist: [bounce('Permanent', 'Suppressed', unknownUser)],
};

const happeningsOf = (to: string): readonly Happening[] => {
  const mailbox = /^([a-z]+)(?:\+.*)?@simulator\.amazonses\.com$/i.exec(to)?.[1]?.toLowerCase();
  return simulated[mailbox ?? 'success'] ?? [delivered];
};

/** What of all that happens the configuration set tells EventBridge. */
const toldBy = (template: Template, configurationSet: string): ReadonlySet<string> => {
  const destinations = template
    .ofType('AWS::SES::ConfigurationSetEventDestination')
    .filter(({ properties }) => properties.ConfigurationSetName === configurationSet)
    .map(({ properties }) => properties.EventDestination)
    .filter(({ Enabled, EventBridgeDestination }) => Enabled !== false && EventBridgeDestination !== undefined);
  return new Set(destinations.flatMap(({ MatchingEventTypes }) => MatchingEventTypes));
};

/**
 * SES, which keeps every mail as a file to open: the bytes are those SES would send. Every address takes its mail, but
 * for those of SES's mailbox simulator.
 */
export class MailEngine {
  readonly #outbox: string;
  readonly #template: Template;
  readonly #publish: (event: AwsEvent) => Promise<unknown>;
  readonly #publishing = new Set<Promise<void>>();

  /** @param publish puts an event on the account's event bus */
  constructor(outbox: string, template: Template, publish: (event: AwsEvent) => Promise<unknown>) {
    mkdirSync(outbox, { recursive: true });
    this.#outbox = outbox;
    this.#template = template;
    this.#publish = publish;
  }

  readonly answer = async ({ operation, input }: Call): Promise<Answer> => {
    if (operation !== 'SendEmail') return notKnown('SES', operation);
    if (input.Content?.Raw?.Data === undefined) return fail('BadRequestException', 'only raw mails are known here');
    const tags = Object.fromEntries((input.EmailTags as Tag[]).map(({ Name, Value }) => [Name, [Value]]));
    const MessageId = randomUUID();
    const file = `${tags.ledger?.[0] ?? MessageId}.eml`;
    writeFileSync(join(this.#outbox, file), Buffer.from(input.Content.Raw.Data, 'base64'));
    const publishing = this.#tell(input, MessageId, tags).finally(() => this.#publishing.delete(publishing));
    this.#publishing.add(publishing);
    return ok({ MessageId });
  };

  /** Waits until everybody was told what became of the mails, but not for minutes, as who failed is told again. */
  async idle(): Promise<void> {
    const cancel = new AbortController();
    const late = sleepMs(idleMsMax, undefined, { signal: cancel.signal }).catch(() => {});
    await Promise.race([Promise.all(this.#publishing), late]);
    cancel.abort();
  }

  /** Later, as SES does: by then whoever sends may or may not have noted that it was taken. */
  async #tell({ ConfigurationSetName, FromEmailAddress, Destination }: SendInput, messageId: string, tags: Tags) {
    await setImmediate();
    if (ConfigurationSetName === undefined) return;
    const told = toldBy(this.#template, ConfigurationSetName);
    const [to = ''] = Destination.ToAddresses;
    const timestamp = new Date().toISOString();
    const mail = {
      timestamp,
      source: FromEmailAddress,
      sourceArn: `arn:aws:ses:${region}:${account}:identity/${FromEmailAddress}`,
      sendingAccountId: account,
      messageId,
      destination: [to],
      headersTruncated: false,
      headers: [],
      tags: { 'ses:configuration-set': [ConfigurationSetName], ...tags },
    };
    for (const { matching, detailType, eventType, says } of happeningsOf(to)) {
      if (!told.has(matching)) continue;
      const event = {
        version: '0',
        id: randomUUID(),
        'detail-type': detailType,
        source: 'aws.ses',
        account,
        time: `${timestamp.slice(0, 19)}Z`,
        region,
        resources: [`arn:aws:ses:${region}:${account}:configuration-set/${ConfigurationSetName}`],
        detail: { eventType, [matching]: { ...says(to), timestamp }, mail },
      };
      await this.#publish(event).catch((error: Error) => console.error(`${detailType}: ${error.message}`));
    }
  }
}

interface Tag {
  readonly Name: string;
  readonly Value: string;
}
type Tags = Readonly<Record<string, readonly string[]>>;

interface SendInput {
  readonly ConfigurationSetName?: string;
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
}
