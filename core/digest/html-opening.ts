import { html } from 'htm/preact';
import { aside, card, gap, line, ruled, table } from './html-parts.ts';
import { type Look, styled } from './look.ts';
import { type HeadlineWords, marks, type Tone } from './statements.ts';
import type { DigestWords } from './words.ts';
import type { Lead } from './words-opening.ts';

export const inks: Readonly<Record<Tone, Look>> = {
  better: 'better',
  worse: 'worse',
  same: 'ink',
  unsure: 'ink',
  kept: 'better',
  missed: 'worse',
  silent: 'worse',
};

/** The constant names under which the chart's pictures are attached, one per light. */
export const chartCids = { light: 'trend-light@listening-path', dark: 'trend-dark@listening-path' } as const;

const leadLine = ({ tone, text }: Lead, index: number) =>
  index === 0
    ? html`<h1 ...${styled(inks[tone], 'margin:0 0 6px;font-size:24px;line-height:30px')}>${marks[tone]} ${text}</h1>`
    : line(html`<strong ...${styled(inks[tone])}>${marks[tone]}</strong> ${text}`, 'ink', 'lead', '4px 0 0');

/** What happened, for whoever reads no further; for whom and when; out of how much. */
export const masthead = ({ organisation, audience, title, period, volume, leads }: DigestWords) =>
  card(html`
    ${aside(`${organisation} · ${audience} · ${title}`)}
    ${line(html`<strong>${period}</strong>`, 'ink', 'item')}
    ${gap(18)}
    ${leads.map(leadLine)}
    ${aside(volume, '14px 0 0')}`);

const isNews = ({ tone }: HeadlineWords): boolean => tone === 'better' || tone === 'worse';
const verdictOf = ({ tone, verdict }: HeadlineWords): string => `${marks[tone]} ${verdict}`;

/** The first score is the one a reader came for. */
const hero = (headline: HeadlineWords) => html`
  ${line(headline.metric, 'muted')}
  ${line(headline.value, 'ink', 'hero')}
  ${line(verdictOf(headline), inks[headline.tone], isNews(headline) ? 'strong' : 'point')}
  ${headline.detail !== '' && line(headline.detail, 'ink')}
  ${aside(headline.evidence, '2px 0 0')}`;

const headlineRow = (headline: HeadlineWords) =>
  table(html`
    <tr>
      <td width="27%" valign="top">
        ${aside(headline.metric)} ${line(headline.value, 'ink', 'number')}
      </td>
      <td valign="top">
        ${line(html`<strong>${verdictOf(headline)}</strong>`, inks[headline.tone])}
        ${aside(html`${headline.detail} ${headline.evidence}`, '2px 0 0')}
      </td>
    </tr>`);

/** Hidden in every way some mail program knows: where one shows both pictures, a reader sees the trend twice. */
const picture = (light: 'light' | 'dark', alt: string) => {
  const shown = light === 'dark' ? 'display:none;mso-hide:all;max-height:0;overflow:hidden' : 'display:block';
  // The letters are those of the alternative text, for whoever blocks pictures.
  const own = `${shown};width:100%;max-width:520px;height:auto;border:0;font-size:14px;line-height:20px`;
  return html`<img ...${styled('ink', own, `only-${light}`)} src=${`cid:${chartCids[light]}`} alt=${alt} width="520" />`;
};

/** The overall scores, and how the first of them has been. */
export const headlineCard = ({ headlines, trend }: DigestWords) =>
  (headlines.items.length > 0 || trend !== undefined) &&
  card(html`
    ${ruled(
      headlines.items.map((headline, index) => (index === 0 ? hero(headline) : headlineRow(headline))),
      10,
    )}
    ${
      trend !== undefined &&
      html`${gap(20)} ${aside(trend.title, '0 0 8px')} ${picture('light', trend.alt)} ${picture('dark', trend.alt)}`
    }`);
