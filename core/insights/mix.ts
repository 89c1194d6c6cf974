import type { Metric } from '../metrics/metric.ts';
import { metrics } from '../metrics/registry.ts';
import type { Clustering } from '../stats/clustering.ts';
import { kitagawa } from '../stats/kitagawa.ts';
import { pooledStandardError } from '../stats/pooled-error.ts';
import { twoSidedP } from '../stats/t-test.ts';
import type { Tally } from '../store/tally.ts';
import { type Groups, groupsOf, segmentDimensionsOf } from './groups.ts';
import { type Context, type History, touchpointRows } from './history.ts';
import type { Candidate } from './insight.ts';

/** From here on a change is called what it mainly is: other people answering. */
const mixShareMin = 0.5;
/** Who answers varies, too: a group's share has to have moved beyond chance before anything is put down to it. */
const shareP = 0.01;
/** What is left of a change after allowing for who answered is real only beyond this. */
const realP = 0.01;
/** What seems to have moved: a reader would believe it without any correction for how much else was asked. */
const seemingP = 0.05;

/** A change of which more than half is a change of who answered. */
export interface Mix {
  readonly dimension: string;
  /** The group whose share of the answers did most of it. */
  readonly group: string;
  readonly earlierShare: number;
  readonly laterShare: number;
  /** The two parts of the change, in the metric's unit; they add up to it. */
  readonly mix: number;
  readonly real: number;
  /** Whether the real part is beyond chance by itself. */
  readonly isReal: boolean;
}

/** One dimension along which those who answered can be told apart, in both periods. */
export interface Division {
  readonly dimension: string;
  readonly earlier: Groups;
  readonly later: Groups;
}

interface Group {
  readonly id: string;
  readonly earlierShare: number;
  readonly laterShare: number;
  readonly earlierScore: number;
  readonly laterScore: number;
  /** Of the score's change, for independent answers. */
  readonly variance: number;
  /** How likely chance alone moves its share of the answers as far. */
  readonly p: number;
}

const groupsIn = (metric: Metric, { earlier, later }: Division): Group[] => {
  const sizeIn = (groups: Groups) => [...groups.values()].reduce((sum, tally) => sum + metric.size(tally), 0);
  const [earlierAll, laterAll] = [Math.max(1, sizeIn(earlier)), Math.max(1, sizeIn(later))];
  const spreadOf = (tally: Tally) => (metric.variance(tally) ?? 0) / Math.max(1, metric.size(tally));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((id): Group[] => {
    const [before, after] = [earlier.get(id) ?? {}, later.get(id) ?? {}];
    const [was, is] = [metric.value(before), metric.value(after)];
    // A group absent from a period has no score there to have moved.
    const [earlierScore, laterScore] = [was ?? is, is ?? was];
    if (earlierScore === undefined || laterScore === undefined) return [];
    const [from, to] = [
      { successes: metric.size(before), trials: earlierAll },
      { successes: metric.size(after), trials: laterAll },
    ];
    const [earlierShare, laterShare] = [from.successes / from.trials, to.successes / to.trials];
    const p = twoSidedP(laterShare - earlierShare, pooledStandardError(from, to));
    return [
      { id, earlierShare, laterShare, earlierScore, laterScore, variance: spreadOf(before) + spreadOf(after), p },
    ];
  });
};

/**
 * Whether a change is mainly one of who answered, along whichever division explains most of it.
 *
 * @param days how much days share incidents; what is left of a change is held to the same doubt as the change itself
 * @returns undefined when who answered did less than half of it
 */
export const mixAlong = (
  metric: Metric,
  difference: number,
  days: Clustering,
  divisions: readonly Division[],
): Mix | undefined => {
  const mixes = divisions.flatMap((division): Mix[] => {
    const groups = groupsIn(metric, division);
    const effects = kitagawa(groups);
    const mix = effects.reduce((sum, effect) => sum + effect.mix, 0);
    const real = effects.reduce((sum, effect) => sum + effect.real, 0);
    // Of groups that pull the same way, a reader believes the one that came to answer more than the one that left.
    const [leader] = groups
      .filter(({ p }, index) => (effects[index]?.mix ?? 0) * difference > 0 && p <= shareP)
      .toSorted((a, b) => b.laterShare - b.earlierShare - (a.laterShare - a.earlierShare));
    if (leader === undefined || mix / difference <= mixShareMin) return [];
    const variance = groups.reduce(
      (sum, group) => sum + ((group.earlierShare + group.laterShare) / 2) ** 2 * group.variance,
      0,
    );
    const isReal = real * difference > 0 && twoSidedP(real, Math.sqrt(variance), days) <= realP;
    const { id: group, earlierShare, laterShare } = leader;
    return [{ dimension: division.dimension, group, earlierShare, laterShare, mix, real, isReal }];
  });
  const [largest] = mixes.toSorted((a, b) => Math.abs(b.mix) - Math.abs(a.mix));
  return largest;
};

/**
 * Whether a change at a touchpoint is mainly one of who answered. Segments only: that more answers come by phone may be
 * the very trouble, and no other people.
 */
export const mixOf = (
  { touchpoint, metric, difference, days }: Pick<Candidate, 'touchpoint' | 'metric' | 'difference' | 'days'>,
  history: History,
  { earlier, later, journey }: Context,
): Mix | undefined => {
  const [before, after] = [earlier, later].map((period) => touchpointRows(history, period, touchpoint));
  const divisions = segmentDimensionsOf(journey).map((dimension) => ({
    dimension,
    earlier: groupsOf(before ?? [], dimension),
    later: groupsOf(after ?? [], dimension),
  }));
  return mixAlong(metrics[metric], difference, days, divisions);
};

/** A change that would be believed, and is no more than one of who answered. */
export interface Illusory extends Candidate {
  readonly mixed: Mix;
}

/**
 * What only seems to have changed, at most one statement for each metric of a touchpoint: of all that was tested, not only
 * of what passed the control, because the table shows every difference and a reader believes a large one.
 */
export const illusoryOf = (candidates: readonly Candidate[], history: History, context: Context): readonly Illusory[] =>
  candidates
    .filter(({ metric, difference, p }) => p <= seemingP && Math.abs(difference) >= metrics[metric].floor)
    .toSorted((a, b) => a.p - b.p)
    .flatMap((candidate): Illusory[] => {
      const mixed = mixOf(candidate, history, context);
      return mixed === undefined || mixed.isReal ? [] : [{ ...candidate, mixed }];
    });
