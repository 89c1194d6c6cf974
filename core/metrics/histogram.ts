import { type ScoredSignal, type ScoreName, scoreRanges } from '../signal.ts';
import type { Tally } from '../store/tally.ts';

/** Only what a customer says counts as a score; a ticket's status or a payment may carry one by accident. */
export const countScore =
  (name: ScoreName) =>
  ({ kind, scores }: ScoredSignal): Tally => {
    const level = scores[name];
    return kind === 'perceptive' && level !== undefined ? { [`${name}.${level}`]: 1 } : {};
  };

/**
 * Answers at each level of a score, lowest first, from fields such as `nps.0` to `nps.10`.
 *
 * Rollups keep the whole histogram: every score metric we know, and most we do not know yet, follow from it.
 */
export const histogram = (name: ScoreName, tally: Tally) => {
  const [lowest, highest] = scoreRanges[name];
  return Array.from({ length: highest - lowest + 1 }, (_, step) => {
    const level = lowest + step;
    return { level, answers: tally[`${name}.${level}`] ?? 0 };
  });
};

/** Answers at the levels `from` to `to`, both included. */
export const answersAt = (name: ScoreName, tally: Tally, from: number, to: number): number =>
  histogram(name, tally).reduce((sum, { level, answers }) => (level >= from && level <= to ? sum + answers : sum), 0);
