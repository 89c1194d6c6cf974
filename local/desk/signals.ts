import { html } from 'htm/preact';
import { grouped } from '../../core/counted.ts';
import type { PipelineStatus } from '../../core/status.ts';

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

/** How many signals came, and what became of them. */
export const signalsSection = (status: PipelineStatus) => html`
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
