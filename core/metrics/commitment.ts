import type { Metric } from './metric.ts';
import { shareMetric } from './share.ts';

/**
 * Promises kept: the percentage of signals whose measure stayed at or under the limit the touchpoint promises.
 *
 * One metric per measure, so it is no line of the registry: a journey decides what it promises.
 *
 * @param measure such as `waitSeconds`
 */
export const commitmentMetric = (measure: string): Metric => {
  const [kept, missed] = [`commitment.${measure}.kept`, `commitment.${measure}.missed`];
  return shareMetric(
    3,
    ({ commitments }) => {
      const result = commitments[measure];
      return result === undefined ? {} : { [`commitment.${measure}.${result}`]: 1 };
    },
    (tally) => ({ successes: tally[kept] ?? 0, trials: (tally[kept] ?? 0) + (tally[missed] ?? 0) }),
  );
};
