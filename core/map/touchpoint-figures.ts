import type { Figures } from '../digest/figures.ts';
import { shownAnswersMin } from '../insights/headline.ts';
import { histogram } from '../metrics/histogram.ts';
import { median } from '../metrics/median.ts';
import { metrics } from '../metrics/registry.ts';
import type { ScoreName, Sentiment } from '../signal.ts';
import type { Tally } from '../store/tally.ts';
import type { TouchpointAnswer } from './api.ts';

/** How often each answer to a score was given. */
export const distributionOf = (score: ScoreName, tally: Tally): TouchpointAnswer['distributions'][number] => ({
  score,
  n: metrics[score].size(tally),
  counts: histogram(score, tally).map(({ level, answers }) => ({ value: level, n: answers })),
});

/** Comments by their feeling, of which net sentiment is made. */
export const feelingsOf = (tally: Tally): NonNullable<TouchpointAnswer['feelings']> => {
  const count = (label: Sentiment['label']): number =>
    Object.entries(tally).reduce((sum, [field, n]) => (field.startsWith(`sentiment.${label}.`) ? sum + n : sum), 0);
  return {
    positive: count('positive'),
    neutral: count('neutral'),
    mixed: count('mixed'),
    negative: count('negative'),
  };
};

/** What surveys count about themselves, and no customer waits for. */
const ownMeasures: readonly string[] = ['asked'];

/** The medians of what the tools measured here, of those with enough signals. */
export const measuresOf = (tally: Tally, figures: Figures): TouchpointAnswer['measures'] =>
  Object.entries(tally)
    .flatMap(([field, n]) => {
      const [, measure = ''] = /^measure\.(\w+)\.n$/.exec(field) ?? [];
      const usual = n >= shownAnswersMin && !ownMeasures.includes(measure) ? median(measure, tally) : undefined;
      if (usual === undefined) return [];
      return [{ name: figures.measure(measure), n, median: figures.quantity(measure, usual, 'measured') }];
    })
    // The table hands out fields in any order.
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
