import { metrics } from '../metrics/registry.ts';
import { qValues } from '../stats/benjamini-hochberg.ts';
import { holm } from '../stats/holm.ts';
import type { Finding } from './finding.ts';
import type { Candidate } from './insight.ts';

/**
 * At most this share of digests names a touchpoint where nothing changed.
 *
 * Digests, not flags, are what a manager loses trust in. A false-discovery rate counts flags: beside two or three real
 * changes it lets a false one into every seventh digest (simulated, see the test over 200 organisations: 15 %, with this rule 5 %), and a
 * single strong change needs the same evidence under both. It also keeps a finding's own 95 % range clear of zero, or
 * within a hair of it for CSAT, whose range and test are two formulas.
 */
export const falseDigestRate = 0.05;

/** The least change worth telling, however certain. */
const worthTelling = ({ metric, difference }: Candidate) => Math.abs(difference) >= metrics[metric].floor;

/**
 * Decides once, over everything a digest tested, which candidates are findings: at most one per touchpoint.
 *
 * A manager acts on touchpoints, so touchpoints are what errors are counted in. The tests of one touchpoint hear the
 * same customers; Simes' p-value makes them one, and holds for two dependent tests. Holm's procedure then runs over
 * touchpoints, and inside a chosen one the same level tells which of its metrics changed.
 * Simes 1986, Biometrika 73:751–754.
 *
 * @param candidates all that was tested, shown or not
 */
export const control = (candidates: readonly Candidate[]): readonly Finding[] => {
  const touchpoints = [...new Set(candidates.map(({ touchpoint }) => touchpoint))].map((id) => {
    const tests = candidates.filter(({ touchpoint }) => touchpoint === id);
    const within = qValues(tests.map(({ p }) => p));
    // Simes' p-value of several tests is the smallest of their q-values.
    return { tests, within, p: Math.min(...within) };
  });
  const across = holm(touchpoints.map(({ p }) => p));
  const chosen = across.filter((q) => q <= falseDigestRate).length;
  // What the last chosen touchpoint was held to.
  const level = falseDigestRate / (touchpoints.length - chosen + 1);

  return touchpoints.flatMap(({ tests, within }, index) => {
    const q = across[index] ?? 1;
    if (q > falseDigestRate) return [];
    const changed = tests.filter((test, place) => (within[place] ?? 1) <= level && worthTelling(test));
    const [lead, ...others] = changed.toSorted((a, b) => a.p - b.p);
    return lead ? [{ ...lead, q, also: others.map(({ metric, difference }) => ({ metric, difference })) }] : [];
  });
};
