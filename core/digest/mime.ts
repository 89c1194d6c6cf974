import { createHash } from 'node:crypto';
// biome-ignore lint/style/noRestrictedImports: the package's own lib/, not ours; it builds bytes and opens no connection.
import MailComposer from 'nodemailer/lib/mail-composer';
import { plain } from './plain.ts';

/** Carries the ledger's key, so that a mail that comes back can be matched with the digest it was. */
export const ledgerHeader = 'X-Listening-Path-Ledger';

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface MimeInput {
  readonly from: Mailbox;
  /** One address: every recipient gets a mail of their own. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** With or without angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Who a digest is from. */
export const senderOf = (organisation: string, address: string): Mailbox => ({
  name: `${plain(organisation)} · Listening Path`,
  address,
});

/**
 * The bytes of a mail with a text and an HTML part, ready for SES or the local outbox.
 *
 * The same input gives the same bytes, so that the frozen mail is the sent mail: time and message id are arguments, and
 * the boundary comes from the message id. A line end in a name or subject cannot begin a header: it becomes a space here,
 * and nodemailer folds and encodes what is left.
 */
export const buildMime = ({
  from,
  to,
  subject,
  text,
  html,
  messageId,
  date,
  headers = {},
}: MimeInput): Promise<Buffer> =>
  new MailComposer({
    from: { name: plain(from.name), address: plain(from.address) },
    to: { name: '', address: plain(to) },
    subject: plain(subject),
    text,
    html,
    messageId: plain(messageId),
    date,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, plain(value)])),
    encoding: 'utf8',
    textEncoding: 'quoted-printable',
    newline: 'windows',
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 32),
    // A digest attaches nothing; should a text ever look like a path, it stays a text.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
