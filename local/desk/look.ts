import { readFileSync } from 'node:fs';
import { html } from 'htm/preact';
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** What every page loads, once each. */
export const styleSheet = read('desk.css');
export const script = read('desk.js');

/** So that no browser asks for an icon that is not there. */
const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' height='16' rx='4' fill='%230b5d7a'/%3E%3Cpath d='M3 8h2.5l2-4 2.5 8 1.5-4H13' fill='none' stroke='%23fff' stroke-width='1.6'/%3E%3C/svg%3E";

/** Beside the page that shows the journey, under `/`. */
export const tabs = { signals: 'Signals', mails: 'Mails', sources: 'Sources' } as const;
export type Tab = keyof typeof tabs;

const tabPath = (tab: Tab): string => (tab === 'signals' ? '/desk/' : `/desk/${tab}`);

/** What stands around a page's content. */
interface Frame {
  readonly title: string;
  /** Where it is found. */
  readonly tab: Tab;
}

const navigation = (current: Tab) => html`
  <nav class="tabs" aria-label="Pages of this run">
    <a href="/">Map</a>
    ${Object.entries(tabs).map(
      ([tab, label]) =>
        html` <a href=${tabPath(tab as Tab)} aria-current=${tab === current ? 'page' : undefined}>${label}</a>`,
    )}
  </nav>`;

/** A whole page. */
export const page = ({ title, tab }: Frame, content: ComponentChildren): string =>
  `<!doctype html>\n${renderToString(
    html`
    <html lang="en">
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
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          ${navigation(tab)}
          <p id="run" role="status"></p>
        </header>
        ${content}
        <p id="said" class="unseen" role="status"></p>
      </body>
    </html>` as VNode,
  )}`;

const thisYear = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
const times = new Intl.DateTimeFormat('en-GB', thisYear);
const otherTimes = new Intl.DateTimeFormat('en-GB', { ...thisYear, year: 'numeric' });

/** A moment as this machine's clock shows it. */
export const moment = (ms: number) => {
  const at = new Date(ms);
  const format = at.getFullYear() === new Date().getFullYear() ? times : otherTimes;
  return html`<time datetime=${at.toISOString()}>${format.format(at)}</time>`;
};

/** Needs the script, and stays hidden without it. */
export const copyButton = (text: string, what: string) =>
  html`<button type="button" class="copy" data-copy=${text} aria-label=${`Copy ${what}`}>Copy</button>`;
