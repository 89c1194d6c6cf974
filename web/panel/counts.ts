import { html } from 'htm/preact';
import type { TouchpointAnswer } from '../../core/map/api.ts';
import type { Cell } from '../../core/map/schema.ts';
import { scoreWords } from '../sheet/score-words.ts';
import { feelingMarks } from '../sheet/voice.ts';
import type { Words } from './words.ts';

const feelings = ['positive', 'neutral', 'mixed', 'negative'] as const;

/** Attributes of a drawing, because the page's policy allows no style in its markup. */
const barOf = (share: number) => html`
  <svg class="bar" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">
    <rect width=${100 * share} height="10" />
  </svg>`;

type Distribution = TouchpointAnswer['distributions'][number];

/** How often each answer was given: numbers with bars beside them. */
const distributionOf = ({ score, n, counts }: Distribution, { t, say, sayOnMap }: Words) => {
  const most = Math.max(1, ...counts.map((one) => one.n));
  return html`
    <section>
      <table class="distribution">
        <caption><b>${t('distribution', { metric: say(`metric.${score}`) })}</b> <span class="how">${sayOnMap('answers', { n })}</span></caption>
        <thead class="unseen"><tr><th scope="col">${t('distribution.value')}</th><th scope="col">${t('distribution.n')}</th></tr></thead>
        <tbody>
          ${counts.map((one) => html`<tr><th scope="row">${one.value}</th><td>${barOf(one.n / most)}<span>${one.n}</span></td></tr>`)}
        </tbody>
      </table>
    </section>`;
};

export const distributionsOf = ({ distributions }: TouchpointAnswer, words: Words) =>
  distributions.map((one) => distributionOf(one, words));

/** Comments by how they felt, as one bar of four parts in the order of its legend. */
export const feelingsOf = ({ feelings: counts }: TouchpointAnswer, { t }: Words) => {
  if (counts === undefined) return undefined;
  const all = Math.max(
    1,
    feelings.reduce((sum, feeling) => sum + counts[feeling], 0),
  );
  const before = (index: number) => feelings.slice(0, index).reduce((sum, feeling) => sum + counts[feeling], 0);
  return html`
    <section aria-labelledby="panel-feelings">
      <h3 id="panel-feelings">${t('feelings')}</h3>
      <svg class="feelings" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">
        ${feelings.map((feeling, index) => html`<rect class=${feeling} x=${(100 * before(index)) / all} width=${(100 * counts[feeling]) / all} height="10" />`)}
      </svg>
      <ul class="legend">
        ${feelings.map((feeling) => html`<li class=${feeling}><b aria-hidden="true">${feelingMarks[feeling]}</b> ${t(`feeling.${feeling}`)} <b>${counts[feeling]}</b></li>`)}
      </ul>
    </section>`;
};

export const measuresOf = ({ measures }: TouchpointAnswer, { t, name }: Words) =>
  measures.length > 0 &&
  html`
    <section aria-labelledby="panel-measures">
      <h3 id="panel-measures">${t('measures')}</h3>
      <ul>
        ${measures.map((one) => html`<li>${name(one.name)}<span class="evidence">${t('measure.median', { median: one.median, n: one.n })}</span></li>`)}
      </ul>
    </section>`;

const scoreOf = (cell: Cell, words: Words) => {
  const said = scoreWords(cell, words);
  return 'few' in said
    ? html`<span class="few">${said.few}</span>`
    : html`${said.metric} <b>${said.value}</b><span class="evidence">${said.evidence}</span>`;
};

/** The same touchpoint in each of its media. */
export const mediaOf = ({ cells }: TouchpointAnswer, words: Words) =>
  cells.length > 0 &&
  html`
    <section aria-labelledby="panel-media">
      <h3 id="panel-media">${words.t('media')}</h3>
      <ul>
        ${cells.map((cell) => html`<li>${words.medium(cell.medium)}: ${scoreOf(cell, words)}</li>`)}
      </ul>
    </section>`;

/** What the organisation itself wrote down, so that nobody has to guess what is looked at. */
export const definitionOf = ({ definition }: TouchpointAnswer, { t }: Words) =>
  definition &&
  html`
    <details class="definition">
      <summary>${t('definition', { line: definition.line })}</summary>
      <pre><code>${definition.text}</code></pre>
    </details>`;
