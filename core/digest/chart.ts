import { html } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Locale } from '../journey/schema.ts';
import { isRead, shapesOf, size } from './chart-shapes.ts';
import type { Trend } from './content.ts';
import { figuresIn } from './figures.ts';
import { type Light, paintIn } from './look.ts';

/** Pixels per unit, for screens that show two of them where there was one. */
const sharpness = 2;
/** A phone shows the drawing at half its width, and its letters must still be read. */
const fontSize = 15;
const ticksMax = 3;

/**
 * The trend as a picture: the score, its 95 % range and nothing else.
 *
 * Drawn to be looked at without its mail's style sheet, so the ground is opaque and one drawing is made per light.
 *
 * @returns an SVG document, 880 × 360 pixels
 */
export const trendChart = (trend: Trend, locale: Locale, light: Light): string => {
  const figures = figuresIn(locale);
  const ink = paintIn(light);
  const { band, line, lonely, last, dated, ticks, x, y } = shapesOf(trend, ticksMax);
  const text = (content: string, attributes: object) =>
    html`<text font-size=${fontSize} fill=${ink.muted} ...${attributes}>${content}</text>`;

  const axis = ticks.map(
    (tick) => html`
      <g>
        <path d=${`M${size.left},${y(tick)}H${size.width - size.right}`} stroke=${ink.rule} stroke-width="1" />
        ${text(figures.value(trend.metric, tick), { x: size.left - 10, y: y(tick) + fontSize / 3, 'text-anchor': 'end' })}
      </g>`,
  );
  const dates = dated.map((point, index) =>
    text(figures.start(point.period), {
      x: x(point),
      y: size.height - 6,
      'text-anchor': index === 0 ? 'start' : index === dated.length - 1 ? 'end' : 'middle',
    }),
  );
  const dots = lonely.map(
    (point) => html`<circle cx=${x(point)} cy=${y(point.reading.value)} r="3" fill=${ink.line} />`,
  );
  const end = isRead(last) && {
    x: x(last),
    y: y(last.reading.value),
    value: figures.value(trend.metric, last.reading.value),
  };
  return renderToString(
    html`
    <svg xmlns="http://www.w3.org/2000/svg" width=${size.width * sharpness} height=${size.height * sharpness} viewBox=${`0 0 ${size.width} ${size.height}`} font-family="Inter">
      <rect width=${size.width} height=${size.height} fill=${ink.card} />
      <path d=${band} fill=${ink.range} />
      ${axis}
      <path d=${line} fill="none" stroke=${ink.line} stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" />
      ${dots} ${dates}
      ${
        end &&
        html`
        <g>
          <circle cx=${end.x} cy=${end.y} r="5" fill=${ink.line} stroke=${ink.card} stroke-width="2" />
          ${text(end.value, { x: end.x + 11, y: end.y + 7, 'font-size': 20, 'font-weight': 700, fill: ink.ink })}
        </g>`
      }
    </svg>` as VNode,
  );
};
