import { html } from 'htm/preact';
import type { SayOnMap } from '../../core/map/messages.ts';
import type { ApiProblem } from '../client.ts';
import type { Loaded } from '../loaded.ts';
import { problemWords } from '../states.ts';

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

/** What went wrong and what helps. */
export const problemOf = (problem: ApiProblem, retry: () => void, say: SayOnMap) => {
  const { title, text, detail, canRetry } = problemWords(problem, say);
  return html`
  <div class="problem" role="alert">
    <p><b>${title}</b></p>
    <p>${text}</p>
    ${detail !== undefined && html`<p class="muted" lang="en">${detail}</p>`}
    ${canRetry && html`<p><button type="button" onClick=${retryFrom(retry)}>${say('retry')}</button></p>`}
  </div>`;
};

/** Whichever of its states something is in. */
export const stateOf = <T>(loaded: Loaded<T>, say: SayOnMap, ready: (value: T) => unknown) => {
  if (loaded.state === 'failed') return problemOf(loaded.problem, loaded.retry, say);
  if (loaded.state === 'loading') return skeleton(say);
  const { value, isStale, problem, retry } = loaded;
  return html`
    ${problem && problemOf(problem, retry, say)}
    <div aria-busy=${isStale && !problem ? 'true' : undefined}>${ready(value)}</div>`;
};
