import { html } from 'htm/preact';
import { bandOf, scaleEnds } from './html-band.ts';
import { aside, card, gap, line, star, table } from './html-parts.ts';
import { type Look, styled } from './look.ts';
import { marks } from './statements.ts';
import type { FindingWords, ReadingWords } from './statements-finding.ts';
import type { QuoteWords } from './statements-quote.ts';

/** A customer's words in a voice of their own. */
export const quotation = ({ quote, source, language }: QuoteWords) => html`
  <blockquote ...${styled('ink', 'margin:0;font:italic 16px/23px Georgia,serif')}><span dir="auto" lang=${language}>${quote}</span></blockquote>
  ${aside(source)}`;

const readingRow = ({ period, value, band }: ReadingWords, look: Look) => html`
  <tr>
    <td width="32%" ...${styled('muted', 'font-size:13px;line-height:22px')}>${period}</td>
    <td>${bandOf(band, look)}</td>
    <td width="17%" align="right" ...${styled('ink', 'font-size:14px;line-height:22px;font-weight:700')}>${value}</td>
  </tr>`;

const readings = ({ earlier, later, tone }: FindingWords) =>
  table(html`
    ${readingRow(earlier, 'band')} ${readingRow(later, `bar-${tone}`)}
    <tr><td></td><td>${scaleEnds(later.band.ends)}</td><td></td></tr>`);

/** What to do and who does it, apart from what was seen. */
const nextStep = ({ next, owner }: FindingWords) =>
  table(html`
    <tr>
      <td ...${styled('track', 'padding:12px 14px;border-radius:8px')}>
        ${line(html`<strong>${next.label}:</strong> ${next.step}`, 'ink', 'item')}
        ${aside(html`${owner.label}: ${owner.name}, <a href=${`mailto:${encodeURI(owner.email)}`} ...${styled('muted')}>${owner.email}</a>`, '4px 0 0')}
      </td>
    </tr>`);

const told = (finding: FindingWords) => html`
  <h2 ...${styled(finding.tone, 'margin:0;font-size:20px;line-height:26px')}>${marks[finding.tone]} ${finding.title}</h2>
  ${aside(html`${finding.place}${finding.star !== undefined && html` · ${star()} ${finding.star}`}`)}
  ${line(finding.step, 'ink', 'step', '12px 0 0')}
  ${line(html`${finding.change} ${finding.sureness} ${finding.mix} ${finding.cause}`, 'ink', 'body', '2px 0 14px')}
  ${readings(finding)}
  ${aside(finding.evidence, '2px 0 14px')}
  ${finding.reason !== undefined && line(finding.reason, 'ink', 'point')}
  ${finding.spread !== undefined && line(finding.spread, 'ink', 'body', '4px 0 0')}
  ${finding.also !== undefined && line(finding.also, 'ink', 'body', '4px 0 0')}
  ${finding.verbatim !== undefined && html`${gap(12)} ${quotation(finding.verbatim)}`}
  ${gap(16)}
  ${nextStep(finding)}`;

export const findingCard = (finding: FindingWords) =>
  card(
    table(html`
      <tr>
        <td width="5" ...${styled(`bar-${finding.tone}`, 'font-size:1px;border-radius:3px')}> </td>
        <td style="padding-left:15px">${told(finding)}</td>
      </tr>`),
  );
