import { shownAnswersMin } from '../insights/headline.ts';
import { balanceInterval } from '../stats/trinomial.ts';
import type { Tally } from '../store/tally.ts';

/** More than this on one stage, and nobody reads any. */
const themesMax = 3;

const groups = ['detractor', 'other'] as const;
const labels = ['positive', 'negative', 'neutral', 'mixed', 'unscored'] as const;

const commentsOf = (tally: Tally, theme: string, label: (typeof labels)[number]): number =>
  groups.reduce((sum, group) => sum + (tally[`theme.${theme}.${label}.${group}`] ?? 0), 0);

/** Counts the comments of a tally that name a theme. */
export const commentsNaming = (theme: string): ((tally: Tally) => number) => {
  const fields = labels.flatMap((label) => groups.map((group) => `theme.${theme}.${label}.${group}`));
  return (tally) => fields.reduce((sum, field) => sum + (tally[field] ?? 0), 0);
};

/** A theme, how many comments name it, and on which side they surely are. */
interface Spoken {
  readonly id: string;
  readonly comments: number;
  readonly polarity: 'positive' | 'negative' | 'mixed';
}

/** What comments of a tally name, the most named first; themes of few comments point at people and are left out. */
export const spoken = (tally: Tally, themes: readonly { readonly id: string }[]): readonly Spoken[] =>
  themes
    .flatMap(({ id }): Spoken[] => {
      const count = (label: (typeof labels)[number]) => commentsOf(tally, id, label);
      const comments = commentsNaming(id)(tally);
      if (comments < shownAnswersMin) return [];
      const [positive, negative] = [count('positive'), count('negative')];
      const { low, high } = balanceInterval({ positive, negative, neutral: comments - positive - negative });
      return [{ id, comments, polarity: low > 0 ? 'positive' : high < 0 ? 'negative' : 'mixed' }];
    })
    .toSorted((a, b) => b.comments - a.comments);

/** As much of that as anybody reads on one stage. */
export const mostSpoken = (tally: Tally, themes: readonly { readonly id: string }[]): readonly Spoken[] =>
  spoken(tally, themes).slice(0, themesMax);
