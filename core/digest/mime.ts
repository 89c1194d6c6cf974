import { createHash } from 'node:crypto';
// biome-ignore lint/style/noRestrictedImports: the package's own lib/, not ours; it builds bytes and opens no connection.
import MailComposer from 'nodemailer/lib/mail-composer';
import { plain } from './plain.ts';

/** Carries the ledger's key, so that a mail that comes back can be matched with the digest it was. */
export const ledgerHeader = 'X-Listening-Path-Ledger';

/** Carries the ids of the signals it quotes, so that copies are found when one of their customers asks to be forgotten. */
export const quotesHeader = 'X-Listening-Path-Quotes';

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** A picture inside the mail, which its HTML shows by `cid:`. Nothing is fetched, so nothing tells that it was read. */
export interface Picture {
  readonly cid: string;
  readonly png: Buffer;
  /** The file name a reader gets who saves it. */
  readonly name: string;
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
  readonly pictures?: readonly Picture[];
  /** An address that takes the reader off the list when posted to: mail programs show a button for it. */
  readonly unsubscribeUrl?: string;
}

/**
 * One-click unsubscribing, https://www.rfc-editor.org/rfc/rfc8058. An address has no place to fold a line at, and a field
 * that begins with a folded line breaks some signatures (nodemailer's issue 1654), so it stays one line as it is.
 */
const listHeaders = (url: string) => ({
  'List-Unsubscribe': { prepared: true, value: `<${plain(url)}>` },
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

/** Who a digest is from. */
export const senderOf = (organisation: string, address: string): Mailbox => ({
  name: `${plain(organisation)} · Listening Path`,
  address,
});

/**
 * The bytes of a mail with a text and an HTML part and its pictures, ready for SES or the local outbox.
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
  pictures = [],
  unsubscribeUrl,
}: MimeInput): Promise<Buffer> =>
  new MailComposer({
    from: { name: plain(from.name), address: plain(from.address) },
    to: { name: '', address: plain(to) },
    subject: plain(subject),
    text,
    html,
    messageId: plain(messageId),
    date,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, plain(value)])),
      ...(unsubscribeUrl !== undefined && listHeaders(unsubscribeUrl)),
    },
    attachments: pictures.map(({ cid, png, name }) => ({
      cid,
      content: png,
      filename: plain(name),
      contentType: 'image/png',
      contentDisposition: 'inline' as const,
    })),
    encoding: 'utf8',
    textEncoding: 'quoted-printable',
    newline: 'windows',
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 32),
    // Pictures come as bytes; should a text ever look like a path, it stays a text.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
