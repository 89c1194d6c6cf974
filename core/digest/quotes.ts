import PostalMime from 'postal-mime';
import type { DigestContent, Verbatim } from './content.ts';
import { buildMime, ledgerHeader, quotesHeader } from './mime.ts';
import { renderDigest } from './render.ts';

/** What stands in place of the words of somebody who asked to be forgotten. */
const erasedText = '[erased]';

/** The ids of the signals a digest quotes. */
export const quotedIn = ({ findings, verbatims }: Pick<DigestContent, 'findings' | 'verbatims'>): readonly string[] => [
  ...new Set(
    [...findings.flatMap(({ verbatim }) => verbatim ?? []), ...verbatims].flatMap(({ signal }) => signal ?? []),
  ),
];

/** The digest without the words of these signals. What else it says of them is a place, a day and a score: nobody's. */
export const eraseQuotes = (content: DigestContent, signals: ReadonlySet<string>): DigestContent => {
  const without = ({ signal, ...verbatim }: Verbatim): Verbatim =>
    signal !== undefined && signals.has(signal)
      ? { ...verbatim, text: erasedText }
      : { ...verbatim, ...(signal !== undefined && { signal }) };
  return {
    ...content,
    findings: content.findings.map(({ verbatim, ...finding }) => ({
      ...finding,
      ...(verbatim && { verbatim: without(verbatim) }),
    })),
    verbatims: content.verbatims.map(without),
  };
};

/**
 * A mail that was made of a digest, made of it again: same envelope, same pictures, other words.
 *
 * Not by looking for the words in its bytes: there they are wrapped, clipped and encoded in several ways.
 */
export const remadeMail = async (raw: Uint8Array, content: DigestContent): Promise<Buffer> => {
  const { from, to, subject = '', messageId = '', date = '', headers, attachments } = await PostalMime.parse(raw);
  const header = (name: string) => headers.find(({ key }) => key === name.toLowerCase())?.value;
  const unsubscribeUrl = header('List-Unsubscribe')?.replace(/^<|>$/g, '');
  const { html, text } = renderDigest(content, unsubscribeUrl === undefined ? {} : { unsubscribe: unsubscribeUrl });
  return buildMime({
    from: { name: from?.name ?? '', address: from?.address ?? '' },
    to: to?.[0]?.address ?? '',
    subject,
    text,
    html,
    messageId,
    date: new Date(date),
    headers: quotingHeaders(header(ledgerHeader) ?? '', content),
    pictures: attachments.map(({ contentId = '', content: png, filename }) => ({
      cid: contentId.replace(/^<|>$/g, ''),
      png: Buffer.from(png as ArrayBuffer),
      name: filename ?? '',
    })),
    ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
  });
};

/** What ties a mail to its place in the ledger, and to the signals it quotes. */
export const quotingHeaders = (tag: string, content: DigestContent): Readonly<Record<string, string>> => {
  const quotes = quotedIn(content);
  return { [ledgerHeader]: tag, ...(quotes.length > 0 && { [quotesHeader]: quotes.join(' ') }) };
};

/** The signals a mail quotes, by its own header. */
export const quotesOf = (headers: readonly { readonly key: string; readonly value: string }[]): readonly string[] =>
  headers.find(({ key }) => key === quotesHeader.toLowerCase())?.value.split(/\s+/) ?? [];
