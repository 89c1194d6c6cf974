import { html } from 'htm/preact';
import { page } from './look.ts';
import type { Light } from './mail-html.ts';
import type { StoredMail } from './outbox.ts';
import type { Reader } from './reader.ts';

/** How a mail is looked at; what the address leaves out is the first of each. */
export interface View {
  readonly show: 'mail' | 'text' | 'headers';
  readonly light: Light;
  readonly width: 'wide' | 'phone';
}

const choice = <T extends string>(wanted: string | null, first: T, ...others: readonly T[]): T =>
  others.find((other) => other === wanted) ?? first;

/** A view as an address asks for it. */
export const readView = (query: string): View => {
  const wanted = new URLSearchParams(query);
  return {
    show: choice<View['show']>(wanted.get('show'), 'mail', 'text', 'headers'),
    light: choice<Light>(wanted.get('light'), 'light', 'dark'),
    width: choice<View['width']>(wanted.get('width'), 'wide', 'phone'),
  };
};

export const mailPath = (name: string): string => `/desk/mail/${encodeURIComponent(name)}`;

const textOf = ({ email }: StoredMail, { say }: Reader) =>
  html`<pre class="paper"><code>${email.text ?? say('mail.noText')}</code></pre>`;

const headersOf = ({ email }: StoredMail) => html`
  <dl class="paper headers">
    ${email.headers.map(({ originalKey, value }) => html`<div><dt>${originalKey}</dt><dd>${value}</dd></div>`)}
  </dl>`;

const frameOf = ({ name, subject }: StoredMail, { light, width }: View, { say, to }: Reader) => html`
  <div class=${`frame ${width} ${light}`}>
    <iframe sandbox="" src=${to(`${mailPath(name)}/html`, { light })} title=${say('mail.frame', { subject, light })}></iframe>
  </div>`;

export const mailPage = (mail: StoredMail, view: View, reader: Reader): string => {
  const { say, moment, to } = reader;
  const link = (label: string, change: Partial<View>) => {
    const isOn = Object.entries(change).every(([name, value]) => view[name as keyof View] === value);
    return html`<a href=${to('', { ...view, ...change })} aria-current=${isOn ? 'true' : undefined}>${label}</a>`;
  };
  return page(
    { title: `${mail.subject} · Listening Path`, tab: 'mails', query: { ...view } },
    reader,
    html`
    <main id="main" class="mail">
      <h1>${mail.subject}</h1>
      <p class="muted">${say('mail.to', { to: mail.to })} · ${moment(mail.arrivedAtMs)}</p>
      <nav class="views" aria-label=${say('mail.views')}>
        <span class="choices">${(['mail', 'text', 'headers'] as const).map((show) => link(say(`show.${show}`), { show }))}</span>
        ${
          view.show === 'mail' &&
          html`
        <span class="choices">${(['light', 'dark'] as const).map((light) => link(say(`light.${light}`), { light }))}</span>
        <span class="choices">${(['wide', 'phone'] as const).map((width) => link(say(`width.${width}`), { width }))}</span>`
        }
      </nav>
      ${view.show === 'text' ? textOf(mail, reader) : view.show === 'headers' ? headersOf(mail) : frameOf(mail, view, reader)}
      <p class="muted file">${view.show === 'mail' && `${say('mail.file')} `}<code>${mail.file}</code></p>
    </main>`,
  );
};
