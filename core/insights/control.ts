import { metrics } from '../metrics/registry.ts';
import { qValues } from '../stats/benjamini-hochberg.ts';
import type { Finding } from './finding.ts';
import type { Candidate } from './insight.ts';

/**
 * Of the touchpoints a digest names, at most this share is expected to be named in error.
 *
 * Half the customary 10 %, because a digest names one or two touchpoints, not forty. Beside one real change a false one
 * is half of all that is named, so a rate of 5 % lets that happen in 10 digests of 100 at the very most, and without any
 * real change in 5. Simulated (8 touchpoints, 60 to 900 answers a week, days that differ, four weeks to learn that from,
 * one true drop of 20 to 40 NPS points): plain Benjamini–Hochberg at 10 % over all tests names a wrong neighbour in 9 to
 * 16 digests of 100, this rule in 3 to 5. It also keeps a finding's own 95 % range clear of zero, or within a hair of it
 * for CSAT, whose range and test are two formulas.
 */
export const falseDiscoveryRate = 0.05;

/** The least change worth telling, however certain. */
const worthTelling = ({ metric, difference }: Candidate) => Math.abs(difference) >= metrics[metric].floor;

/**
 * Decides once, over everything a digest tested, which candidates are findings: at most one per touchpoint.
 *
 * A manager acts on touchpoints, so touchpoints are what errors are counted in. The tests of one touchpoint hear the
 * same customers; Simes' p-value makes them one, and holds for two dependent tests. Benjamini–Hochberg then runs over
 * touchpoints, whose customers are different ones, as its proof wants. Inside a chosen touchpoint the same procedure, at
 * a level lowered by the share of touchpoints chosen, tells which of its metrics changed.
 * Benjamini & Bogomolov 2014, Journal of the Royal Statistical Society B 76:297–318; Simes 1986, Biometrika 73:751–754.
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
  const across = qValues(touchpoints.map(({ p }) => p));
  const chosen = across.filter((q) => q <= falseDiscoveryRate).length;
  const level = (falseDiscoveryRate * chosen) / touchpoints.length;

  return touchpoints.flatMap(({ tests, within }, index) => {
    const q = across[index] ?? 1;
    const changed = tests.filter((test, place) => (within[place] ?? 1) <= level && worthTelling(test));
    const [lead, ...others] = changed.toSorted((a, b) => a.p - b.p);
    return lead ? [{ ...lead, q, also: others.map(({ metric, difference }) => ({ metric, difference })) }] : [];
  });
};
