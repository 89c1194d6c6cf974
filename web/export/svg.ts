import { html } from 'htm/preact';
import type { MapAnswer } from '../../core/map/api.ts';
import { keyOf } from '../sheet/opening.ts';
import { mapVoiceOf } from '../sheet/voice.ts';
import { lines, stack } from './block.ts';
import { headOf } from './head.ts';
import { styleSheet } from './look.ts';
import { tableOf, tableWidthMin } from './table.ts';
import { xmlOf } from './xml.ts';

const margin = 32;
/** As wide as a slide is on a screen; more stages than that has room for make it wider. */
const widthMin = 1_600;

/**
 * The sheet as one picture that needs nothing else: no font, no style sheet, no script, and no HTML inside, which
 * programs for slides and drawings would leave out.
 *
 * @param isSample whether its organisation is invented, which the picture then says
 * @returns the text of an SVG file
 */
export const svgOf = (answer: MapAnswer, isSample = false): string => {
  const { sheet } = answer;
  const voice = mapVoiceOf(sheet);
  const inner = Math.max(widthMin - 2 * margin, tableWidthMin(sheet));
  const blocks = stack(
    [
      headOf(answer, inner, voice, isSample),
      tableOf(sheet, inner, voice),
      lines(keyOf(answer, voice), { style: 'key', width: inner, linesMax: 8 }),
    ],
    16,
  );
  const [width, height] = [inner + 2 * margin, Math.ceil(blocks.height + 2 * margin)];
  const title = [voice.sayOnMap('title'), voice.name(sheet.organisation), voice.figures.period(sheet.period, 'long')];
  return `${xmlOf(html`
    <svg xmlns="http://www.w3.org/2000/svg" lang=${sheet.locale} width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`}>
      <title>${title.join(' · ')}</title>
      <style>${styleSheet}</style>
      <rect width=${width} height=${height} fill="#fff" />
      ${blocks.draw(margin, margin)}
    </svg>`)}\n`;
};
