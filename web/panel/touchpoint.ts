import { html } from 'htm/preact';
import type { MapAnswer, TouchpointAnswer } from '../../core/map/api.ts';
import { addressOf } from '../address.ts';
import type { Frame } from '../frame.ts';
import { useLoaded } from '../loaded.ts';
import { definitionOf, distributionsOf, feelingsOf, measuresOf, mediaOf } from './counts.ts';
import { promisesOf, scoreOf, statementsOf } from './score.ts';
import { seriesOf } from './series.ts';
import { stateOf } from './states.ts';
import { Verbatims } from './verbatims.ts';
import type { Words } from './words.ts';

/** Who looks after it, and how much was heard. */
const about = ({ kind, owner, period, signals }: TouchpointAnswer, words: Words) => {
  const { t, say, name, figures, before } = words;
  const isMomentOfTruth = kind === 'moment-of-truth';
  return html`
    <p class="about">
      <span class=${isMomentOfTruth ? 'star' : undefined}>${isMomentOfTruth && html`<span aria-hidden="true">★ </span>`}${t(`kind.${kind}`)}</span>
      ${' · '}${say('finding.owner')}: <a href=${`mailto:${encodeURI(owner.email)}`}>${name(owner.name)}</a>
    </p>
    <p class="about">${figures.period(period, 'long')}: ${say('volume', { ...signals, before })}</p>`;
};

/** All there is to know of one touchpoint: what changed first, what it rests on next, who said it last. */
export const factsOf = (answer: TouchpointAnswer, answersMin: number, words: Words) => html`
  ${about(answer, words)}
  ${scoreOf(answer, answersMin, words)}
  ${statementsOf(answer, words)}
  ${promisesOf(answer, words)}
  ${seriesOf(answer, words)}
  <div class="counts">
    ${distributionsOf(answer, words)} ${feelingsOf(answer, words)} ${mediaOf(answer, words)} ${measuresOf(answer, words)}
  </div>
  ${definitionOf(answer, words)}`;

/** The touchpoint in the address. */
export const TouchpointView = ({ frame, map, words }: { frame: Frame; map: MapAnswer; words: Words }) => {
  const { address, client } = frame;
  const key = addressOf({ ...address, sentiment: undefined, theme: undefined, customer: undefined });
  const loaded = useLoaded(key, (signal) => client.touchpoint(address, signal));
  return stateOf(
    loaded,
    words.sayOnMap,
    (answer) => html`
    ${factsOf(answer, map.answersMin, words)}
    <${Verbatims} ...${{ frame, map, answer, words }} />`,
  );
};
