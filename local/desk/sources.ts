import { html } from 'htm/preact';
import { webhookOf } from '../../core/channels/all.ts';
import { grouped } from '../../core/counted.ts';
import type { PipelineStatus, SourceStatus } from '../../core/status.ts';
import { type Place, sourcesCommand } from './connect.ts';
import { copyButton, moment } from './look.ts';

const heardOf = ({ silence, lastHour, signals, signals7Days, signals24Hours }: SourceStatus) =>
  lastHour === undefined
    ? html`<span class="muted">${silence.charAt(0).toUpperCase()}${silence.slice(1)}</span>`
    : html`
      <span>Last signal ${silence} ago <span class="muted">${moment(Date.parse(lastHour))}</span></span>${' '}
      <span><b>${grouped(signals)}</b> in all, <b>${grouped(signals7Days)}</b> in 7 days,${' '}
        <b>${grouped(signals24Hours)}</b> in 24 hours</span>`;

/** Where its webhooks go; a secret address stays out of the page. */
const addressOf = ({ id, channel, url }: SourceStatus, place: Place) => {
  if (url !== undefined) {
    return html`<code>${url.split('/hooks/')[0]}<wbr />/hooks/<wbr />${id}</code> ${copyButton(url, `the address of ${id}`)}`;
  }
  return webhookOf({ channel }) === undefined
    ? html`<span class="muted">No address: a rule, deployed with the stack, brings its events</span>`
    : html`<span class="muted">Its address: <code>${sourcesCommand(place, id)}</code></span>`;
};

const sourceRow = (source: SourceStatus, place: Place) => {
  const { id, channel } = source;
  return html`
  <li class="source">
    <h3>${id} <span class="muted">${channel}</span></h3>
    <p class="heard" id=${`source-${id}`} data-live>${heardOf(source)}</p>
    <p class="address">${addressOf(source, place)}</p>
  </li>`;
};

/** What each source brought, and where it posts. */
export const sourcesSection = (status: PipelineStatus, place: Place) => html`
  <section aria-labelledby="sources">
    <h2 id="sources">Sources</h2>
    <ul class="sources">${status.sources.map((source) => sourceRow(source, place))}</ul>
  </section>`;
