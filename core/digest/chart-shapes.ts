import { scaleLinear, scalePoint } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import type { Trend } from './content.ts';
import { scales } from './figures.ts';

/** In units of the drawing. */
export const size = { width: 440, height: 180, top: 12, right: 60, bottom: 28, left: 52 } as const;
/** Of the metric's scale: a smaller window would make a mountain of every wobble. */
const spanShareMin = 0.2;

type Point = Trend['points'][number];
type Read = Point & { readonly reading: NonNullable<Point['reading']> };
export const isRead = (point: Point | undefined): point is Read => point?.reading !== undefined;

/** What the vertical axis covers: every range, and never so little that noise looks like news. */
const domainOf = ({ metric, points }: Trend): [number, number] => {
  const ends = points
    .filter(isRead)
    .flatMap(({ reading: { interval, value } }) => [interval.low, interval.high, value]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const scale = scales[metric];
  const lacking = Math.max(0, spanShareMin * (scale.high - scale.low) - (high - low));
  return [Math.max(scale.low, low - lacking / 2), Math.min(scale.high, high + lacking / 2)];
};

/**
 * Where everything of a trend lies in the drawing. Line and band stop where nothing was read: what is not known is not
 * drawn.
 */
export const shapesOf = (trend: Trend, ticks: number) => {
  const points = [...trend.points];
  const y = scaleLinear()
    .domain(domainOf(trend))
    .range([size.height - size.bottom, size.top]);
  const place = scalePoint()
    .domain(points.map(({ period }) => period.start))
    .range([size.left, size.width - size.right]);
  const x = ({ period }: Point): number => place(period.start) ?? 0;
  const at = (pick: (reading: Read['reading']) => number) => (point: Point) =>
    isRead(point) ? y(pick(point.reading)) : 0;
  const band = area<Point>()
    .defined(isRead)
    .curve(curveMonotoneX)
    .x(x)
    .y0(at(({ interval }) => interval.low))
    .y1(at(({ interval }) => interval.high));
  const middle = line<Point>()
    .defined(isRead)
    .curve(curveMonotoneX)
    .x(x)
    .y(at(({ value }) => value));
  return {
    band: band(points) ?? '',
    line: middle(points) ?? '',
    /** A reading between two gaps: no line goes through it. */
    lonely: points.filter((_, index) => !isRead(points[index - 1]) && !isRead(points[index + 1])).filter(isRead),
    last: points.findLast(isRead),
    /** The first, the middle and the last: more dates than that run into each other on a phone. */
    dated: [...new Set([points[0], points[Math.floor((points.length - 1) / 2)], points.at(-1)])].filter(
      (point) => point !== undefined,
    ),
    ticks: y.ticks(ticks),
    x,
    y,
  };
};
