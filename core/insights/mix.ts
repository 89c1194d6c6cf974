import type { Metric } from '../metrics/metric.ts';
import { metrics } from '../metrics/registry.ts';
import { kitagawa } from '../stats/kitagawa.ts';
import type { Tally } from '../store/tally.ts';
import type { Finding } from './finding.ts';
import { dimensionsOf, groupsOf } from './groups.ts';
import { type Context, type History, touchpointRows } from './history.ts';

/** From here on a change is called what it mainly is: other people answering. */
const mixShareMin = 0.5;

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
    return [{ id, earlierShare, laterShare, earlierScore, laterScore }];
  });
  return groups.map((group, index) => ({ ...group, ...(kitagawa(groups)[index] ?? { mix: 0, real: 0 }) }));
};

/**
 * Whether a finding is mainly a change of who answered, along whichever dimension explains most of it.
 *
 * @returns undefined when it is mainly real
 */
export const mixOf = (finding: Finding, history: History, context: Context): Mix | undefined => {
  const metric = metrics[finding.metric];
  const earlierRows = touchpointRows(history, context.earlier, finding.touchpoint);
  const laterRows = touchpointRows(history, context.later, finding.touchpoint);
  const mixes = dimensionsOf(context.journey).flatMap((dimension): Mix[] => {
    const groups = split(metric, groupsOf(earlierRows, dimension), groupsOf(laterRows, dimension));
    const mix = groups.reduce((sum, group) => sum + group.mix, 0);
    const real = groups.reduce((sum, group) => sum + group.real, 0);
    // Of groups that pull the same way, a reader believes the one that came to answer more than the one that left.
    const [leader] = groups
      .filter((group) => group.mix * finding.difference > 0)
      .toSorted((a, b) => b.laterShare - b.earlierShare - (a.laterShare - a.earlierShare));
    if (leader === undefined || mix / finding.difference <= mixShareMin) return [];
    const { id: group, earlierShare, laterShare } = leader;
    return [{ dimension, group, earlierShare, laterShare, mix, real }];
  });
  const [largest] = mixes.toSorted((a, b) => Math.abs(b.mix) - Math.abs(a.mix));
  return largest;
};
