import { html } from 'htm/preact';
import { moment, page } from './look.ts';
import type { Light } from './mail-html.ts';
import type { StoredMail } from './outbox.ts';

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

const textOf = ({ email }: StoredMail) => html`<pre class="paper">${email.text ?? 'This mail has no text part.'}</pre>`;

const headersOf = ({ email }: StoredMail) => html`
  <dl class="paper headers">
    ${email.headers.map(({ originalKey, value }) => html`<div><dt>${originalKey}</dt><dd>${value}</dd></div>`)}
  </dl>`;

const frameOf = ({ name, subject }: StoredMail, { light, width }: View) => html`
  <div class=${`frame ${width} ${light}`}>
    <iframe sandbox="" src=${`${mailPath(name)}/html?light=${light}`} title=${`${subject}, in ${light} colours`}></iframe>
  </div>`;

export const mailPage = (mail: StoredMail, view: View): string => {
  const link = (label: string, change: Partial<View>) => {
    const next = { ...view, ...change };
    const isOn = Object.entries(change).every(([name, value]) => view[name as keyof View] === value);
    return html`<a href=${`?${new URLSearchParams(next)}`} aria-current=${isOn ? 'true' : undefined}>${label}</a>`;
  };
  return page(
    { title: `${mail.subject} · Listening Path`, tab: 'mails' },
    html`
    <main id="main" class="mail">
      <h1>${mail.subject}</h1>
      <p class="muted">To ${mail.to} · ${moment(mail.arrivedAtMs)}</p>
      <nav class="views" aria-label="How to look at the mail">
        <span>${link('Mail', { show: 'mail' })}${link('Text', { show: 'text' })}${link('Headers', { show: 'headers' })}</span>
        ${
          view.show === 'mail' &&
          html`
        <span>${link('Light', { light: 'light' })}${link('Dark', { light: 'dark' })}</span>
        <span>${link('Wide', { width: 'wide' })}${link('Phone', { width: 'phone' })}</span>`
        }
      </nav>
      ${view.show === 'text' ? textOf(mail) : view.show === 'headers' ? headersOf(mail) : frameOf(mail, view)}
      <p class="muted file">
        ${view.show === 'mail' && 'Links lead nowhere in here: to follow them, open the file with a mail program. '}
        <code>${mail.file}</code>
      </p>
    </main>`,
  );
};
