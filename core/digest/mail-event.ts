import type { MailFate, MailNews } from './ledger.ts';

/**
 * What SES says became of a mail, as EventBridge brings it, as far as it is read here. Whatever else it says, such as the
 * answer of the recipient's mail server, may quote an address.
 * https://docs.aws.amazon.com/ses/latest/dg/monitoring-eventbridge.html
 */
export interface MailEvent {
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: {
    readonly mail: {
      /** When SES took it. */
      readonly timestamp: string;
      readonly messageId: string;
      readonly destination: readonly string[];
      readonly tags?: Readonly<Record<string, readonly string[]>>;
    };
    readonly delivery?: { readonly timestamp: string };
    readonly bounce?: { readonly timestamp: string; readonly bounceType: string };
    readonly complaint?: { readonly timestamp: string; readonly complaintFeedbackType?: string };
  };
}

/** What such an event tells of one mail. */
interface TaggedNews extends MailNews {
  readonly tag: string;
  /** To whom it went. */
  readonly destination: readonly string[];
}

/** Events that are about mails, by what they tell. */
const fateIn: Readonly<Record<string, (detail: MailEvent['detail']) => MailFate | undefined>> = {
  'Email Delivered': () => 'delivered',
  // Only a permanent one says that the address is wrong. Others are a full mailbox, or somebody who is out of office.
  'Email Bounced': ({ bounce }) => (bounce?.bounceType === 'Permanent' ? 'bounced' : 'softBounced'),
  // Mail programs also report the opposite: that what was taken for spam is none.
  'Email Complaint Received': ({ complaint }) =>
    complaint?.complaintFeedbackType === 'not-spam' ? undefined : 'complained',
  'Email Rejected': () => 'rejected',
};

/** The detail types of the events that {@link readMailEvent} knows. */
export const mailEventTypes: readonly string[] = Object.keys(fateIn);

/** @returns nothing for an event that tells nothing of a mail of the ledger */
export const readMailEvent = ({ 'detail-type': type, time, detail }: MailEvent): TaggedNews | undefined => {
  const { mail, delivery, bounce, complaint } = detail;
  const fate = fateIn[type]?.(detail);
  const tag = mail.tags?.ledger?.[0];
  if (fate === undefined || tag === undefined) return undefined;
  // Whoever rejects says no time.
  const { timestamp } = delivery ?? bounce ?? complaint ?? { timestamp: time };
  return {
    tag,
    destination: mail.destination,
    fate,
    atMs: Date.parse(timestamp),
    messageId: mail.messageId,
    takenAtMs: Date.parse(mail.timestamp),
  };
};
