import { headlineWords, marks, type Tone } from '../../core/digest/statements.ts';
import type { MapAnswer } from '../../core/map/api.ts';
import type { Sheet } from '../../core/map/schema.ts';
import { newsOf } from '../sheet/news.ts';
import { partsOf } from '../sheet/opening.ts';
import { isComparedAsMailed, type MapVoice } from '../sheet/voice.ts';
import { type Block, beside, framed, lines, padded, stack } from './block.ts';
import { colours } from './look.ts';

/** Between two cards, and around what a card says. */
const [gap, inner] = [12, 12];
/** Of the title, beside which the news stand. */
const titleWidth = 480;

const toneOf = (tone: Tone): string | undefined => (tone === 'better' || tone === 'worse' ? tone : undefined);

/** What the sheet is of: whose, when, and which part of it. */
const titleOf = (answer: MapAnswer, width: number, voice: MapVoice, isSample: boolean): Block => {
  const { sheet } = answer;
  const { name, figures, before, sayOnMap: say } = voice;
  const parts = partsOf(answer, voice);
  return stack(
    [
      lines(name(sheet.organisation), { style: 'when', width }),
      lines(say('title'), { style: 'title', width, linesMax: 2 }),
      lines(`${figures.period(sheet.period, 'long')}${isSample ? ` ${say('sample')}` : ''}`, { style: 'when', width }),
      ...(parts.length > 0
        ? [lines(say('part.of', { parts: figures.list(parts) }), { style: 'part', width, linesMax: 3 })]
        : []),
      ...(isComparedAsMailed(sheet)
        ? []
        : [lines(say('part.compare', { before }), { style: 'part', width, linesMax: 3 })]),
    ],
    2,
  );
};

const newsBlock = (sheet: Sheet, width: number, voice: MapVoice): Block => {
  const { changes, rest } = newsOf(sheet, voice);
  return stack(
    [
      ...changes.map(({ tone, text }) =>
        lines(`${marks[tone]} ${text}.`, { style: 'changed', width, linesMax: 2, tone }),
      ),
      lines(rest, { style: 'news', width, linesMax: 2 }),
    ],
    3,
  );
};

/** Overall scores in words, and who came and went. */
const cardsOf = ({ headlines, outcomes, signals }: Sheet, voice: MapVoice) => {
  const { say, figures, before, sayOnMap } = voice;
  const scores = headlines.map((headline, index) => (width: number) => {
    const { metric, value, tone, verdict, evidence } = headlineWords(headline, index === 0, voice);
    const was = headline.earlier && figures.value(headline.metric, headline.earlier.value);
    const colour = toneOf(tone);
    return stack([
      lines(metric, { style: 'metric', width }),
      lines(value, { style: 'figure', width }),
      lines(`${marks[tone]} ${verdict}`, { style: colour ? 'moved' : 'verdict', width, linesMax: 4, tone: colour }),
      ...(was === undefined
        ? []
        : [lines(say('headline.was', { value: was, before }), { style: 'evidence', width, linesMax: 2 })]),
      lines(evidence, { style: 'evidence', width, linesMax: 2 }),
    ]);
  });
  const people = outcomes && [
    (width: number) =>
      stack([
        lines(sayOnMap('outcomes'), { style: 'metric', width }),
        lines(sayOnMap('outcomes.gained', { n: outcomes.later.gained }), { style: 'figure', width }),
        lines(sayOnMap('outcomes.lost', { n: outcomes.later.lost }), { style: 'moved', width }),
        lines(sayOnMap('outcomes.was', { ...outcomes.earlier, before }), { style: 'evidence', width, linesMax: 3 }),
      ]),
  ];
  const few =
    headlines.length === 0 && signals.later > 0
      ? [
          (width: number) =>
            lines(sayOnMap('fewSignals', { n: signals.later }), { style: 'metric', width, linesMax: 4 }),
        ]
      : [];
  return [...scores, ...few, ...(people ?? [])];
};

/** All above the table. */
export const headOf = (answer: MapAnswer, width: number, voice: MapVoice, isSample: boolean): Block => {
  const newsLeft = titleWidth + 2 * gap;
  const news = answer.isNothingHeard
    ? lines(voice.sayOnMap('nothing.title'), { style: 'news', width: width - newsLeft })
    : newsBlock(answer.sheet, width - newsLeft, voice);
  const cards = cardsOf(answer.sheet, voice);
  const cardWidth = (width - (cards.length - 1) * gap) / cards.length;
  const blocks = cards.map((card) => padded(card(cardWidth - 2 * inner), [inner, 8]));
  const height = Math.max(0, ...blocks.map((block) => block.height));
  return stack(
    [
      beside([titleOf(answer, titleWidth, voice, isSample), padded(news, [0, 6])], newsLeft),
      beside(
        blocks.map((block) => framed({ ...block, height }, cardWidth, ['#fff', colours.rule])),
        cardWidth + gap,
      ),
    ],
    16,
  );
};
