import { html } from 'htm/preact';
import type { MapAnswer } from '../core/map/api.ts';
import { sayOnMap } from '../core/map/messages.ts';
import { languageLinks } from './controls.ts';
import type { Frame } from './frame.ts';
import { idle } from './idle.ts';
import { useLoaded } from './loaded.ts';
import type { Opened } from './open.ts';

const Export = ({ answer, isSample }: { answer: MapAnswer; isSample: boolean }) => {
  const menu = useLoaded('export', () => idle().then(() => import('./export/export-menu.ts')));
  return menu.state === 'ready' && html`<${menu.value.ExportMenu} answer=${answer} isSample=${isSample} />`;
};

const tabs = { map: '/', signals: '/desk/', mails: '/desk/mails', sources: '/desk/sources' } as const;

/** What stands above every view: the other pages of a local run, language, print, export. */
export const top = (
  frame: Pick<Frame, 'address' | 'locale' | 'go'>,
  { hasDesk, isSample, session }: Partial<Opened>,
  answer: MapAnswer | undefined,
) => {
  const say = sayOnMap(frame.locale);
  // Who reads in a language they asked for goes on in it.
  const query = frame.address.lang ? `?lang=${frame.locale}` : '';
  return html`
  <header class="top">
    ${
      hasDesk
        ? html`
      <nav class="tabs" aria-label=${say('tabs')}>
        ${(['map', 'signals', 'mails', 'sources'] as const).map(
          (tab) =>
            html`<a href=${`${tabs[tab]}${query}`} aria-current=${tab === 'map' ? 'page' : undefined}>${say(`tab.${tab}`)}</a>`,
        )}
      </nav>`
        : html`<p class="brand">Listening Path</p>`
    }
    <div class="tools">
      ${languageLinks(frame, say('language'))}
      <button type="button" id="print" onClick=${() => print()}>${say('print')}</button>
      <div class="export-place">${answer && html`<${Export} answer=${answer} isSample=${isSample === true} />`}</div>
      ${session && html`<button type="button" id="sign-out" onClick=${() => session.signOut()}>${say('signOut')}</button>`}
    </div>
  </header>`;
};
