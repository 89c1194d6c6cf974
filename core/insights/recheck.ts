import { metrics } from '../metrics/registry.ts';
import type { ScoredSignal, Scores, Sentiment } from '../signal.ts';
import type { Clustering } from '../stats/clustering.ts';
import { mergeAll, type Tally } from '../store/tally.ts';
import type { Finding } from './finding.ts';
import type { Panel } from './panel.ts';

/** What one signal at a touchpoint said, as its index tells. */
export interface Answer {
  /** When, then an id: sorts as time does. */
  readonly at: string;
  /** Nobody can be told apart from others without it. */
  readonly customer?: string;
  readonly scores?: Scores;
  readonly sentiment?: Sentiment;
}

/** Different people who answered in each period. */
interface Customers {
  readonly later: number;
  readonly earlier: number;
}

/** What is left of a finding. */
export interface Rechecked {
  /** Absent when some who answered cannot be told from others, or were not read. */
  readonly customers?: Customers;
}

/** Chance may make a surviving finding's recheck look less certain, since people who answer twice agree with themselves. */
const pMax = 0.05;

/** The last answer of each customer, and every answer of those nobody knows. */
const lastPerCustomer = (answers: readonly Answer[]): Answer[] => {
  const last = new Map<string, Answer>();
  for (const answer of answers) {
    const who = answer.customer ?? `at:${answer.at}`;
    const held = last.get(who);
    if (held === undefined || answer.at > held.at) last.set(who, answer);
  }
  return [...last.values()];
};

/**
 * What days that share an incident do to the errors of a sample of the answers they were estimated from.
 *
 * A day's incident moves its mean by as much whether all or a tenth of its answers are read, so it is a smaller part of
 * the larger error of a tenth: of φ = 1 + n·τ²/σ², n alone shrinks.
 */
const sampled = (days: Clustering, sizes: readonly { readonly n: number; readonly share: number }[]): Clustering => {
  const all = sizes.reduce((sum, { n }) => sum + 1 / n, 0);
  const share = sizes.reduce((sum, { n, share }) => sum + share / n, 0) / all;
  return { ...days, inflation: days.inflation - (days.inflation - 1) * (1 - share) };
};

/**
 * A finding once more, with one answer per customer: a few who answer every day must not make a change.
 *
 * Where more was said than is read, of a sample of the customers ({@link panelOf}). Whoever made a change alone is in it
 * with one answer, or not at all; either way the others decide.
 *
 * @param panels of the finding's touchpoint, with answers on its metric and others, in each period
 * @returns undefined when it does not survive
 */
export const recheck = (
  { metric: name, difference, days }: Pick<Finding, 'metric' | 'difference' | 'days'>,
  panels: { readonly earlier: Panel<Answer>; readonly later: Panel<Answer> },
): Rechecked | undefined => {
  const metric = metrics[name];
  const count = ({ scores = {}, sentiment }: Answer): Tally =>
    metric.count({ kind: 'perceptive', scores, ...(sentiment && { sentiment }) } as ScoredSignal);
  const countEach = ({ answers, share }: Panel<Answer>) => {
    const last = lastPerCustomer(answers.filter((answer) => metric.size(count(answer)) > 0));
    return { last, tally: mergeAll(last.map(count)), size: { n: last.length, share } };
  };
  const [earlier, later] = [countEach(panels.earlier), countEach(panels.later)];
  const change = metric.change(earlier.tally, later.tally, sampled(days, [earlier.size, later.size]));
  const survives = change !== undefined && change.difference * difference > 0 && change.p <= pMax;
  if (!survives) return undefined;
  const everybody = [...earlier.last, ...later.last];
  const areAllKnown =
    everybody.every(({ customer }) => customer !== undefined) && panels.earlier.share === 1 && panels.later.share === 1;
  return areAllKnown ? { customers: { later: later.last.length, earlier: earlier.last.length } } : {};
};
