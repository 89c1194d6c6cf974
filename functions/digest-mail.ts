import type { Logger } from '@aws-lambda-powertools/logger';
import type { Table } from '../aws/table.ts';
import type { DigestContent } from '../core/digest/content.ts';
import { buildMime, senderOf } from '../core/digest/mime.ts';
import { quotingHeaders } from '../core/digest/quotes.ts';
import { renderDigest } from '../core/digest/render.ts';
import type { DigestPlan, Journey } from '../core/journey/schema.ts';
import { composeFor } from './compose.ts';
import { type Draw, drawPictures } from './draw.ts';

/** In what one mail differs from the others of the same digest. */
interface Copy {
  readonly to: string;
  /** Names it in the ledger, to SES and in its message id. */
  readonly tag: string;
  readonly date: Date;
  /** Stands before the subject. */
  readonly mark?: string;
  /** Unless false: its charts are told by their alternative texts alone. */
  readonly hasPictures?: boolean;
  readonly unsubscribeUrl?: string;
}

/** One digest, composed and drawn at most once for all its readers, and only when one of them needs it. */
export interface OpenDigest {
  content(): Promise<DigestContent>;
  mailFor(copy: Copy): Promise<{ readonly raw: Buffer; readonly subject: string; readonly text: string }>;
}

const once = <T>(work: () => Promise<T>): (() => Promise<T>) => {
  let begun: Promise<T> | undefined;
  return () => (begun ??= work());
};

export const openDigest = (
  { table, journey, draw, logger }: { table: Table; journey: Journey; draw: Draw; logger: Logger },
  plan: DigestPlan,
  due: string,
): OpenDigest => {
  const { name, sender } = journey.organisation;
  const content = once(() => composeFor(table, journey, plan, due));
  const pictures = once(async () => drawPictures(renderDigest(await content()).charts, draw, logger));
  const mailFor = async ({ to, tag, date, mark = '', hasPictures = true, unsubscribeUrl }: Copy) => {
    const links = unsubscribeUrl === undefined ? {} : { unsubscribe: unsubscribeUrl };
    const { html, text, ...rendered } = renderDigest(await content(), links);
    const subject = `${mark}${rendered.subject}`;
    const raw = await buildMime({
      from: senderOf(name, sender),
      to,
      subject,
      text,
      html,
      messageId: `<${tag}@${sender.split('@')[1]}>`,
      date,
      headers: quotingHeaders(tag, await content()),
      pictures: hasPictures ? await pictures() : [],
      ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
    });
    return { raw, subject, text };
  };
  return { content, mailFor };
};
