import { html } from 'htm/preact';
import { type SayOnMap, sayOnMap } from '../core/map/messages.ts';
import type { ApiProblem } from './client.ts';
import { type Frame, linkTo } from './frame.ts';

/** As high as a sheet, so that nothing jumps when it comes. */
export const skeleton = (say: SayOnMap) => html`
  <div class="skeleton" aria-hidden="true">
    <div class="masthead"><div><p> </p><h1>${say('title')}</h1><p class="when"> </p></div></div>
    <div class="bone line"></div>
    <div class="bones">${Array.from({ length: 5 }, () => html`<div class="bone card"></div>`)}</div>
    <div class="bone table"></div>
  </div>`;

/** What went wrong, in the reader's words, and what the API or the sign-in said of it. */
export const problemWords = ({ kind, message }: ApiProblem, say: SayOnMap) => ({
  title: say(`problem.${kind}`),
  text: kind === 'signIn' ? message : say(`problem.${kind}.text`),
  detail: kind === 'offline' || kind === 'signIn' ? undefined : message,
  /** To ask again helps only where the answer may be another one. */
  canRetry: kind === 'offline' || kind === 'signIn' || kind === 'failed',
});

/** In place of what could not be shown: what is wrong, and the way on. */
export const problemBox = (problem: ApiProblem, retry: () => void, frame: Pick<Frame, 'locale' | 'address' | 'go'>) => {
  const say = sayOnMap(frame.locale);
  const { title, text, detail, canRetry } = problemWords(problem, say);
  return html`
  <section class="problem" role="alert">
    <h2>${title}</h2>
    <p>${text}</p>
    ${detail !== undefined && html`<p class="muted" lang="en">${detail}</p>`}
    <p>
      ${
        canRetry
          ? html`<button type="button" id="retry" onClick=${retry}>${say('retry')}</button>`
          : html`<a class="button" id="first" ...${linkTo(frame, frame.address.lang ? { lang: frame.locale } : {})}>${say('first')}</a>`
      }
    </p>
  </section>`;
};

/** How the first source is connected, above the path that waits for it. */
export const nothingHeard = (say: SayOnMap, hasDesk: boolean, lang: string | undefined) => html`
  <section class="nothing" aria-labelledby="nothing">
    <h2 id="nothing">${say('nothing.title')}</h2>
    <ul>
      ${
        hasDesk
          ? html`<li>${say('nothing.desk')} <a href=${`/desk/${lang ? `?lang=${lang}` : ''}#connect`}>${say('nothing.connect')}</a></li>`
          : html`<li>${say('nothing.sources')} <code>npx listening-path sources</code></li>`
      }
      <li>${say('nothing.channels')} <code>docs/channels.md</code></li>
    </ul>
    <p>${say('nothing.text')}</p>
  </section>`;
