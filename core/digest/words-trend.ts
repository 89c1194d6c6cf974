import type { Reading } from '../insights/finding.ts';
import type { DigestContent } from './content.ts';
import type { Voice } from './voice.ts';

export interface TrendWords {
  readonly title: string;
  /** The chart in words, for whoever does not see it. */
  readonly alt: string;
}

/** A line needs two points to run between. */
const pointsMin = 2;

/** The trend in words; nothing when there are too few readings to draw one. */
export const trendWords = (
  { trend }: Pick<DigestContent, 'trend'>,
  { say, figures, span }: Voice,
): TrendWords | undefined => {
  if (trend === undefined) return undefined;
  const readings = trend.points.flatMap(({ period, reading }) => (reading === undefined ? [] : [{ period, reading }]));
  const [first, last] = [readings[0], readings.at(-1)];
  if (readings.length < pointsMin || first === undefined || last === undefined) return undefined;
  const value = (reading: Pick<Reading, 'value'>): string => figures.value(trend.metric, reading.value);
  const values = readings.map(({ reading }) => reading.value);
  const gaps = trend.points.length - readings.length;
  const title = say('trend.title', { metric: say(`metric.${trend.metric}`), n: trend.points.length, span });
  return {
    title,
    alt: [
      say('trend.alt', {
        title,
        span,
        first: value(first.reading),
        firstStart: figures.start(first.period),
        last: value(last.reading),
        lastStart: figures.start(last.period),
        low: value({ value: Math.min(...values) }),
        high: value({ value: Math.max(...values) }),
      }),
      ...(gaps > 0 ? [say('trend.gaps', { n: gaps, span })] : []),
    ].join(' '),
  };
};
