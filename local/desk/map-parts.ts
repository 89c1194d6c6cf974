import { html } from 'htm/preact';
import { marks } from '../../core/digest/statements.ts';
import { type Voice, voiceOf } from '../../core/digest/voice.ts';
import { nameIn } from '../../core/journey/map.ts';
import { mediumNames } from '../../core/journey/media.ts';
import { type SayOnMap, sayOnMap } from '../../core/map/messages.ts';
import type { Cell, Sheet, Stage, Touchpoint } from '../../core/map/schema.ts';
import type { Medium } from '../../core/signal.ts';

/** The words of one sheet: those of the digest wherever it has some. */
export interface MapVoice extends Voice {
  readonly sayOnMap: SayOnMap;
  readonly medium: (medium: Medium) => string;
}

export const mapVoiceOf = (sheet: Pick<Sheet, 'locale' | 'period'>): MapVoice => ({
  ...voiceOf(sheet),
  sayOnMap: sayOnMap(sheet.locale),
  medium: (medium) => nameIn(mediumNames[medium], sheet.locale),
});

const star = ({ sayOnMap: say }: MapVoice) =>
  html`<span class="star"><span aria-hidden="true">★</span><span class="unseen">${say('star')}: </span></span> `;

/** Sign, word and colour together. */
const markOf = (mark: Cell['mark'], { sayOnMap: say }: MapVoice) =>
  mark !== undefined && html`<b class=${`mark ${mark}`}>${marks[mark]} ${say(mark)}</b>`;

/** A score, or why there is none. */
const scoreOf = ({ score, withheld, answers, signals }: Cell, voice: MapVoice) => {
  const { say, figures, sayOnMap: sayHere } = voice;
  if (score === undefined) {
    const counted =
      answers === 0 && signals > 0 ? sayHere('signals', { n: signals }) : sayHere('answers', { n: answers });
    return html`<span class="few">${counted}${withheld && html`, ${sayHere('withheld')}`}</span>`;
  }
  const { metric, reading } = score;
  const evidence = say('evidence', { range: figures.range(metric, reading.interval), n: reading.n });
  return html`
    <span class="score" title=${evidence}>
      <span class="metric">${say(`metric.${metric}`)}</span> <b>${figures.value(metric, reading.value)}</b><span class="unseen">, ${evidence}</span>
    </span>`;
};

/**
 * One touchpoint in one medium.
 *
 * @param label what it is called where it stands: the touchpoint in a row of one medium, the medium under a touchpoint
 */
export const cellOf = (touchpoint: Touchpoint, cell: Cell, label: 'touchpoint' | 'medium', voice: MapVoice) => {
  const name = label === 'medium' ? voice.medium(cell.medium) : voice.name(touchpoint.name);
  return html`
  <li class=${`cell ${cell.mark ?? ''} ${cell.signals === 0 ? 'blank' : ''}`}>
    <span class="name">${label === 'touchpoint' && touchpoint.isMomentOfTruth && star(voice)}${name}</span>
    ${scoreOf(cell, voice)} ${markOf(cell.mark, voice)}
  </li>`;
};

export const touchpointHead = (touchpoint: Touchpoint, voice: MapVoice) =>
  html`${touchpoint.isMomentOfTruth && star(voice)}${voice.name(touchpoint.name)}`;

/** Where we listen in a stage. Signs tell a silent source from one that was never heard. */
export const sourcesOf = ({ sources, touchpoints }: Stage, { name, sayOnMap: say }: MapVoice) => {
  if (sources.length === 0) {
    const isHeard = touchpoints.some(({ cells }) => cells.some(({ signals }) => signals > 0));
    return html`<p class="few">${say(isHeard ? 'sources.named' : 'sources.none')}</p>`;
  }
  return html`
  <ul class="posts">
    ${sources.map(
      ({ id, state }) => html`
      <li class=${state}>${name(id)}${
        state !== 'heard' &&
        html` <b>${state === 'silent' ? `${marks.silent} ` : `${marks.unsure} `}${say(state === 'silent' ? 'sources.silent' : 'sources.unheard')}</b>`
      }</li>`,
    )}
  </ul>`;
};

const themeMarks = { positive: '+', negative: '−', mixed: '±' } as const;

export const themesOf = ({ themes }: Stage, { name, sayOnMap: say }: MapVoice) =>
  themes.length === 0
    ? html`<p class="few">${say('themes.none')}</p>`
    : html`
  <ul class="themes">
    ${themes.map(
      ({ name: theme, polarity, comments }) => html`
      <li class=${polarity} title=${say('theme.comments', { n: comments })}>
        <b aria-hidden="true">${themeMarks[polarity]}</b> ${name(theme)}<span class="unseen">, ${say(`theme.${polarity}`)}, ${say('theme.comments', { n: comments })}</span>
      </li>`,
    )}
  </ul>`;

/** What a stage is called, and what the customer wants there. */
export const goalOf = ({ goal }: Stage, { name, sayOnMap: say }: MapVoice) =>
  goal !== undefined && html`<span class="goal">${say('goal', { goal: name(goal) })}</span>`;
