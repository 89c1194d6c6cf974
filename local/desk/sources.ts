import { html } from 'htm/preact';
import { webhookOf } from '../../core/channels/all.ts';
import { marks } from '../../core/digest/statements.ts';
import type { Silent } from '../../core/insights/silent.ts';
import type { SourceStatus } from '../../core/status.ts';
import { type Place, sourcesCommand } from './connect.ts';
import { copyButton } from './look.ts';
import { type Reader, withCode } from './reader.ts';
import type { Glance } from './standing.ts';

const hourMs = 3_600_000;

/** How long ago the hour of its last signal ended: the table knows no minutes. */
const lastWords = (lastMs: number, nowMs: number, { say }: Reader): string => {
  const hours = Math.max(0, Math.floor((nowMs - lastMs) / hourMs) - 1);
  return hours < 48 ? say('heard.hours', { n: hours }) : say('heard.days', { n: Math.floor(hours / 24) });
};

/** A silent source is marked as on the sheet. */
const stateOf = (lastMs: number, silent: Silent | undefined, nowMs: number, reader: Reader) => {
  const { say, moment } = reader;
  if (silent === undefined)
    return html`${lastWords(lastMs, nowMs, reader)} <span class="muted">${moment(lastMs)}</span>`;
  const days = Math.floor(silent.silentHours / 24);
  const since = say('silent.since', { at: moment(Date.parse(silent.lastAt)) });
  return html`<b class="silent">${marks.silent} ${say('silent', { n: days })}</b> <span class="muted">${since}</span>`;
};

const heardOf = (source: SourceStatus, { silent, nowMs }: Glance, reader: Reader) => {
  const { id, lastHour, signals: all, signals7Days: week, signals24Hours: day } = source;
  if (lastHour === undefined) return html`<span class="muted">${marks.unsure} ${reader.say('heard.never')}</span>`;
  const ownSilence = silent.find((one) => one.source === id);
  return html`
  <span>${stateOf(Date.parse(lastHour), ownSilence, nowMs, reader)}</span>
  <span class="muted">${reader.say('heard.counts', { all, week, day })}</span>`;
};

/** Where its webhooks go; a secret address stays out of the page. */
const addressOf = ({ id, channel, url }: SourceStatus, place: Place, reader: Reader) => {
  const { say } = reader;
  if (url !== undefined) {
    return html`<code>${url.split('/hooks/')[0]}<wbr />/hooks/<wbr />${id}</code> ${copyButton(url, say('copy.address', { source: id }), reader)}`;
  }
  return html`<span class="muted">${
    webhookOf({ channel }) === undefined
      ? say('address.none')
      : withCode(say('address.command', { command: sourcesCommand(place, id) }))
  }</span>`;
};

/** What each source brought, whether it went silent, and where it posts. */
export const sourceList = (standing: Glance, place: Place, reader: Reader) => html`
  <ul class="sources">
    ${standing.status.sources.map((source) => {
      const { id, channel } = source;
      return html`
      <li class="source">
        <h2>${id} <span class="muted">${channel}</span></h2>
        <p class="heard" id=${`source-${id}`} data-live>${heardOf(source, standing, reader)}</p>
        <p class="address">${addressOf(source, place, reader)}</p>
      </li>`;
    })}
  </ul>`;
