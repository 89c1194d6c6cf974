import { type ScoredSignal, type ScoreName, scoreRanges } from '../signal.ts';
import type { Tally } from '../store/tally.ts';

/** Only what a customer says counts as a score; a ticket's status or a payment may carry one by accident. */
export const countScore =
  (name: ScoreName) =>
  ({ kind, scores }: ScoredSignal): Tally => {
    const level = scores[name];
    return kind === 'perceptive' && level !== undefined ? { [`${name}.${level}`]: 1 } : {};
  };

const levels = (name: ScoreName): readonly { readonly level: number; readonly field: string }[] => {
  const [lowest, highest] = scoreRanges[name];
  return Array.from({ length: highest - lowest + 1 }, (_, step) => ({
    level: lowest + step,
    field: `${name}.${lowest + step}`,
  }));
};

/** The levels of each score with the fields that count them, such as `nps.0` to `nps.10`, lowest first. */
const levelsOf = { nps: levels('nps'), csat: levels('csat'), ces: levels('ces'), rating: levels('rating') };

/**
 * Answers at each level of a score, lowest first.
 *
 * Rollups keep the whole histogram: every score metric we know, and most we do not know yet, follow from it.
 */
export const histogram = (name: ScoreName, tally: Tally) =>
  levelsOf[name].map(({ level, field }) => ({ level, answers: tally[field] ?? 0 }));

/** Answers at the levels `from` to `to`, both included. A digest asks this some ten thousand times. */
export const answersAt = (name: ScoreName, tally: Tally, from: number, to: number): number => {
  let sum = 0;
  for (const { level, field } of levelsOf[name]) if (level >= from && level <= to) sum += tally[field] ?? 0;
  return sum;
};
