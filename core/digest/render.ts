import { trendChart } from './chart.ts';
import type { DigestContent } from './content.ts';
import { renderHtml } from './html.ts';
import { chartCids } from './html-opening.ts';
import { renderText } from './text.ts';
import { digestWords, type Links } from './words.ts';

/** A picture the HTML refers to: to be drawn as PNG and attached under its content id. */
interface DigestChart {
  readonly cid: string;
  readonly svg: string;
}

/** A digest with its look, ready to be put in an envelope. */
export interface RenderedDigest {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  /** One per light; none when there is no trend to draw. */
  readonly charts: readonly DigestChart[];
}

/**
 * Turns a digest's content into a mail: the same content gives the same characters, so a frozen digest can be shown again.
 *
 * @example renderDigest(content).subject // => 'SIM activation got worse: NPS −18 (was +6)'
 */
export const renderDigest = (content: DigestContent, links: Links = {}): RenderedDigest => {
  const words = digestWords(content, links);
  const { trend } = content;
  return {
    subject: words.subject,
    preheader: words.preheader,
    html: renderHtml(words),
    text: renderText(words),
    charts:
      trend === undefined || words.trend === undefined
        ? []
        : (['light', 'dark'] as const).map((light) => ({
            cid: chartCids[light],
            svg: trendChart(trend, content.locale, light),
          })),
  };
};
