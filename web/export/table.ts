import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { curve } from '../../core/map/curve.ts';
import type { Sheet, Stage } from '../../core/map/schema.ts';
import { type MapVoice, media } from '../sheet/voice.ts';
import { type Block, beside, lines, padded, stack } from './block.ts';
import { cellsOf, sourcesOf, themesOf } from './cells.ts';

/** Of the names of the rows. */
const headWidth = 124;
/** Inside of a row, above and below; inside of a column, left and right. */
const [rowInner, columnInner] = [6, 5];
/** What a column must have for its names to be read. */
const stageWidthMin = 150;

/** How wide the table has to be for so many stages. */
export const tableWidthMin = ({ stages }: Sheet): number => headWidth + stages.length * stageWidthMin;

interface Drawing {
  readonly viewBox: string;
  readonly class: string;
  readonly 'aria-label': string;
  readonly children: ComponentChildren;
}

interface Row {
  readonly height: number;
  readonly head: Block;
  readonly body: Block;
}

const rowOf = (head: Block, body: Block): Row => {
  const named = padded(head, [10, rowInner]);
  return { height: Math.max(named.height, body.height), head: named, body };
};

/** The curve as the page draws it, as a group: not every program knows a drawing within a drawing. */
const curveOf = (sheet: Sheet, stageWidth: number): Block => {
  const { viewBox, children, class: name, 'aria-label': alt } = (curve(sheet, stageWidth) as VNode<Drawing>).props;
  return {
    height: Number(viewBox.split(' ')[3]),
    draw: (x, y) =>
      html`<g class=${name} role="img" aria-label=${alt} transform=${`translate(${x} ${y})`}>${children}</g>`,
  };
};

/** The whole journey side by side: stages as columns, what is said of them as rows. */
export const tableOf = (sheet: Sheet, width: number, voice: MapVoice): Block => {
  const { stages } = sheet;
  const { name, medium: mediumName, sayOnMap: say } = voice;
  const stageWidth = (width - headWidth) / Math.max(stages.length, 1);
  const room = stageWidth - 2 * columnInner;
  const columns = (content: (stage: Stage) => Block): Block =>
    beside(
      stages.map((stage) => padded(content(stage), [columnInner, rowInner])),
      stageWidth,
    );
  const title = (text: string) => lines(text, { style: 'row', width: headWidth - 20, linesMax: 3 });
  const inset = room - 2 * columnInner;
  const indented = (block: Block) => padded(block, [columnInner, 0]);

  const rows: Row[] = [
    rowOf(
      title(say('stages')),
      columns(({ name: stage, goal }) =>
        indented(
          stack([
            lines(name(stage), { style: 'stage', width: inset, linesMax: 2 }),
            ...(goal === undefined
              ? []
              : [lines(say('goal', { goal: name(goal) }), { style: 'goal', width: inset, linesMax: 3 })]),
          ]),
        ),
      ),
    ),
    rowOf(title(say('felt')), curveOf(sheet, stageWidth)),
    ...media.map((medium) =>
      rowOf(
        title(mediumName(medium)),
        columns((stage) => cellsOf(stage, (cell) => cell.medium === medium, room, voice)),
      ),
    ),
    rowOf(
      title(say('sources')),
      columns((stage) => indented(sourcesOf(stage, inset, voice))),
    ),
    rowOf(
      title(say('themes')),
      columns((stage) => indented(themesOf(stage, inset, voice))),
    ),
  ].filter(({ body }) => body.height > 0);

  const height = rows.reduce((sum, row) => sum + row.height, 0);
  return {
    height,
    draw: (x, y) => {
      let top = y;
      const drawn = rows.map(({ height: own, head, body }, index) => {
        const row = html`
          ${index > 0 && html`<path class="grid" d=${`M${x},${top}h${width}`} />`}
          ${head.draw(x, top)} ${body.draw(x + headWidth, top)}`;
        top += own;
        return row;
      });
      const lefts = stages.map((_, index) => x + headWidth + index * stageWidth);
      return html`
        ${lefts.map((left) => html`<path class="grid" d=${`M${left},${y}v${height}`} />`)}
        ${drawn}
        <rect class="grid" x=${x} y=${y} width=${width} height=${height} rx="10" />`;
    },
  };
};
