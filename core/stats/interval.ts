/** The ends of a 95 % range, in the unit of what it is about. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * A range that stays where values can be and holds the published value.
 *
 * Approximate intervals may reach past the ends of a scale, and those drawn towards the middle by pseudo-answers may
 * miss the value of one or two unanimous answers; a reader would rightly distrust both.
 *
 * @example bounded({ low: 0.9, high: 1.2 }, 0.8, { low: -1, high: 1 }) // => { low: 0.8, high: 1 }
 */
export const bounded = (interval: Interval, value: number, limits: Interval): Interval => ({
  low: Math.max(limits.low, Math.min(interval.low, value)),
  high: Math.min(limits.high, Math.max(interval.high, value)),
});
