import { readFileSync } from 'node:fs';
import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from '../../core/journey/schema.ts';
import { sayOnMap } from '../../core/map/messages.ts';
import type { Reader } from './reader.ts';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** What every page loads, once each: the look of the journey's page, and what only the desk has. */
export const styleSheet = read('../../web/look.css') + read('desk.css');
export const script = read('desk.js');

/** The page's own, whose file has another name with every build. */
const icon = `data:image/svg+xml,${encodeURIComponent(read('../../web/icon.svg'))}`;

const paths = { map: '/', signals: '/desk/', mails: '/desk/mails', sources: '/desk/sources' } as const;

/** Beside the page that shows the journey. */
export type Tab = Exclude<keyof typeof paths, 'map'>;

/** As the page calls them. */
export const tabName = (tab: keyof typeof paths, { locale }: Reader): string => sayOnMap(locale)(`tab.${tab}`);

const navigation = (current: Tab, reader: Reader) => html`
  <nav class="tabs" aria-label=${sayOnMap(reader.locale)('tabs')}>
    ${(['map', 'signals', 'mails', 'sources'] as const).map(
      (tab) =>
        html`<a href=${reader.to(paths[tab])} aria-current=${tab === current ? 'page' : undefined}>${tabName(tab, reader)}</a>`,
    )}
  </nav>`;

const languages: Readonly<Record<Locale, string>> = { en: 'English', es: 'Español' };

/** The same page in another language. */
const languageLinks = ({ locale }: Reader, query: Readonly<Record<string, string>> = {}) => html`
  <nav class="choices" aria-label=${sayOnMap(locale)('language')}>
    ${Object.entries(languages).map(
      ([lang, name]) =>
        html`<a href=${`?${new URLSearchParams({ ...query, lang })}`} lang=${lang} hreflang=${lang} aria-current=${lang === locale ? 'true' : undefined}>${name}</a>`,
    )}
  </nav>`;

/** What stands around a page's content. */
interface Frame {
  readonly title: string;
  /** Where it is found. */
  readonly tab: Tab;
  /** What its address says beside the language. */
  readonly query?: Readonly<Record<string, string>>;
}

/** A whole page. */
export const page = ({ title, tab, query }: Frame, reader: Reader, content: ComponentChildren): string => {
  const { locale, say } = reader;
  return `<!doctype html>\n${renderToString(
    html`
    <html lang=${locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href=${icon} />
        <link rel="stylesheet" href="/desk/desk.css" />
        <script src="/desk/desk.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">${say('skip')}</a>
        <header class="top">
          ${navigation(tab, reader)}
          <div class="tools">
            <p id="run" role="status" data-up=${say('live')} data-down=${say('down')}></p>
            ${languageLinks(reader, query)}
          </div>
        </header>
        ${content}
        <p id="said" class="unseen" role="status"></p>
      </body>
    </html>` as VNode,
  )}`;
};

/** Needs the script, and stays hidden without it. */
export const copyButton = (text: string, name: string, { say }: Reader) =>
  html`<button type="button" class="copy" data-copy=${text} data-done=${say('copy.done')} data-refused=${say('copy.refused')} aria-label=${name}>${say('copy')}</button>`;
