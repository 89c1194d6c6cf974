import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { bandOf, scaleEnds } from './html-band.ts';
import { breakable, card, font, heading, line, list, table } from './html-parts.ts';
import { darkSheet, type Look, styled } from './look.ts';
import { type FindingWords, type HeadlineWords, marks, type ReadingWords, type Tone } from './statements.ts';
import type { DigestWords } from './words.ts';

const inks: Readonly<Record<Tone, Look>> = { better: 'better', worse: 'worse', same: 'ink', unsure: 'ink' };

const masthead = ({ organisation, audience, title, period, volume, leads }: DigestWords) =>
  card(html`
    ${line(`${organisation} · ${audience}`, 'muted', 'margin:0')}
    <h1 ...${styled('ink', 'margin:2px 0 0;font-size:24px;line-height:30px')}>${period}</h1>
    ${line(`${title} · ${volume}`, 'muted')}
    <div style="height:10px;line-height:10px;font-size:1px"> </div>
    ${leads.map(({ tone, text }) =>
      line(`${marks[tone]} ${text}`, inks[tone], 'font-size:18px;line-height:26px;font-weight:700'),
    )}`);

/** What moved is bold and coloured; what did not, or what cannot be told, stays quiet. */
const headlineRow = ({ tone, metric, value, evidence, verdict }: HeadlineWords, index: number) => {
  const edge = index === 0 ? '' : 'border-top-width:1px;border-top-style:solid;padding-top:12px;';
  const weight = tone === 'better' || tone === 'worse' ? 700 : 400;
  return html`
    <tr>
      <td width="32%" valign="top" ...${styled('rule', `${edge}padding-bottom:10px`)}>
        ${line(metric, 'muted', 'margin:0')}
        ${line(value, 'ink', 'margin:0;font-size:28px;line-height:34px;font-weight:700')}
      </td>
      <td valign="top" ...${styled('rule', `${edge}padding-bottom:10px`)}>
        ${line(`${marks[tone]} ${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`, inks[tone], `margin:0;font-weight:${weight}`)}
        ${line(evidence, 'muted', 'font-size:13px')}
      </td>
    </tr>`;
};

const readingLine = (metric: string, reading: ReadingWords, look: Look) => html`
  <p ...${styled('ink', 'margin:0;font-size:14px;line-height:20px')}>
    ${reading.period}: <strong>${metric} ${reading.value}</strong>
    <span ...${styled('muted', 'font-size:13px')}> (${reading.evidence})</span>
  </p>
  ${bandOf(reading, look)}`;

const findingCard = (finding: FindingWords) => {
  const { tone, metric, earlier, later, verbatim, owner } = finding;
  const told = html`
    <h2 ...${styled(tone, 'margin:0;font-size:18px;line-height:24px')}>${marks[tone]} ${finding.title}</h2>
    ${line(finding.place, 'muted', 'margin:0')}
    ${line(finding.step, 'ink', 'margin:10px 0 0;font-size:24px;line-height:30px;font-weight:700')}
    ${line(html`<strong>${finding.sureness}</strong> ${finding.cause}`, 'ink', 'margin:0 0 14px')}
    ${readingLine(metric, earlier, 'band')} ${readingLine(metric, later, `bar-${tone}`)}
    ${scaleEnds(later.band.ends)}
    ${line(finding.change, 'ink', 'margin-top:10px')}
    ${finding.also !== undefined && line(finding.also, 'ink')}
    ${
      verbatim !== undefined &&
      html`<blockquote dir="auto" ...${styled('ink', 'margin:12px 0 0;font:italic 16px/23px Georgia,serif')}>${verbatim.quote} <span ...${styled('muted', `font-style:normal;font-size:13px;${font}`)}>${verbatim.day}</span></blockquote>`
    }
    ${line(html`${owner.label}: ${owner.name}, <a href=${`mailto:${encodeURI(owner.email)}`} ...${styled('ink')}>${owner.email}</a>`, 'muted', 'margin-top:12px')}`;
  return card(
    table(html`
      <tr>
        <td width="5" ...${styled(`bar-${tone}`, 'width:5px;font-size:1px;border-radius:3px')}> </td>
        <td style=${`padding-left:15px;${breakable}`}>${told}</td>
      </tr>`),
  );
};

const listCard = ({ title, items }: DigestWords['tooFew'], look: Look) =>
  items.length > 0 && card(html`${heading(title)} ${list(items, look)}`);

const body = (words: DigestWords) => html`
  <div style="display:none;max-height:0;overflow:hidden">${words.preheader}</div>
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody><tr>
    <td align="center" ...${styled('page', 'padding:20px 8px')}>
      <table role="presentation" align="center" width="640" cellpadding="0" cellspacing="0" border="0" style=${`width:100%;max-width:640px;table-layout:fixed;text-align:left;${font}`}><tbody>
        ${masthead(words)}
        ${words.headlines.items.length > 0 && card(html`${heading(words.headlines.title)} ${table(words.headlines.items.map(headlineRow))}`)}
        ${words.findings.items.map(findingCard)}
        ${words.findings.more !== undefined && card(line(words.findings.more, 'muted', 'margin:0'))}
        ${listCard(words.tooFew, 'ink')}
        ${listCard(words.reading, 'muted')}
      </tbody></table>
    </td>
  </tr></tbody></table>`;

/**
 * The mail as HTML: tables and inline styles, nothing fetched from anywhere, and legible without any style at all.
 *
 * Preact escapes whatever is put in, so a customer's markup shows as the characters they typed.
 */
export const renderHtml = (words: DigestWords): string =>
  `<!doctype html>\n${renderToString(
    html`
    <html lang=${words.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>${words.subject}</title>
        <style>${darkSheet}</style>
      </head>
      <body ...${styled('page', 'margin:0;padding:0;-webkit-text-size-adjust:100%')}>${body(words)}</body>
    </html>` as VNode,
  )}`;
