import { area, curveMonotoneX, line } from 'd3-shape';
import { html } from 'htm/preact';
import { type Figures, figuresIn, scales } from '../digest/figures.ts';
import { plain } from '../digest/plain.ts';
import type { Reading } from '../insights/finding.ts';
import { labelPlaces } from './curve-labels.ts';
import { type SayOnMap, sayOnMap } from './messages.ts';
import type { Sheet, Stage, Touchpoint } from './schema.ts';

/** In units of the drawing, about a pixel each. */
const [height, top, bottom] = [132, 24, 26];
/** Of a star in its circle, and of any other point; around each is a line. */
const [truthRadius, pointRadius, outline] = [9, 4, 1];
/** Of the scale: a smaller window would make a mountain of every wobble. */
const spanMin = 60;
/** How far apart the numbers of the scale are, in a small window and in a wide one. */
const [tickStep, tickStepWide] = [20, 50];
/** Half of the 24 pixels a finger needs. https://www.w3.org/TR/WCAG22/#target-size-minimum */
const reachRadius = 12;

interface Point {
  readonly x: number;
  readonly touchpoint: Touchpoint;
}
type Felt = Point & { readonly touchpoint: Touchpoint & { readonly felt: Reading } };
const isFelt = (point: Point | undefined): point is Felt => point?.touchpoint.felt !== undefined;

/** Touchpoints share the width of their stage, and each stage is as wide as its column. */
const pointsOf = (stages: readonly Stage[], stageWidth: number): Point[] =>
  stages.flatMap(({ touchpoints }, index) =>
    touchpoints.map((touchpoint, place) => ({
      x: stageWidth * (index + (place + 0.5) / touchpoints.length),
      touchpoint,
    })),
  );

