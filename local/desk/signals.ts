import { html } from 'htm/preact';
import type { PipelineStatus } from '../../core/status.ts';
import type { Reader } from './reader.ts';

const summaryOf = ({ received, waiting, dead }: PipelineStatus, { say }: Reader) => {
  if (received === 0) return html`${say('summary.nothing')} <a href="#connect">${say('summary.connect')}</a>`;
  return waiting > 0 ? say('summary.waiting') : say('summary.stored', { dead });
};

const textsOf = ({ unscored, pending }: PipelineStatus, { say }: Reader): string =>
  [
    ...(unscored > 0 ? [say('unscored', { n: unscored })] : []),
    ...(pending > 0 ? [say('pending', { n: pending })] : []),
  ].join(' ');

/** What was received is the sum of what follows it. */
const counts = ['received', 'stored', 'repeated', 'waiting', 'dead'] as const;

/** How many signals came, and what became of them. */
export const signalCounts = (status: PipelineStatus, reader: Reader) => {
  const { say, number } = reader;
  return html`
  <p id="summary" role="status" data-live>${summaryOf(status, reader)}</p>
  <dl class="tiles">
    ${counts.map(
      (name) => html`
      <div class=${`tile ${name}`}>
        <dt>${say(name)}</dt>
        <dd class="figure" id=${`count-${name}`} data-live>${number(status[name])}</dd>
        <dd class="hint">${say(`${name}.hint`)}</dd>
      </div>`,
    )}
  </dl>
  <p id="texts" class="muted" data-live>${textsOf(status, reader)}</p>
  <div id="dead-letters" data-live>${status.dead > 0 && deadLetters(status, reader)}</div>`;
};

/** Their reasons are ours, and in English whoever reads them. */
const deadLetters = (status: PipelineStatus, { say, number }: Reader) => html`
  <h2>${say('dead.title')}</h2>
  <ul class="dead-letters">
    ${status.deadLetters.map(
      ({ count, source, reason }) =>
        html`<li><b>${number(count)} ×</b> ${source !== undefined && html`<span class="muted">${source}</span> `}<span lang="en">${reason}</span></li>`,
    )}
  </ul>`;
