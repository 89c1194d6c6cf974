import { html } from 'htm/preact';
import type { Band } from './figures.ts';
import { table } from './html-parts.ts';
import { type Look, styled } from './look.ts';

/** In Outlook an empty cell is as high as a letter in it would be. */
const thin = 'font-size:1px';

interface Cell {
  readonly width: string;
  readonly look: Look;
}

const share = (percent: number, look: Look): Cell[] => (percent > 0 ? [{ width: `${percent}%`, look }] : []);
const tick: Cell = { width: '3', look: 'tick' };

/** Cells side by side, drawn as cells because no mail program blocks those. */
const strip = (cells: readonly Cell[]) => html`
  <table role="presentation" aria-hidden="true" width="100%" cellpadding="0" cellspacing="0" style="table-layout:fixed"><tbody><tr>
    ${cells.map(({ width, look }) => html`<td width=${width} height="8" ...${styled(look, thin)}></td>`)}
  </tr></tbody></table>`;

/** A 95 % range as a band on the whole scale, the value as a line in it. */
export const bandOf = ({ low, at, high }: Band, look: Look) =>
  strip([
    ...share(low, 'track'),
    ...share(at - low, look),
    tick,
    ...share(high - at, look),
    ...share(100 - high, 'track'),
  ]);

/** How much was kept, and where the target stands. */
export const targetBar = (kept: number, target: number, look: Look) =>
  strip(
    kept < target
      ? [...share(kept, look), ...share(target - kept, 'track'), tick, ...share(100 - target, 'track')]
      : [...share(target, look), tick, ...share(kept - target, look), ...share(100 - kept, 'track')],
  );

/** Says which way the scale runs. */
export const scaleEnds = ([low, high]: readonly [string, string]) =>
  table(html`
    <tr aria-hidden="true">
      <td ...${styled('muted', 'font-size:11px;line-height:14px')}>${low}</td>
      <td align="right" ...${styled('muted', 'font-size:11px;line-height:14px')}>${high}</td>
    </tr>`);
