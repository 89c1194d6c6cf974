import { html } from 'htm/preact';
import { marks } from '../../core/digest/statements.ts';
import type { Statement, TouchpointAnswer } from '../../core/map/api.ts';
import type { Words } from './words.ts';

/** Each stands beside a sentence that says the same. */
const signs = { better: marks.better, worse: marks.worse, mixed: marks.same } as const;
const promiseSigns = { better: marks.kept, worse: marks.missed, unsure: marks.unsure } as const;

/** The main score with its range in words, or why there is none. */
export const scoreOf = ({ score, cells }: TouchpointAnswer, answersMin: number, words: Words) => {
  const { t, say, figures, before } = words;
  if (score === undefined) {
    const isWithheld = cells.some(({ withheld }) => withheld);
    return html`<p class="few">${isWithheld ? t('score.withheld') : t('score.few', { n: answersMin })}</p>`;
  }
  const { metric, later, earlier } = score;
  const evidence = say('evidence', { range: figures.range(metric, later.interval), n: later.n });
  const was = earlier && say('headline.was', { value: figures.value(metric, earlier.value), before });
  return html`
    <p class="main-score">
      <span class="metric">${say(`metric.${metric}`)}</span> <b class="figure">${figures.value(metric, later.value)}</b>
      <span class="evidence">${was === undefined ? evidence : `${evidence}; ${was}`}</span>
      <span class="how">${say(`help.${metric}`)}</span>
    </p>`;
};

const statement = ({ tone, title, lines, next }: Statement, { say }: Words) => html`
  <li class=${`statement ${tone}`}>
    <h3><span class=${`mark ${tone}`} aria-hidden="true">${signs[tone]}</span> ${title}</h3>
    ${lines.map((line) => html`<p>${line}</p>`)}
    ${next !== undefined && html`<p><b>${say('finding.next')}:</b> ${next}</p>`}
  </li>`;

/** What the digest of the period says of it. Where a score lacks in one of the periods, it says nothing of a change. */
export const statementsOf = ({ statements, score }: TouchpointAnswer, words: Words) =>
  statements.length === 0
    ? html`<p class="few">${words.t(score?.earlier === undefined ? 'nothingCompared' : 'nothingFound')}</p>`
    : html`<ul class="statements">${statements.map((one) => statement(one, words))}</ul>`;

export const promisesOf = ({ promises }: TouchpointAnswer, { say }: Words) =>
  promises.length > 0 &&
  html`
    <section aria-labelledby="panel-promises">
      <h3 id="panel-promises">${say('section.promises')}</h3>
      <ul>
        ${promises.map(
          ({ tone, text, evidence }) => html`
          <li><b class=${`mark ${tone}`} aria-hidden="true">${promiseSigns[tone]}</b> ${text} <span class="evidence">${evidence}</span></li>`,
        )}
      </ul>
    </section>`;
