import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from '../journey/schema.ts';
import { choiceField, type UnsubscribeChoice } from './unsubscribe.ts';

/** What the page behind an unsubscribe link says. */
export type UnsubscribeState = 'ask' | 'gone' | 'back' | 'unknown' | 'busy';

interface Words {
  readonly title: string;
  readonly text: (organisation: string, audience: string) => string;
  readonly button?: { readonly choice: UnsubscribeChoice; readonly label: string };
}

const words: Readonly<Record<Locale, Readonly<Record<UnsubscribeState, Words>>>> = {
  en: {
    ask: {
      title: 'Unsubscribe from this digest?',
      text: (organisation, audience) =>
        `${organisation} mails you its customer digest (${audience}). Nothing changes until you confirm.`,
      button: { choice: 'unsubscribe', label: 'Unsubscribe' },
    },
    gone: {
      title: 'You are unsubscribed',
      text: (organisation, audience) => `You get the customer digest of ${organisation} (${audience}) no more.`,
      button: { choice: 'subscribe', label: 'Subscribe again' },
    },
    back: {
      title: 'You are subscribed again',
      text: (organisation, audience) => `You get the next customer digest of ${organisation} (${audience}) as before.`,
    },
    unknown: { title: 'Nothing here', text: () => 'This address leads nowhere. Nothing was changed.' },
    busy: { title: 'That did not work', text: () => 'Please try again in a few minutes.' },
  },
  es: {
    ask: {
      title: '¿Darse de baja de este resumen?',
      text: (organisation, audience) =>
        `${organisation} le envía su resumen de clientes (${audience}). Nada cambia hasta que lo confirme.`,
      button: { choice: 'unsubscribe', label: 'Darme de baja' },
    },
    gone: {
      title: 'Baja confirmada',
      text: (organisation, audience) => `Ya no recibirá el resumen de clientes de ${organisation} (${audience}).`,
      button: { choice: 'subscribe', label: 'Volver a suscribirme' },
    },
    back: {
      title: 'De nuevo en la lista',
      text: (organisation, audience) =>
        `Recibirá el próximo resumen de clientes de ${organisation} (${audience}) como antes.`,
    },
    unknown: { title: 'Aquí no hay nada', text: () => 'Esta dirección no lleva a ninguna parte. Nada ha cambiado.' },
    busy: { title: 'No ha funcionado', text: () => 'Inténtelo de nuevo dentro de unos minutos.' },
  },
};

/** Free of quotes and angle brackets, so that escaping leaves it alone. Contrast is at least 7 : 1 in both lights. */
const sheet = [
  ':root{color-scheme:light dark;--page:#f1f3f6;--card:#fff;--ink:#191d24}',
  '@media (prefers-color-scheme:dark){:root{--page:#121418;--card:#1d2027;--ink:#eef0f3}}',
  'body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--page);color:var(--ink)}',
  'body{font:1rem/1.5 system-ui,sans-serif}',
  'main{box-sizing:border-box;width:min(32rem,100%);padding:2rem;background:var(--card);border-radius:10px}',
  'main{overflow-wrap:anywhere}',
  'h1{margin:0 0 .5rem;font-size:1.4rem;line-height:1.3}',
  'p{margin:0}',
  'button{margin-top:1.5rem;padding:.75rem 1.5rem;border:2px solid var(--ink);border-radius:8px;cursor:pointer}',
  'button{background:var(--ink);color:var(--card);font:inherit;font-weight:600}',
  'button:focus-visible{outline:3px solid var(--ink);outline-offset:3px}',
].join('');

/**
 * The page of an unsubscribe link: one sentence and at most one button, which posts to the page's own address.
 *
 * Fetches nothing and runs nothing, so that it works under the strictest content security policy.
 */
export const unsubscribePage = (
  state: UnsubscribeState,
  { locale, organisation, audience }: { locale: Locale; organisation: string; audience: string },
): string => {
  const { title, text, button } = words[locale][state];
  const page = html`
    <html lang=${locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <style>${sheet}</style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p>${text(organisation, audience)}</p>
          ${button && html`<form method="post"><button name=${choiceField} value=${button.choice}>${button.label}</button></form>`}
        </main>
      </body>
    </html>`;
  return `<!doctype html>\n${renderToString(page as VNode)}`;
};
