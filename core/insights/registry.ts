import { change } from './change.ts';
import { control } from './control.ts';
import type { Finding } from './finding.ts';
import type { Context, History } from './history.ts';
import type { Examination, Insight } from './insight.ts';
import { rank } from './rank.ts';

const insights = { change } as const satisfies Record<string, Insight>;

/** What the insights found, and all they looked at. */
export interface Findings extends Examination {
  /** What really changed, the most urgent first. */
  readonly findings: readonly Finding[];
}

/**
 * Asks every insight, then corrects once for all they tested.
 *
 * @param history rollup rows of the periods in `context`; other rows are passed over
 */
export const findAll = (history: History, context: Context): Findings => {
  const examinations = Object.values(insights).map((insight) => insight.find(history, context));
  const candidates = examinations.flatMap((examination) => examination.candidates);
  const tooFew = examinations.flatMap((examination) => examination.tooFew);
  return { findings: rank(control(candidates)), candidates, tooFew };
};
