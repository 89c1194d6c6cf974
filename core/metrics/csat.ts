import { independent } from '../stats/clustering.ts';
import { newcombeInterval } from '../stats/newcombe.ts';
import { pooledStandardError } from '../stats/pooled-error.ts';
import { reach95, twoSidedP } from '../stats/t-test.ts';
import { type Share, wilsonInterval } from '../stats/wilson.ts';
import type { Tally } from '../store/tally.ts';
import { answersAt, countScore } from './histogram.ts';
import type { Metric } from './metric.ts';

const satisfied = (tally: Tally): Share => ({
  successes: answersAt('csat', tally, 4, 5),
  trials: answersAt('csat', tally, 1, 5),
});

/**
 * Customer satisfaction: the percentage that answered 4 or 5 of 5.
 *
 * The top two boxes rather than the mean, because "81 % are satisfied" needs no explanation in a mail.
 */
export const csat: Metric = {
  unit: 'percent',
  floor: 3,
  count: countScore('csat'),
  size: (tally) => satisfied(tally).trials,
  value(tally) {
    const { successes, trials } = satisfied(tally);
    return trials === 0 ? undefined : (100 * successes) / trials;
  },
  variance(tally) {
    const { successes, trials } = satisfied(tally);
    return trials === 0 ? undefined : 100 ** 2 * (successes / trials) * (1 - successes / trials);
  },
  interval(tally) {
    const share = satisfied(tally);
    if (share.trials === 0) return undefined;
    const { low, high } = wilsonInterval(share);
    return { low: 100 * low, high: 100 * high };
  },
  change(earlierTally, laterTally, days = independent) {
    const [earlier, later] = [satisfied(earlierTally), satisfied(laterTally)];
    if (earlier.trials === 0 || later.trials === 0) return undefined;
    const difference = later.successes / later.trials - earlier.successes / earlier.trials;
    const { low, high } = newcombeInterval(later, earlier, reach95(days));
    return {
      difference: 100 * difference,
      interval: { low: 100 * low, high: 100 * high },
      p: twoSidedP(difference, pooledStandardError(earlier, later), days),
    };
  },
};
