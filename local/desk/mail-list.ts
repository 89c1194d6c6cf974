import { html } from 'htm/preact';
import { digestCommand, type Place } from './connect.ts';
import { mailPath } from './mail-page.ts';
import type { MailLine } from './outbox.ts';
import { type Reader, withCode } from './reader.ts';

/** The mails that left, the newest first. */
export const mailList = (mails: readonly MailLine[], place: Place, { say, moment, to }: Reader) => html`
  <div id="mail-list" data-live>
    ${
      mails.length === 0
        ? html`<p class="nothing">${withCode(say('mails.none', { command: digestCommand(place) }))}</p>`
        : html`
      <ol class="mails" reversed>
        ${mails.map(
          ({ name, subject, to: reader, arrivedAtMs }) => html`
          <li>
            <a id=${`mail-${name}`} href=${to(mailPath(name))}>${subject}</a>${name.startsWith('preview-') && html` <span class="muted">${say('mails.preview')}</span>`}
            <span class="muted">${reader}</span>
            <span class="muted">${moment(arrivedAtMs)}</span>
          </li>`,
        )}
      </ol>`
    }
  </div>`;
