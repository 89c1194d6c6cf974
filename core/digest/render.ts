import type { DigestContent } from './content.ts';
import { renderHtml } from './html.ts';
import { renderText } from './text.ts';
import { digestWords } from './words.ts';

/** A digest with its look, ready to be put in an envelope. */
export interface RenderedDigest {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
}

/**
 * Turns a digest's content into a mail: the same content gives the same characters, so a frozen digest can be shown again.
 *
 * @example renderDigest(content).subject // => 'SIM activation got worse: NPS −18 (was +6)'
 */
export const renderDigest = (content: DigestContent): RenderedDigest => {
  const words = digestWords(content);
  return { subject: words.subject, preheader: words.preheader, html: renderHtml(words), text: renderText(words) };
};
