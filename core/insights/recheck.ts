import { metrics } from '../metrics/registry.ts';
import type { ScoredSignal, Scores, Sentiment } from '../signal.ts';
import { mergeAll, type Tally } from '../store/tally.ts';
import type { Finding } from './finding.ts';

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
  /** Absent when some who answered cannot be told from others. */
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
 * A finding once more, with one answer per customer: a few who answer every day must not make a change.
 *
 * @param answers of the finding's touchpoint that are on its metric or others, in each period
 * @returns undefined when it does not survive
 */
export const recheck = (
  { metric: name, difference, days }: Pick<Finding, 'metric' | 'difference' | 'days'>,
  answers: { readonly earlier: readonly Answer[]; readonly later: readonly Answer[] },
): Rechecked | undefined => {
  const metric = metrics[name];
  const count = ({ scores = {}, sentiment }: Answer): Tally =>
    metric.count({ kind: 'perceptive', scores, ...(sentiment && { sentiment }) } as ScoredSignal);
  const onMetric = (some: readonly Answer[]) => some.filter((answer) => metric.size(count(answer)) > 0);
  const [earlier, later] = [answers.earlier, answers.later].map((some) => lastPerCustomer(onMetric(some)));
  if (earlier === undefined || later === undefined) return undefined;
  const change = metric.change(mergeAll(earlier.map(count)), mergeAll(later.map(count)), days);
  const survives = change !== undefined && change.difference * difference > 0 && change.p <= pMax;
  if (!survives) return undefined;
  const areKnown = [...earlier, ...later].every(({ customer }) => customer !== undefined);
  return areKnown ? { customers: { later: later.length, earlier: earlier.length } } : {};
};
