import { independent } from '../stats/clustering.ts';
import { newcombeInterval } from '../stats/newcombe.ts';
import { pooledStandardError } from '../stats/pooled-error.ts';
import { reach95, twoSidedP } from '../stats/t-test.ts';
import { type Share, wilsonInterval } from '../stats/wilson.ts';
import type { Tally } from '../store/tally.ts';
import type { Metric } from './metric.ts';

/**
 * Everything percentages share: satisfied customers, promises kept.
 *
 * @param shareOf reads the counts from a tally
 */
export const shareMetric = (floor: number, count: Metric['count'], shareOf: (tally: Tally) => Share): Metric => ({
  unit: 'percent',
  floor,
  count,
  size: (tally) => shareOf(tally).trials,
  value(tally) {
    const { successes, trials } = shareOf(tally);
    return trials === 0 ? undefined : (100 * successes) / trials;
  },
  variance(tally) {
    const { successes, trials } = shareOf(tally);
    return trials === 0 ? undefined : 100 ** 2 * (successes / trials) * (1 - successes / trials);
  },
  interval(tally) {
    const share = shareOf(tally);
    if (share.trials === 0) return undefined;
    const { low, high } = wilsonInterval(share);
    return { low: 100 * low, high: 100 * high };
  },
  change(earlierTally, laterTally, days = independent) {
    const [earlier, later] = [shareOf(earlierTally), shareOf(laterTally)];
    if (earlier.trials === 0 || later.trials === 0) return undefined;
    const difference = later.successes / later.trials - earlier.successes / earlier.trials;
    const { low, high } = newcombeInterval(later, earlier, reach95(days));
    return {
      difference: 100 * difference,
      interval: { low: 100 * low, high: 100 * high },
      p: twoSidedP(difference, pooledStandardError(earlier, later), days),
    };
  },
});
