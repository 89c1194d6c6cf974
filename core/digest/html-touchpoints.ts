import { html } from 'htm/preact';
import { bandOf } from './html-band.ts';
import { aside, card, heading, star, table } from './html-parts.ts';
import { type Look, styled } from './look.ts';
import { marks } from './statements.ts';
import type { TouchpointsWords, TouchpointWords } from './statements-places.ts';
import type { DigestWords } from './words.ts';

/**
 * Of the columns name, score, range and change, said in the first row of each table. A phone hides the third and the
 * others share its room.
 */
const [nameWidth, scoreWidth, rangeWidth, changeWidth] = ['38%', '16%', '27%', '19%'] as const;

const ruled = (own: string, ...looks: Look[]) =>
  styled([...looks, 'rule'], `padding:8px 0;border-top:1px solid;${own}`);

const row = ({ name, isMomentOfTruth, metric, value, band, evidence, change, tone }: TouchpointWords) => html`
  <tr>
    <td ...${ruled('font-size:14px;line-height:19px;font-weight:600', 'ink')}>
      ${isMomentOfTruth && html`${star()} `}${name}
      <br /><span ...${styled('muted', 'font-size:12px;line-height:16px;font-weight:400')}>${evidence}</span>
    </td>
    <td align="right" ...${ruled('font-size:16px;line-height:19px;font-weight:700', 'ink')}>
      ${metric !== undefined && html`<span ...${styled('muted', 'font-size:12px;font-weight:400')}>${metric} </span>`}${value}
    </td>
    <td ...${styled('rule', 'padding:8px 0 8px 16px;border-top:1px solid', 'wide')}>${bandOf(band, tone === undefined ? 'band' : `bar-${tone}`)}</td>
    <td align="right" ...${ruled(`white-space:nowrap;font-size:14px;line-height:19px${tone === undefined ? '' : ';font-weight:700'}`, tone ?? 'muted')}>
      ${tone !== undefined && `${marks[tone]}\u00a0`}${change}
    </td>
  </tr>`;

const head = (own = '') => styled('muted', `padding:16px 0 6px;font-size:12px;line-height:16px${own}`);

/** The name of a stage over the names of its touchpoints. A cell across all columns would keep a phone from hiding one. */
const stageRows = (
  { name, rows }: TouchpointsWords['stages'][number],
  columns: Partial<TouchpointsWords['columns']>,
) => html`
  <tr>
    <td width=${nameWidth} ...${head(';font-weight:600')}>${name}</td>
    <td width=${scoreWidth} align="right" ...${head()}>${columns.score}</td>
    <td width=${rangeWidth} class="wide"></td>
    <td width=${changeWidth} align="right" ...${head()}>${columns.change}</td>
  </tr>
  ${rows.map(row)}`;

/** Every score in the order of the journey. Colour is only for what a finding says: the rest is not told apart from noise. */
export const touchpointsCard = ({ touchpoints: { title, key, stages, columns, more } }: DigestWords) =>
  stages.length > 0 &&
  card(html`
    ${heading(title, 4)} ${aside(html`<span class="wide">${key.bars} </span>${key.colours}`)}
    ${table(stages.map((stage, index) => stageRows(stage, index === 0 ? columns : {})))}
    ${more !== undefined && aside(more, '8px 0 0')}`);
