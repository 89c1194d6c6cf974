import { type ScoreName, scoreRanges } from '../signal.ts';
import { independent } from '../stats/clustering.ts';
import { bounded } from '../stats/interval.ts';
import { meanInterval, type Sums, sampleVariance } from '../stats/mean.ts';
import { differenceInterval, twoSidedP } from '../stats/t-test.ts';
import { welch } from '../stats/welch.ts';
import type { Tally } from '../store/tally.ts';
import { countScore, histogram } from './histogram.ts';
import type { Metric } from './metric.ts';

const sumsOf = (name: ScoreName, tally: Tally): Sums => {
  let [n, sum, squares] = [0, 0, 0];
  for (const { level, answers } of histogram(name, tally)) {
    n += answers;
    sum += answers * level;
    squares += answers * level ** 2;
  }
  return { n, sum, squares };
};

/** Everything the means of a scale share: CES and rating, in the steps of their own question. */
export const meanScoreMetric = (name: ScoreName, floor: number): Metric => {
  const [lowest, highest] = scoreRanges[name];
  const widest = highest - lowest;
  return {
    unit: 'scale',
    floor,
    count: countScore(name),
    size: (tally) => sumsOf(name, tally).n,
    value(tally) {
      const { n, sum } = sumsOf(name, tally);
      return n === 0 ? undefined : sum / n;
    },
    variance(tally) {
      const sums = sumsOf(name, tally);
      return sums.n < 2 ? undefined : sampleVariance(sums);
    },
    interval(tally) {
      const sums = sumsOf(name, tally);
      if (sums.n === 0) return undefined;
      // One answer tells nothing of the spread, so nothing of the scale is ruled out.
      const range = sums.n === 1 ? { low: lowest, high: highest } : meanInterval(sums);
      return bounded(range, sums.sum / sums.n, { low: lowest, high: highest });
    },
    change(earlierTally, laterTally, days = independent) {
      const [earlier, later] = [sumsOf(name, earlierTally), sumsOf(name, laterTally)];
      if (earlier.n < 2 || later.n < 2) return undefined;
      const { difference, standardError, degreesOfFreedom } = welch(earlier, later);
      // Two things are estimated, the spread of answers and that of days; the one known worse sets the doubt.
      const doubt = { ...days, degreesOfFreedom: Math.min(degreesOfFreedom, days.degreesOfFreedom) };
      return {
        difference,
        interval: bounded(differenceInterval(difference, standardError, doubt), difference, {
          low: -widest,
          high: widest,
        }),
        p: twoSidedP(difference, standardError, doubt),
      };
    },
  };
};
