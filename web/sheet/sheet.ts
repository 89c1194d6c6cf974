import { html } from 'htm/preact';
import type { MapAnswer } from '../../core/map/api.ts';
import { Controls } from '../controls.ts';
import { useMedia } from '../document.ts';
import type { Frame } from '../frame.ts';
import type { Opened } from '../open.ts';
import { nothingHeard } from '../states.ts';
import { keyOf, news, overall, partNote } from './opening.ts';
import { narrowSheet, wideSheet } from './table.ts';
import type { MapVoice } from './voice.ts';

interface Given {
  readonly frame: Frame;
  readonly answer: MapAnswer;
  readonly voice: MapVoice;
  readonly tools: Pick<Opened, 'hasDesk' | 'isSample'>;
}

/** As the style sheet says where it shows which. On a wide screen drawing both would take twice as long. */
const narrow = '(max-width: 1000px)';

/** The customer listening path of one period: on a wide screen and paper side by side, on a narrow one stage by stage. */
export const SheetView = ({ frame, answer, voice, tools }: Given) => {
  const { sheet, isNothingHeard } = answer;
  const { name, figures, sayOnMap: say } = voice;
  const key = keyOf(answer, voice);
  const part = { frame, voice };
  const isNarrow = useMedia(narrow);
  return html`
  <header class="masthead">
    <div>
      <p class="muted">${name(sheet.organisation)}</p>
      <h1>${say('title')}</h1>
      <p class="when">${figures.period(sheet.period, 'long')}${tools.isSample && html` <span class="muted">${say('sample')}</span>`}</p>
    </div>
    <${Controls} frame=${frame} answer=${answer} voice=${voice} />
  </header>
  ${partNote(answer, frame, voice)}
  ${isNothingHeard ? nothingHeard(say, tools.hasDesk, frame.address.lang) : html`${news(answer, frame, voice)} ${overall(sheet, voice)}`}
  <div id="sheet" tabindex="-1">${wideSheet(sheet, key, part)} ${isNarrow && narrowSheet(sheet, key, part)}</div>`;
};
