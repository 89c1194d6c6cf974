import { bounded } from '../stats/interval.ts';
import { differenceInterval, twoSidedP } from '../stats/t-test.ts';
import { balance, balanceDifference, balanceInterval, balanceVariance, type Trinomial } from '../stats/trinomial.ts';
import type { Tally } from '../store/tally.ts';
import type { Metric } from './metric.ts';

const sizeOf = ({ positive, neutral, negative }: Trinomial) => positive + neutral + negative;

/**
 * Everything NPS and net sentiment share: answers for, against and neither, in points −100…+100.
 *
 * @param answers reads the three counts from a tally
 */
export const balanceMetric = (floor: number, count: Metric['count'], answers: (tally: Tally) => Trinomial): Metric => ({
  unit: 'points',
  floor,
  count,
  size: (tally) => sizeOf(answers(tally)),
  value(tally) {
    const counts = answers(tally);
    return sizeOf(counts) === 0 ? undefined : 100 * balance(counts);
  },
  variance(tally) {
    const counts = answers(tally);
    return sizeOf(counts) === 0 ? undefined : 100 ** 2 * balanceVariance(counts);
  },
  interval(tally) {
    const counts = answers(tally);
    if (sizeOf(counts) === 0) return undefined;
    const { low, high } = balanceInterval(counts);
    return { low: 100 * low, high: 100 * high };
  },
  change(earlierTally, laterTally, days) {
    const [earlier, later] = [answers(earlierTally), answers(laterTally)];
    if (sizeOf(earlier) === 0 || sizeOf(later) === 0) return undefined;
    const difference = 100 * (balance(later) - balance(earlier));
    const adjusted = balanceDifference(earlier, later);
    const range = differenceInterval(100 * adjusted.difference, 100 * adjusted.standardError, days);
    return {
      difference,
      interval: bounded(range, difference, { low: -200, high: 200 }),
      p: twoSidedP(adjusted.difference, adjusted.standardError, days),
    };
  },
});
