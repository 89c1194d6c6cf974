/** What a source used to bring: signals per day it was alive, by weekday 0–6. */
export interface DayCount {
  readonly weekday: number;
  readonly n: number;
}

/** Four weeks: with less, a quiet Sunday looks like a cut cable. */
const historyDaysMin = 28;

/** What was to be expected of days on which nothing came. */
export interface Silence {
  /** Signals the source's own history lets expect in that time. */
  readonly expected: number;
  /** How likely nothing at all would come by chance. */
  readonly p: number;
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/**
 * How likely a source stays silent for whole days by chance, judged by its own history alone.
 *
 * Days of a weekday vary around their mean more than independent events would (a campaign, a holiday): φ is that
 * dispersion, and a negative binomial count with mean μ and variance φμ is zero with probability φ^(−μ/(φ−1)), which for
 * φ = 1 is Poisson's e^(−μ).
 * https://en.wikipedia.org/wiki/Negative_binomial_distribution
 *
 * @param history of the days before the silence, quiet ones included
 * @param silentWeekdays of the whole days on which nothing came
 * @returns undefined when the history is shorter than four weeks
 */
export const silence = (history: readonly DayCount[], silentWeekdays: readonly number[]): Silence | undefined => {
  if (history.length < historyDaysMin) return undefined;
  const means = Array.from({ length: 7 }, (_, weekday) =>
    mean(history.filter((day) => day.weekday === weekday).map(({ n }) => n)),
  );
  const scatter = history.flatMap(({ weekday, n }) => {
    const expected = means[weekday] ?? 0;
    return expected > 0 ? [(n - expected) ** 2 / expected] : [];
  });
  const busyWeekdays = means.filter((expected) => expected > 0).length;
  const inflation = Math.max(
    1,
    scatter.reduce((sum, each) => sum + each, 0) / Math.max(1, scatter.length - busyWeekdays),
  );
  const expected = silentWeekdays.reduce((sum, weekday) => sum + (means[weekday] ?? 0), 0);
  const p = inflation - 1 < 1e-9 ? Math.exp(-expected) : inflation ** (-expected / (inflation - 1));
  return { expected, p };
};
