import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { webhookOf } from '../../core/channels/all.ts';
import { grouped } from '../../core/counted.ts';
import type { PipelineStatus, SourceStatus } from '../../core/status.ts';
import { connect, digestCommand, type Place, sourcesCommand } from './connect.ts';
import { copyButton, moment, page } from './look.ts';
import { mailPath } from './mail-page.ts';
import type { MailLine } from './outbox.ts';

/** What the first page shows. Elements with `data-live` are what the script brings up to date, each by its id. */
export interface Facts {
  readonly status: PipelineStatus;
  readonly mails: readonly MailLine[];
  readonly place: Place;
  /** The today of the invented sample; nothing where signals are real. */
  readonly sampleNow: Date | undefined;
}

const longDate = (date: Date): string => date.toLocaleDateString('en-GB', { dateStyle: 'long' });

const summaryOf = ({ received, waiting, dead }: PipelineStatus) => {
  if (received === 0) return html`Nothing was received yet. <a href="#connect">Connect your first source</a>`;
  if (waiting > 0) return 'Signals are being stored.';
  return dead > 0 ? 'Everything received is stored, but for the dead letters.' : 'Everything received is stored.';
};

const textsOf = ({ unscored, pending }: PipelineStatus): string => {
  if (unscored === 0) return '';
  const later = pending > 0 ? ` ${grouped(pending)} of them will be read later.` : '';
  return `${grouped(unscored)} stored ${unscored === 1 ? 'text has' : 'texts have'} no sentiment, and ${unscored === 1 ? 'counts' : 'count'} as none.${later}`;
};

const tiles = [
  ['received', 'by webhook or import'],
  ['stored', 'each signal once'],
  ['repeated', 'duplicates, corrections'],
  ['waiting', 'on the queue'],
  ['dead', 'kept with their reason'],
] as const;

const pipeline = (status: PipelineStatus) => html`
  <section aria-labelledby="pipeline">
    <h2 id="pipeline">Signals</h2>
    <p id="summary" role="status" data-live>${summaryOf(status)}</p>
    <dl class="tiles">
      ${tiles.map(
        ([name, hint]) => html`
        <div class=${`tile ${name}`}>
          <dt>${name === 'dead' ? 'dead letters' : name}</dt>
          <dd class="figure" id=${`count-${name}`} data-live>${grouped(status[name])}</dd>
          <dd class="hint">${hint}</dd>
        </div>`,
      )}
    </dl>
    <p id="texts" class="muted" data-live>${textsOf(status)}</p>
    <div id="dead-letters" data-live>${status.dead > 0 && deadLetters(status)}</div>
  </section>`;

const deadLetters = (status: PipelineStatus) => html`
  <h3>Dead letters</h3>
  <ul class="dead-letters">
    ${status.deadLetters.map(
      ({ count, source, reason }) =>
        html`<li><b>${grouped(count)} ×</b> ${source !== undefined && html`<span class="muted">${source}</span> `}${reason}</li>`,
    )}
  </ul>`;

const mailList = ({ mails, place }: Facts) => html`
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

const sources = ({ status, place }: Facts) => html`
  <section aria-labelledby="sources">
    <h2 id="sources">Sources</h2>
    <ul class="sources">${status.sources.map((source) => sourceRow(source, place))}</ul>
  </section>`;

const main = (facts: Facts, run: string) => html`
  <main id="main" data-run=${run}>
    <h1>${facts.place.organisation}</h1>
    <p class="to-map"><a href="/map">Customer listening path</a> <span class="muted">on one page: the last closed week</span></p>
    ${facts.sampleNow && html`<p class="sample">All of this is an invented sample, whose today is ${longDate(facts.sampleNow)}.</p>`}
    ${pipeline(facts.status)} ${mailList(facts)} ${sources(facts)} ${connect(facts.place, facts.sampleNow ?? new Date())}
  </main>`;

export const homePage = (facts: Facts, run: string): string =>
  page({ title: `${facts.place.organisation} · Listening Path` }, main(facts, run));

/** The same without its frame, for the script to take the living parts out of. */
export const homeFragment = (facts: Facts, run: string): string => renderToString(main(facts, run) as VNode);
