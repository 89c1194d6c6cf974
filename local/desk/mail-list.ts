import { html } from 'htm/preact';
import { digestCommand, type Place } from './connect.ts';
import { moment } from './look.ts';
import { mailPath } from './mail-page.ts';
import type { MailLine } from './outbox.ts';

/** The mails that left, the newest first. */
export const mailsSection = (mails: readonly MailLine[], place: Place) => html`
  <section aria-labelledby="mails">
    <h2 id="mails">Mails</h2>
    <div id="mail-list" data-live>
      ${
        mails.length === 0
          ? html`<p class="empty">No mail has left yet: each digest leaves at its hour. To see one now: <code>${digestCommand(place)}</code></p>`
          : html`
        <ol class="mails" reversed>
          ${mails.map(
            ({ name, subject, to, arrivedAtMs }) => html`
            <li>
              <a id=${`mail-${name}`} href=${mailPath(name)}>${subject}</a>${name.startsWith('preview-') && html` <span class="muted">(preview, not sent)</span>`}
              <span class="muted">${to}</span>
              <span class="muted when">${moment(arrivedAtMs)}</span>
            </li>`,
          )}
        </ol>`
      }
    </div>
  </section>`;
