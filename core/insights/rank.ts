import { metrics } from '../metrics/registry.ts';
import type { Finding } from './finding.ts';

/** How many least-worth-telling changes, for how many answers, how surely. */
const weight = ({ metric, difference, later, q }: Finding) =>
  (Math.abs(difference) / metrics[metric].floor) * later.n * (1 - q);

/**
 * The order a manager should read in: what got worse before what got better, since that is what needs doing; then the
 * larger, the farther-reaching and the surer first. Dividing by the floor makes stars and points comparable.
 */
export const rank = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted(
    (a, b) => Number(a.direction === 'better') - Number(b.direction === 'better') || weight(b) - weight(a),
  );
