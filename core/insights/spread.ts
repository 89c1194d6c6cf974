import { metrics } from '../metrics/registry.ts';
import type { Clustering } from '../stats/clustering.ts';
import { heterogeneity } from '../stats/heterogeneity.ts';
import { reach95 } from '../stats/t-test.ts';
import { comparedAnswersMin } from './compare.ts';
import type { Finding } from './finding.ts';
import { dimensionsOf, groupsOf } from './groups.ts';
import { type Context, type History, touchpointRows } from './history.ts';

/** Groups move alike unless chance makes a difference this large less often than this, over all dimensions asked. */
const localP = 0.05;
/** Between the two nothing is said: too unlike to call it everywhere, too alike to point at one. */
const everywhereP = 0.1;

/** Where a change was felt along one dimension. */
export interface Felt {
  readonly kind: 'everywhere' | 'local';
  readonly dimension: string;
  /** All groups compared, or those that surely moved while others did not. */
  readonly groups: readonly string[];
}

/** What can be said of one dimension. */
const feltAlong = (dimension: string, finding: Finding, history: History, context: Context, days: Clustering) => {
  const metric = metrics[finding.metric];
  const earlier = groupsOf(touchpointRows(history, context.earlier, finding.touchpoint), dimension);
  const later = groupsOf(touchpointRows(history, context.later, finding.touchpoint), dimension);
  const groups = [...later].flatMap(([id, after]) => {
    const before = earlier.get(id) ?? {};
    const [from, to] = [metric.size(before), metric.size(after)];
    const change = metric.change(before, after);
    if (change === undefined || Math.min(from, to) < comparedAnswersMin) return [];
    const variance = (metric.variance(before) ?? 0) / from + (metric.variance(after) ?? 0) / to;
    // Days share incidents within a group too; the touchpoint's own inflation is the best guess of how much.
    const standardError = Math.sqrt(variance * days.inflation);
    return standardError > 0 ? [{ id, difference: change.difference, standardError }] : [];
  });
  return groups.length < 2 ? undefined : { dimension, groups, p: heterogeneity(groups).p };
};

/**
 * Whether everybody felt a change or mainly one group did: that decides where it has to be mended.
 *
 * @param days how much days share incidents at this touchpoint
 * @returns undefined when groups are too small to compare, or too unlike to call alike
 */
export const spreadOf = (finding: Finding, history: History, context: Context, days: Clustering): Felt | undefined => {
  const asked = dimensionsOf(context.journey).flatMap((dimension) => {
    const felt = feltAlong(dimension, finding, history, context, days);
    return felt === undefined ? [] : [felt];
  });
  const sign = Math.sign(finding.difference);
  // The standard errors are widened already; what is left is how well that is known.
  const reach = reach95({ ...days, inflation: 1 });
  /** Groups of which it is sure by themselves that they moved the finding's way. */
  const movedIn = ({ groups }: (typeof asked)[number]) =>
    groups.filter(({ difference, standardError }) => sign * difference > reach * standardError);
  const [least] = asked.toSorted((a, b) => a.p - b.p);
  if (least === undefined) return undefined;
  const idsOf = (groups: readonly { readonly id: string }[]) => groups.map(({ id }) => id);
  if (Math.min(1, least.p * asked.length) < localP) {
    const moved = movedIn(least);
    const isPart = moved.length > 0 && moved.length < least.groups.length;
    return isPart ? { kind: 'local', dimension: least.dimension, groups: idsOf(moved) } : undefined;
  }
  // Groups that cannot be told apart need not be alike: everywhere is said only where each one moved for sure.
  const everywhere = asked.find((felt) => felt.p > everywhereP && movedIn(felt).length === felt.groups.length);
  return everywhere && { kind: 'everywhere', dimension: everywhere.dimension, groups: idsOf(everywhere.groups) };
};
