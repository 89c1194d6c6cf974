import { html } from 'htm/preact';
import { curve } from '../../core/map/curve.ts';
import type { Sheet, Stage } from '../../core/map/schema.ts';
import { type Medium, media } from '../../core/signal.ts';
import { cellOf, goalOf, type MapVoice, sourcesOf, themesOf, touchpointHead } from './map-parts.ts';

/** Of a column on a wide screen, in units of the drawing. */
const stageWidth = 178;
/** Of the whole of a small phone less its margins. */
const phoneWidth = 300;

const cellsIn = ({ touchpoints }: Stage, medium: Medium) =>
  touchpoints.flatMap((touchpoint) =>
    touchpoint.cells.filter((cell) => cell.medium === medium).map((cell) => ({ touchpoint, cell })),
  );

const mediumRow = (stages: readonly Stage[], medium: Medium, voice: MapVoice) => {
  const columns = stages.map((stage) => cellsIn(stage, medium));
  if (columns.every((cells) => cells.length === 0)) return undefined;
  return html`
  <tr>
    <th scope="row">${voice.medium(medium)}</th>
    ${columns.map(
      (cells) => html`
      <td>${cells.length > 0 && html`<ul class="cells">${cells.map(({ touchpoint, cell }) => cellOf(touchpoint, cell, 'touchpoint', voice))}</ul>`}</td>`,
    )}
  </tr>`;
};

/** The whole journey side by side: stages as columns, for screens with room and for paper. */
export const wideSheet = (sheet: Sheet, key: unknown, voice: MapVoice) => {
  const { stages } = sheet;
  const { name, sayOnMap: say } = voice;
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
        ${stages.map((stage) => html`<th scope="col">${name(stage.name)} ${goalOf(stage, voice)}</th>`)}
      </tr>
    </thead>
    <tbody>
      <tr>
        <th scope="row">${say('felt')} <span class="how">${say('felt.how')}</span></th>
        <td class="drawing" colspan=${stages.length}>${curve(sheet, stageWidth)}</td>
      </tr>
      ${media.map((medium) => mediumRow(stages, medium, voice))}
      ${row(say('sources'), (stage) => sourcesOf(stage, voice))}
      ${row(say('themes'), (stage) => themesOf(stage, voice))}
    </tbody>
  </table>`;
};

/** The same stage by stage, for a narrow screen. Only one of the two is ever shown, and read out. */
export const narrowSheet = (sheet: Sheet, key: unknown, voice: MapVoice) => {
  const { name, sayOnMap: say } = voice;
  return html`
  <div class="narrow">
    ${sheet.stages.map(
      (stage) => html`
      <section class="stage" aria-labelledby=${`stage-${stage.id}`}>
        <h2 id=${`stage-${stage.id}`}>${name(stage.name)} ${goalOf(stage, voice)}</h2>
        ${curve(sheet, phoneWidth, [stage])}
        ${stage.touchpoints.map(
          (touchpoint) => html`
          <h3>${touchpointHead(touchpoint, voice)}</h3>
          <ul class="cells">${touchpoint.cells.map((cell) => cellOf(touchpoint, cell, 'medium', voice))}</ul>`,
        )}
        <h3>${say('sources')}</h3>
        ${sourcesOf(stage, voice)}
        <h3>${say('themes')}</h3>
        ${themesOf(stage, voice)}
      </section>`,
    )}
    <div class="key">${key}</div>
  </div>`;
};