/** Zero is always in sight: above it customers are glad, below it they are not. */
const domainOf = (points: readonly Point[]): [number, number] => {
  const ends = points.filter(isFelt).flatMap(({ touchpoint: { felt } }) => [felt.interval.low, felt.interval.high]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const lacking = Math.max(0, spanMin - (high - low)) / 2;
  const scale = scales.netSentiment;
  return [Math.max(scale.low, low - lacking), Math.min(scale.high, high + lacking)];
};

/** A straight line needs no library: d3-scale alone would be a quarter of the script the page begins with. */
const scaleOf = ([low, high]: readonly [number, number]) => {
  const perPoint = (height - bottom - top) / (high - low);
  const step = high - low > 2 * tickStepWide ? tickStepWide : tickStep;
  const first = Math.ceil(low / step);
  return {
    y: (value: number): number => height - bottom - (value - low) * perPoint,
    ticks: Array.from({ length: Math.floor(high / step) - first + 1 }, (_, index) => (first + index) * step),
  };
};

/** The curve in words, for whoever does not see it. */
const altOf = (points: readonly Point[], say: SayOnMap, figures: Figures): string => {
  const few = points.filter((point) => !isFelt(point)).map(({ touchpoint }) => plain(touchpoint.name));
  const said = points.filter(isFelt).map(({ touchpoint: { name, felt } }) =>
    say('felt.point', {
      name: plain(name),
      value: figures.value('netSentiment', felt.value),
      range: figures.range('netSentiment', felt.interval),
    }),
  );
  return say('felt.alt', { points: said.join('; ') || '–', n: few.length, few: few.join(', ') });
};

const starPath = (cx: number, cy: number, radius: number): string => {
  const corner = (index: number) => {
    const reach = index % 2 === 0 ? radius : radius * 0.45;
    const angle = (Math.PI / 5) * index - Math.PI / 2;
    return `${(cx + reach * Math.cos(angle)).toFixed(1)},${(cy + reach * Math.sin(angle)).toFixed(1)}`;
  };
  return `M${Array.from({ length: 10 }, (_, index) => corner(index)).join('L')}Z`;
};

/** What makes a point lead to its touchpoint: the attributes of a link. */
type LinkOf = (touchpoint: string) => Readonly<Record<string, unknown>>;

/**
 * How the journey felt, touchpoint by touchpoint: net sentiment with its 95 % range. It stops where too few wrote.
 *
 * Looks come from the page's style sheet by class, because the page's policy allows no other.
 *
 * @param stageWidth of a column, in units of the drawing
 * @param stages the stages to draw: on their own they keep the height they have among all
 * @param linkOf without it the drawing is a picture that leads nowhere
 */
export const curve = (
  { stages: all, locale }: Pick<Sheet, 'stages' | 'locale'>,
  stageWidth: number,
  stages: readonly Stage[] = all,
  linkOf?: LinkOf,
) => {
  const figures = figuresIn(locale);
  const points = pointsOf(stages, stageWidth);
  const width = stageWidth * stages.length;
  const { y, ticks } = scaleOf(domainOf(pointsOf(all, stageWidth)));
  const at = (pick: (felt: Reading) => number) => (point: Point) =>
    isFelt(point) ? y(pick(point.touchpoint.felt)) : 0;
  const [low, value, high] = [
    at(({ interval }) => interval.low),
    at((felt) => felt.value),
    at(({ interval }) => interval.high),
  ];
  const x = (point: Point) => point.x;
  const band = area<Point>().defined(isFelt).curve(curveMonotoneX).x(x).y0(low).y1(high)(points) ?? '';
  const middle = line<Point>().defined(isFelt).curve(curveMonotoneX).x(x).y(value)(points) ?? '';
  const felt = points.filter(isFelt);
  const labelOf = ({ touchpoint }: Felt) =>
    `${plain(touchpoint.name)} ${figures.value('netSentiment', touchpoint.felt.value)}`;
  const isPeak = (point: Felt): boolean => {
    const index = points.indexOf(point);
    return [points[index - 1], points[index + 1]].every(
      (next) => !isFelt(next) || next.touchpoint.felt.value <= point.touchpoint.felt.value,
    );
  };
  const radiusOf = ({ touchpoint }: Felt) => (touchpoint.isMomentOfTruth ? truthRadius : pointRadius);
  const places = labelPlaces(
    felt.map((point) => ({
      x: point.x,
      y: value(point),
      radius: radiusOf(point) + outline,
      isPeak: isPeak(point),
      ...(point.touchpoint.isMomentOfTruth && { label: labelOf(point) }),
    })),
    { width, height },
  );
  const drawn = (point: Felt, index: number) => {
    const { id, isMomentOfTruth } = point.touchpoint;
    const [cx, cy, place, label] = [point.x, value(point), places[index], labelOf(point)];
    const mark = html`
      <g class=${isMomentOfTruth ? 'truth' : 'point'}>
        <title>${label} (${figures.range('netSentiment', point.touchpoint.felt.interval)})</title>
        ${linkOf && html`<circle class="reach" cx=${cx} cy=${cy} r=${reachRadius} />`}
        <circle cx=${cx} cy=${cy} r=${radiusOf(point)} />
        ${isMomentOfTruth && html`<path d=${starPath(cx, cy, 6)} />`}
        ${place && html`<text x=${place.x} y=${place.y}>${label}</text>`}
      </g>`;
    // Who comes by keyboard stops at the names; every other point has its link in the table, too.
    return linkOf ? html`<a ...${linkOf(id)} tabindex=${place ? 0 : -1}>${mark}</a>` : mark;
  };
  return html`
    <svg class="curve" role=${linkOf ? 'group' : 'img'} aria-label=${altOf(points, sayOnMap(locale), figures)} viewBox=${`0 0 ${width} ${height}`}>
      <path class="band" d=${band} />
      ${felt.map((point) => html`<path class="range" d=${`M${point.x},${low(point)}V${high(point)}`} />`)}
      <path class="zero" d=${`M0,${y(0)}H${width}`} />
      ${stages.slice(1).map((_, index) => html`<path class="column" d=${`M${(index + 1) * stageWidth},0V${height}`} />`)}
      <path class="line" d=${middle} />
      ${ticks.map((tick) => html`<text class="tick" x="4" y=${y(tick) - 3}>${figures.value('netSentiment', tick)}</text>`)}
      ${felt.map(drawn)}
    </svg>`;
};
