import { html } from 'htm/preact';
import type { SayOnMap } from '../../core/map/messages.ts';
import type { ApiProblem } from '../client.ts';
import type { Loaded } from '../loaded.ts';

/** About as high as what will stand there. */
const skeleton = (say: SayOnMap) => html`
  <div class="panel-skeleton" role="status">
    <span class="unseen">${say('loading')}</span>
    <div class="bone line"></div><div class="bone card"></div><div class="bone chart"></div><div class="bone card"></div>
  </div>`;

/** The button goes with the problem it is on, and must not take the focus along. */
const retryFrom = (retry: () => void) => (click: Event) => {
  const part = click.currentTarget instanceof Element ? click.currentTarget.closest('[aria-labelledby]') : null;
  document.getElementById(part?.getAttribute('aria-labelledby') ?? '')?.focus();
  retry();
};

/** What went wrong and what helps. To ask again helps only where the answer may be another one. */
export const problemOf = ({ kind, message }: ApiProblem, retry: () => void, say: SayOnMap) => html`
  <div class="problem" role="alert">
    <p><b>${say(`problem.${kind}`)}</b></p>
    <p>${say(`problem.${kind}.text`)}</p>
    ${kind !== 'offline' && html`<p class="muted" lang="en">${message}</p>`}
    ${(kind === 'offline' || kind === 'failed') && html`<p><button type="button" onClick=${retryFrom(retry)}>${say('retry')}</button></p>`}
  </div>`;

/** Whichever of its states something is in. */
export const stateOf = <T>(loaded: Loaded<T>, say: SayOnMap, ready: (value: T) => unknown) => {
  if (loaded.state === 'failed') return problemOf(loaded.problem, loaded.retry, say);
  if (loaded.state === 'loading') return skeleton(say);
  const { value, isStale, problem, retry } = loaded;
  return html`
    ${problem && problemOf(problem, retry, say)}
    <div aria-busy=${isStale && !problem ? 'true' : undefined}>${ready(value)}</div>`;
};
