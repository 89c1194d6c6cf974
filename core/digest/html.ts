import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { findingCard } from './html-finding.ts';
import { headlineCard, masthead } from './html-opening.ts';
import { card, font, line, table } from './html-parts.ts';
import { aboutCard, footer, illusionsCard, promisesCard, silentCard, voicesCard } from './html-sections.ts';
import { touchpointsCard } from './html-touchpoints.ts';
import { sheet, styled } from './look.ts';
import type { DigestWords } from './words.ts';

/** As wide as a line is pleasant to read; less on a smaller screen. */
const widthPx = 640;

const cards = (words: DigestWords) => html`
  <div style=${`max-width:${widthPx}px;margin:0 auto;text-align:left;${font}`}>${table(html`
    ${masthead(words)}
    ${headlineCard(words)}
    ${words.findings.items.map(findingCard)}
    ${words.findings.more !== undefined && card(line(words.findings.more, 'muted'))}
    ${illusionsCard(words)}
    ${touchpointsCard(words)}
    ${promisesCard(words)}
    ${silentCard(words)}
    ${voicesCard(words)}
    ${aboutCard(words)}
    ${footer(words)}`)}</div>`;

const draw = (node: unknown): string => renderToString(node as VNode);
const attributes = (looks: Parameters<typeof styled>[0], own: string): string => {
  const { class: names, style } = styled(looks, own);
  return `class="${names}" style="${style}"`;
};

/** Outlook on Windows knows no max-width, so it gets a table of the right width, which nobody else sees. */
const ghost = {
  open: `<!--[if mso]><table role="presentation" align="center" width="${widthPx}" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`,
  close: '<!--[if mso]></td></tr></table><![endif]-->',
};
/** Else Outlook enlarges pictures on screens that are set to larger letters. */
const msoHead =
  '<!--[if mso]><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml><![endif]-->';

/**
 * The mail as HTML: tables and inline styles, nothing fetched from anywhere, and legible without any style at all.
 *
 * Preact escapes whatever is put in, so a customer's markup shows as the characters they typed. What stands around its
 * work is constant text, because it draws no comments and Outlook needs some.
 */
export const renderHtml = (words: DigestWords): string =>
  [
    '<!doctype html>',
    `<html lang="${words.locale}" xmlns:o="urn:schemas-microsoft-com:office:office">`,
    draw(html`
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>${words.subject}</title>
        <style>${sheet}</style>
      </head>`).replace('</head>', `${msoHead}</head>`),
    `<body ${attributes('page', 'margin:0;padding:0;-webkit-text-size-adjust:100%')}>`,
    draw(html`<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${words.preheader}</div>`),
    `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody><tr><td align="center" ${attributes('page', 'padding:20px 8px')}>`,
    ghost.open,
    draw(cards(words)),
    ghost.close,
    '</td></tr></tbody></table></body></html>',
  ].join('\n');
