import { marks } from '../../core/digest/statements.ts';
import type { Cell, Stage, Touchpoint } from '../../core/map/schema.ts';
import { scoreWords } from '../sheet/score-words.ts';
import { feelingMarks, type MapVoice } from '../sheet/voice.ts';
import { type Block, beside, facing, framed, lines, padded, type Run, stack } from './block.ts';
import { colours } from './look.ts';

/** Around what a cell says, and between it and the next. */
const [inner, gap] = [6, 3];
const softness = {
  better: [colours.betterSoft, colours.better],
  worse: [colours.worseSoft, colours.worse],
} as const;

const scoreOf = (cell: Cell, voice: MapVoice): Run[] => {
  const said = scoreWords(cell, voice);
  return 'few' in said
    ? [{ text: said.few, style: 'few' }]
    : [
        { text: said.metric, style: 'unit' },
        { text: said.value, style: 'score' },
      ];
};

/** One touchpoint in one medium: name, score, one mark. */
const cellOf = ({ name, isMomentOfTruth }: Touchpoint, cell: Cell, width: number, voice: MapVoice): Block => {
  const room = width - 2 * inner;
  const { mark } = cell;
  const style = cell.signals === 0 ? 'few' : 'name';
  const named: Run[] = [
    ...(isMomentOfTruth ? [{ text: '★', style, tone: 'star' } as const] : []),
    { text: voice.name(name), style },
  ];
  const score = scoreOf(cell, voice);
  if (mark === undefined) return padded(facing(named, score, room), [inner, 1]);
  const marked: Run = { text: `${marks[mark]} ${voice.sayOnMap(mark)}`, style: 'mark', tone: mark };
  const said = stack([facing(named, [], room), facing([marked], score, room)]);
  return framed(padded(said, [inner, 4]), width, softness[mark]);
};

/** The cells of one stage in one row. */
export const cellsOf = (
  { touchpoints }: Stage,
  isInRow: (cell: Cell) => boolean,
  width: number,
  voice: MapVoice,
): Block =>
  stack(
    touchpoints.flatMap((touchpoint) =>
      touchpoint.cells.filter(isInRow).map((cell) => cellOf(touchpoint, cell, width, voice)),
    ),
    gap,
  );

/** Where we listen in a stage. Signs tell a silent source from one that was never heard. */
export const sourcesOf = ({ sources, named }: Stage, width: number, { name, sayOnMap: say }: MapVoice): Block => {
  const words = {
    silent: `${marks.silent} ${say('sources.silent')}`,
    unheard: `${marks.unsure} ${say('sources.unheard')}`,
  };
  if (sources.length === 0)
    return lines(say(named ? 'sources.named' : 'sources.none'), { style: 'few', width, linesMax: 3 });
  return stack(
    sources.map(({ id, state }) => {
      const tone = state === 'silent' ? 'worse' : undefined;
      const heard: Run[] = state === 'heard' ? [] : [{ text: words[state], style: 'mark', tone }];
      return facing([{ text: name(id), style: 'item' }], heard, width);
    }),
    2,
  );
};

const tones = { positive: 'better', negative: 'worse', mixed: undefined } as const;
const signWidth = 15;

/** What they talk about in a stage. */
export const themesOf = ({ themes }: Stage, width: number, { name, sayOnMap: say }: MapVoice): Block =>
  themes.length === 0
    ? lines(say('themes.none'), { style: 'few', width, linesMax: 2 })
    : stack(
        themes.map(({ name: theme, polarity }) => {
          return beside(
            [
              lines(feelingMarks[polarity], { style: 'mark', width: signWidth, tone: tones[polarity] }),
              lines(name(theme), { style: 'item', width: width - signWidth, linesMax: 2 }),
            ],
            signWidth,
          );
        }),
        2,
      );
