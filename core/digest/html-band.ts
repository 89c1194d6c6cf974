import { html } from 'htm/preact';
import { table } from './html-parts.ts';
import { type Look, styled } from './look.ts';
import type { ReadingWords } from './statements.ts';

/** The 95 % range as a band on the whole scale, the value as a line in it. Drawn with cells: no program blocks those. */
export const bandOf = ({ band }: ReadingWords, look: Look) => {
  const cell = (width: number, attributes: object) =>
    width > 0 && html`<td width=${`${width}%`} height="8" ...${attributes}></td>`;
  const thin = 'height:8px;line-height:8px;font-size:1px';
  return html`
    <div aria-hidden="true" ...${styled('track', 'margin:4px 0 10px')}>
      ${table(html`
        <tr>
          ${cell(band.low, { style: thin })}
          ${cell(band.at - band.low, styled([look, 'tick'], `${thin};border-right-width:3px;border-right-style:solid`))}
          ${cell(band.high - band.at, styled(look, thin))}
          ${cell(100 - band.high, { style: thin })}
        </tr>`)}
    </div>`;
};

/** Says which way the scale runs. */
export const scaleEnds = ([low, high]: readonly [string, string]) =>
  table(html`
    <tr aria-hidden="true">
      <td ...${styled('muted', 'font-size:11px;line-height:12px')}>${low}</td>
      <td align="right" ...${styled('muted', 'font-size:11px;line-height:12px')}>${high}</td>
    </tr>`);
