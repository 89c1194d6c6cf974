/** The days of one period, as one metric saw them. */
export interface PeriodDays {
  /** Of one answer of the period, in the unit of the values squared. */
  readonly variance: number;
  readonly days: readonly { readonly n: number; readonly value: number }[];
}

/** What days that share an incident do to the comparison of two periods. */
export interface Clustering {
  /** φ: how many times larger the variance of a mean is than for independent answers; at least 1. */
  readonly inflation: number;
  /** How well φ itself is known: Infinity when it is not estimated. */
  readonly degreesOfFreedom: number;
}

/** Answers that know nothing of each other. */
export const independent: Clustering = { inflation: 1, degreesOfFreedom: Infinity };

/** With fewer answers than this, one answer sets the day's value. */
const dayAnswersMin = 5;

/** With fewer, the scatter between days cannot be told: six days over two periods leave four. */
const degreesOfFreedomMin = 4;

/**
 * How much more the days of a period differ from each other than chance lets independent answers differ.
 *
 * Answers of one day share its outage, its delivery van and its news, so a thousand of them say less than a thousand
 * independent ones would; on public social data φ is 3.5 to 7 and a "certain" change (z = −4.2) is none (t = −1.6).
 * This is the dispersion of quasi-likelihood, Pearson's χ² of the days over its degrees of freedom, within each period
 * so that the change itself does not count as scatter. It never shrinks an error: days more alike than chance are luck.
 * McCullagh & Nelder 1989, Generalized Linear Models, §4.5; Rao & Scott 1992, Biometrics 48:577–585.
 *
 * @returns `undefined` when too few days have enough answers to tell
 * @throws {RangeError} when a variance is negative
 * @example clustering([{ variance: 1, days }, { variance: 1, days }]) // => { inflation: 1.9, degreesOfFreedom: 12 }
 */
export const clustering = (periods: readonly PeriodDays[]): Clustering | undefined => {
  let degreesOfFreedom = 0;
  let chiSquared = 0;
  for (const { variance, days } of periods) {
    if (!(variance >= 0)) throw new RangeError(`clustering: variance must be at least 0, was ${variance}`);
    const used = days.filter(({ n }) => n >= dayAnswersMin);
    if (used.length === 0) continue;
    const answers = used.reduce((sum, { n }) => sum + n, 0);
    const mean = used.reduce((sum, { n, value }) => sum + n * value, 0) / answers;
    degreesOfFreedom += used.length - 1;
    // Without variance all answers are alike, so all days are.
    if (variance > 0) chiSquared += used.reduce((sum, { n, value }) => sum + (n * (value - mean) ** 2) / variance, 0);
  }
  if (degreesOfFreedom < degreesOfFreedomMin) return undefined;
  return { inflation: Math.max(1, chiSquared / degreesOfFreedom), degreesOfFreedom };
};
