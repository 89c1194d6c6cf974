import { html } from 'htm/preact';
import { marks } from '../../core/digest/statements.ts';
import type { Cell, Stage, Touchpoint } from '../../core/map/schema.ts';
import { type Frame, linkTo } from '../frame.ts';
import { scoreWords } from './score-words.ts';
import { feelingMarks, type MapVoice } from './voice.ts';

/** What the parts of one sheet share. */
export interface Part {
  readonly frame: Frame;
  readonly voice: MapVoice;
}

/** The way to a touchpoint's own panel. */
export const touchpointLink = (frame: Frame, touchpoint: string) => {
  const { sentiment: _, theme: __, customer: ___, ...view } = frame.address;
  return {
    ...linkTo(frame, { ...view, touchpoint }),
    'aria-current': frame.address.touchpoint === touchpoint ? 'true' : undefined,
  };
};

const star = ({ sayOnMap: say }: MapVoice) =>
  html`<span class="star"><span aria-hidden="true">★</span><span class="unseen">${say('star')}: </span></span> `;

/** A touchpoint's name, which leads to all there is to know of it. */
export const nameOf = ({ id, name, isMomentOfTruth }: Touchpoint, place: string, { frame, voice }: Part) =>
  html`${isMomentOfTruth && star(voice)}<a class="place" id=${`${place}-${id}`} ...${touchpointLink(frame, id)}>${voice.name(name)}</a>`;

/** Sign, word and colour together. */
const markOf = (mark: Cell['mark'], { sayOnMap: say }: MapVoice) =>
  mark !== undefined && html`<b class=${`mark ${mark}`}>${marks[mark]} ${say(mark)}</b>`;

const scoreOf = (cell: Cell, voice: MapVoice) => {
  const said = scoreWords(cell, voice);
  return 'few' in said
    ? html`<span class="few">${said.few}</span>`
    : html`
    <span class="score" title=${said.evidence}>
      <span class="metric">${said.metric}</span> <b>${said.value}</b><span class="unseen">, ${said.evidence}</span>
    </span>`;
};

/**
 * One touchpoint in one medium.
 *
 * @param label what it is called where it stands: the touchpoint in a row of one medium, the medium under a touchpoint
 */
export const cellOf = (touchpoint: Touchpoint, cell: Cell, label: 'touchpoint' | 'medium', part: Part) => {
  const { voice } = part;
  return html`
  <li class=${`cell ${cell.mark ?? ''} ${cell.signals === 0 ? 'blank' : ''}`}>
    <span class="name">${label === 'medium' ? voice.medium(cell.medium) : nameOf(touchpoint, cell.medium, part)}</span>
    ${scoreOf(cell, voice)} ${markOf(cell.mark, voice)}
  </li>`;
};

const notHeard = (state: Stage['sources'][number]['state'], { sayOnMap: say }: MapVoice) => {
  if (state === 'heard') return undefined;
  return html` <b>${state === 'silent' ? `${marks.silent} ` : `${marks.unsure} `}${say(`sources.${state}`)}</b>`;
};

/** Where we listen in a stage. Signs tell a silent source from one that was never heard. */
export const sourcesOf = ({ sources, named }: Stage, voice: MapVoice) => {
  const { name, sayOnMap: say } = voice;
  if (sources.length === 0) return html`<p class="few">${say(named ? 'sources.named' : 'sources.none')}</p>`;
  return html`
  <ul class="posts">
    ${sources.map(({ id, state }) => html`<li class=${state}>${name(id)}${notHeard(state, voice)}</li>`)}
  </ul>`;
};

export const themesOf = ({ themes }: Stage, { name, sayOnMap: say }: MapVoice) =>
  themes.length === 0
    ? html`<p class="few">${say('themes.none')}</p>`
    : html`
  <ul class="themes">
    ${themes.map(
      ({ name: theme, polarity, comments }) => html`
      <li class=${polarity} title=${say('theme.comments', { n: comments })}>
        <b aria-hidden="true">${feelingMarks[polarity]}</b> ${name(theme)}<span class="unseen">, ${say(`theme.${polarity}`)}, ${say('theme.comments', { n: comments })}</span>
      </li>`,
    )}
  </ul>`;

/** What the customer wants in a stage. */
export const goalOf = ({ goal }: Stage, { name, sayOnMap: say }: MapVoice) =>
  goal !== undefined && html`<span class="goal">${say('goal', { goal: name(goal) })}</span>`;
