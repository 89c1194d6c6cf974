import type { Metric } from '../metrics/metric.ts';
import { metrics } from '../metrics/registry.ts';
import { kitagawa } from '../stats/kitagawa.ts';
import { pooledStandardError } from '../stats/pooled-error.ts';
import { twoSidedP } from '../stats/t-test.ts';
import type { Tally } from '../store/tally.ts';
import type { Finding } from './finding.ts';
import { dimensionsOf, groupsOf } from './groups.ts';
import { type Context, type History, touchpointRows } from './history.ts';
import type { Candidate } from './insight.ts';

/** From here on a change is called what it mainly is: other people answering. */
const mixShareMin = 0.5;
/** Who answers varies, too: a group's share has to have moved beyond chance before anything is put down to it. */
const shareP = 0.01;
/** What seems to have moved: a reader would believe it without any correction for how much else was asked. */
const seemingP = 0.05;

/** A change that is mainly a change of who answered. */
export interface Mix {
  readonly dimension: string;
  /** The group whose share of the answers did most of it. */
  readonly group: string;
  readonly earlierShare: number;
  readonly laterShare: number;
  /** The two parts of the change, in the metric's unit; they add up to it. */
  readonly mix: number;
  readonly real: number;
}

/** A change as far as its parts are asked for: a finding's, or one that only seems to be there. */
type Seeming = Pick<Finding, 'touchpoint' | 'metric' | 'difference'>;

const split = (metric: Metric, earlier: ReadonlyMap<string, Tally>, later: ReadonlyMap<string, Tally>) => {
  const ids = [...new Set([...earlier.keys(), ...later.keys()])];
  const sizeOf = (groups: ReadonlyMap<string, Tally>) => ids.map((id) => metric.size(groups.get(id) ?? {}));
  const [earlierSizes, laterSizes] = [sizeOf(earlier), sizeOf(later)];
  const [earlierAll, laterAll] = [earlierSizes, laterSizes].map((sizes) => sizes.reduce((sum, n) => sum + n, 0));
  const groups = ids.flatMap((id, index) => {
    const [before, after] = [metric.value(earlier.get(id) ?? {}), metric.value(later.get(id) ?? {})];
    const [earlierScore, laterScore] = [before ?? after, after ?? before];
    if (earlierScore === undefined || laterScore === undefined) return [];
    const earlierShare = (earlierSizes[index] ?? 0) / (earlierAll || 1);
    const laterShare = (laterSizes[index] ?? 0) / (laterAll || 1);
    const [was, is] = [
      { successes: earlierSizes[index] ?? 0, trials: earlierAll || 1 },
      { successes: laterSizes[index] ?? 0, trials: laterAll || 1 },
    ];
    const p = twoSidedP(laterShare - earlierShare, pooledStandardError(was, is));
    return [{ id, earlierShare, laterShare, earlierScore, laterScore, p }];
  });
  return groups.map((group, index) => ({ ...group, ...(kitagawa(groups)[index] ?? { mix: 0, real: 0 }) }));
};

/**
 * Whether a change is mainly one of who answered, along whichever dimension explains most of it.
 *
 * @returns undefined when it is mainly real
 */
export const mixOf = (
  { touchpoint, metric: name, difference }: Seeming,
  history: History,
  context: Context,
): Mix | undefined => {
  const metric = metrics[name];
  const earlierRows = touchpointRows(history, context.earlier, touchpoint);
  const laterRows = touchpointRows(history, context.later, touchpoint);
  const mixes = dimensionsOf(context.journey).flatMap((dimension): Mix[] => {
    const groups = split(metric, groupsOf(earlierRows, dimension), groupsOf(laterRows, dimension));
    const mix = groups.reduce((sum, group) => sum + group.mix, 0);
    const real = groups.reduce((sum, group) => sum + group.real, 0);
    // Of groups that pull the same way, a reader believes the one that came to answer more than the one that left.
    const [leader] = groups
      .filter((group) => group.mix * difference > 0 && group.p <= shareP)
      .toSorted((a, b) => b.laterShare - b.earlierShare - (a.laterShare - a.earlierShare));
    if (leader === undefined || mix / difference <= mixShareMin) return [];
    const { id: group, earlierShare, laterShare } = leader;
    return [{ dimension, group, earlierShare, laterShare, mix, real }];
  });
  const [largest] = mixes.toSorted((a, b) => Math.abs(b.mix) - Math.abs(a.mix));
  return largest;
};

/** A change that would be believed, and is mainly one of who answered. */
export interface Illusory extends Candidate {
  readonly mixed: Mix;
}

/**
 * What only seems to have changed, one statement per touchpoint: of all that was tested, not only of what passed the
 * control, because the table shows every difference and a reader believes a large one.
 */
export const illusoryOf = (
  candidates: readonly Candidate[],
  history: History,
  context: Context,
): readonly Illusory[] => {
  const seeming = candidates
    .filter(({ metric, difference, p }) => p <= seemingP && Math.abs(difference) >= metrics[metric].floor)
    .toSorted((a, b) => a.p - b.p)
    .flatMap((candidate): Illusory[] => {
      const mixed = mixOf(candidate, history, context);
      return mixed === undefined ? [] : [{ ...candidate, mixed }];
    });
  return [...Map.groupBy(seeming, ({ touchpoint }) => touchpoint).values()].flatMap(([surest]) => surest ?? []);
};
