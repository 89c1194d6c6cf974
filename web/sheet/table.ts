import { html } from 'htm/preact';
import { curve } from '../../core/map/curve.ts';
import type { Sheet, Stage } from '../../core/map/schema.ts';
import type { Medium } from '../../core/signal.ts';
import { cellOf, goalOf, nameOf, type Part, sourcesOf, themesOf, touchpointLink } from './parts.ts';
import { media } from './voice.ts';

/** Of a column on a wide screen, in units of the drawing. */
const stageWidth = 178;
/** Of the whole of a small phone less its margins. */
const phoneWidth = 300;

const cellsIn = ({ touchpoints }: Stage, medium: Medium) =>
  touchpoints.flatMap((touchpoint) =>
    touchpoint.cells.filter((cell) => cell.medium === medium).map((cell) => ({ touchpoint, cell })),
  );

const mediumRow = (stages: readonly Stage[], medium: Medium, part: Part) => {
  const columns = stages.map((stage) => cellsIn(stage, medium));
  if (columns.every((cells) => cells.length === 0)) return undefined;
  return html`
  <tr>
    <th scope="row">${part.voice.medium(medium)}</th>
    ${columns.map(
      (cells) => html`
      <td>${cells.length > 0 && html`<ul class="cells">${cells.map(({ touchpoint, cell }) => cellOf(touchpoint, cell, 'touchpoint', part))}</ul>`}</td>`,
    )}
  </tr>`;
};

const drawn = (sheet: Sheet, width: number, stages: readonly Stage[], place: string, { frame, voice }: Part) => {
  const isFelt = stages.some(({ touchpoints }) => touchpoints.some(({ felt }) => felt !== undefined));
  if (!isFelt) return html`<p class="few">${voice.sayOnMap('themes.none')}</p>`;
  const linkOf = (touchpoint: string) => ({ id: `${place}-${touchpoint}`, ...touchpointLink(frame, touchpoint) });
  return curve(sheet, width, stages, linkOf);
};

/** The whole journey side by side: stages as columns, for screens with room and for paper. */
export const wideSheet = (sheet: Sheet, key: string, part: Part) => {
  const { stages } = sheet;
  const { name, sayOnMap: say } = part.voice;
  const row = (title: string, content: (stage: Stage) => unknown) => html`
    <tr>
      <th scope="row">${title}</th>
      ${stages.map((stage) => html`<td>${content(stage)}</td>`)}
    </tr>`;
  return html`
  <table class="sheet">
    <caption>${key}</caption>
    <thead>
      <tr>
        <th scope="col" class="corner">${say('stages')}</th>
        ${stages.map((stage) => html`<th scope="col">${name(stage.name)} ${goalOf(stage, part.voice)}</th>`)}
      </tr>
    </thead>
    <tbody>
      <tr>
        <th scope="row">${say('felt')} <span class="goal">${part.voice.say('metric.netSentiment')}</span></th>
        <td class="drawing" colspan=${stages.length}>${drawn(sheet, stageWidth, stages, 'felt', part)}</td>
      </tr>
      ${media.map((medium) => mediumRow(stages, medium, part))}
      ${row(say('sources'), (stage) => sourcesOf(stage, part.voice))}
      ${row(say('themes'), (stage) => themesOf(stage, part.voice))}
    </tbody>
  </table>`;
};

/**
 * The same stage by stage, for a narrow screen. The other one is there all the same, so that a phone prints the sheet, too;
 * the style sheet shows one of them at a time, to readers of any kind.
 */
export const narrowSheet = (sheet: Sheet, key: string, part: Part) => {
  const { name, sayOnMap: say } = part.voice;
  return html`
  <div class="narrow">
    ${sheet.stages.map(
      (stage) => html`
      <section class="stage" aria-labelledby=${`stage-${stage.id}`}>
        <h2 id=${`stage-${stage.id}`}>${name(stage.name)} ${goalOf(stage, part.voice)}</h2>
        ${drawn(sheet, phoneWidth, [stage], 'felt-in-stage', part)}
        ${stage.touchpoints.map(
          (touchpoint) => html`
          <h3>${nameOf(touchpoint, 'stage-by-stage', part)}</h3>
          <ul class="cells">${touchpoint.cells.map((cell) => cellOf(touchpoint, cell, 'medium', part))}</ul>`,
        )}
        <h3>${say('sources')}</h3>
        ${sourcesOf(stage, part.voice)}
        <h3>${say('themes')}</h3>
        ${themesOf(stage, part.voice)}
      </section>`,
    )}
    <div class="key">${key}</div>
  </div>`;
};
