import { html } from 'htm/preact';
import { isRead, shapesOf, size } from '../../core/digest/chart-shapes.ts';
import type { Trend } from '../../core/digest/content.ts';
import { trendWords } from '../../core/digest/words-trend.ts';
import type { TouchpointAnswer } from '../../core/map/api.ts';
import type { Words } from './words.ts';

const ticksMax = 3;
/** Two periods that are compared may lie far apart, so no line runs between them. */
const drawnMin = 3;
/** Of the bars below the line, in units of the drawing. */
const [barsHeight, barWidth] = [40, 16];

type Series = TouchpointAnswer['series'];

/** Every figure of the pictures. */
const tableOf = (series: Series, trend: Trend | undefined, { t, say, figures }: Words) => {
  const said = ({ reading }: Series[number], metric: Trend['metric']) =>
    reading === undefined
      ? t('series.lacking')
      : html`<b>${figures.value(metric, reading.value)}</b> <span class="evidence">${say('evidence', { range: figures.range(metric, reading.interval), n: reading.n })}</span>`;
  return html`
    <table class="periods">
      <thead>
        <tr>
          <th scope="col">${t('series.period')}</th>
          ${trend && html`<th scope="col">${say(`metric.${trend.metric}`)}</th>`}
          <th scope="col">${t('series.volume')}</th>
        </tr>
      </thead>
      <tbody>
        ${series.map(
          (point) => html`
          <tr>
            <th scope="row">${figures.period(point.period, 'long')}</th>
            ${trend && html`<td>${said(point, trend.metric)}</td>`}
            <td>${point.signals}</td>
          </tr>`,
        )}
      </tbody>
    </table>`;
};

const lineOf = (trend: Trend, label: string, { figures }: Words) => {
  const { band, line, lonely, last, dated, ticks, x, y } = shapesOf(trend, ticksMax);
  const anchors = (index: number) => (index === 0 ? 'from' : index === dated.length - 1 ? 'to' : '');
  return html`
    <svg class="trend" role="img" aria-label=${label} viewBox=${`0 0 ${size.width} ${size.height}`}>
      <path class="band" d=${band} />
      ${ticks.map(
        (tick) => html`
        <path class="column" d=${`M${size.left},${y(tick)}H${size.width - size.right}`} />
        <text class="tick to" x=${size.left - 8} y=${y(tick) + 5}>${figures.value(trend.metric, tick)}</text>`,
      )}
      <path class="line" d=${line} />
      ${lonely.map((point) => html`<circle cx=${x(point)} cy=${y(point.reading.value)} r="4" />`)}
      ${
        isRead(last) &&
        html`
        <circle cx=${x(last)} cy=${y(last.reading.value)} r="5" />
        <text class="now from" x=${x(last) + 10} y=${y(last.reading.value) + 6}>${figures.value(trend.metric, last.reading.value)}</text>`
      }
      ${dated.map((point, index) => html`<text class=${`tick ${anchors(index)}`} x=${x(point)} y=${size.height - 6}>${figures.start(point.period)}</text>`)}
    </svg>`;
};

/** Signals of each period, under the line of the same periods. */
const barsOf = (series: Series) => {
  const most = Math.max(1, ...series.map(({ signals }) => signals));
  const [first, last] = [size.left, size.width - size.right];
  const step = (last - first) / Math.max(1, series.length - 1);
  const x = (index: number) => first + step * index;
  return html`
    <svg class="volume" aria-hidden="true" viewBox=${`0 0 ${size.width} ${barsHeight}`}>
      ${series.map(({ signals }, index) => {
        const height = (signals / most) * barsHeight;
        return html`<rect x=${x(index) - barWidth / 2} y=${barsHeight - height} width=${barWidth} height=${height} />`;
      })}
      <text class="from" x=${last + barWidth} y=${barsHeight - 2}>${series.at(-1)?.signals}</text>
    </svg>`;
};

const drawn = (series: Series, trend: Trend | undefined, words: Words) => {
  const { t, say } = words;
  // With one reading there is no way to tell of, and the table has it.
  const label = trend && (trendWords({ trend }, words)?.alt ?? t('series'));
  return html`
      ${trend && label !== undefined ? lineOf(trend, label, words) : html`<p class="few">${t('series.none')}</p>`}
      ${barsOf(series)}
      <p class="how">${trend ? t('series.how', { metric: say(`metric.${trend.metric}`) }) : t('series.bars')}</p>
      <div class="unseen">${tableOf(series, trend, words)}</div>`;
};

/** The score over the last periods, and how many signals each had. */
export const seriesOf = ({ series, score }: TouchpointAnswer, words: Words) => {
  if (series.every(({ signals }) => signals === 0)) return undefined;
  const isScored = score !== undefined && series.some(isRead);
  const trend: Trend | undefined = isScored ? { metric: score.metric, points: series } : undefined;
  return html`
    <section aria-labelledby="panel-series">
      <h3 id="panel-series">${words.t('series')}</h3>
      ${series.length < drawnMin ? tableOf(series, trend, words) : drawn(series, trend, words)}
    </section>`;
};
