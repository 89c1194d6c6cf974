import type { Journey } from '../journey/schema.ts';
import { qValues } from '../stats/benjamini-hochberg.ts';
import { logOddsZ } from '../stats/log-odds.ts';
import { twoSidedP } from '../stats/t-test.ts';
import type { Share } from '../stats/wilson.ts';
import type { Tally } from '../store/tally.ts';
import type { Finding } from './finding.ts';
import { type Context, everyonesRows, type History, tallyOf } from './history.ts';

/** Fewer comments than this are a coincidence, and point at people. */
const mentionsMin = 5;
/** At most this share of the reasons told is expected to be chance. */
const falseReasonRate = 0.05;

/** A theme customers name more than before, where something changed. */
export interface NamedTheme {
  readonly theme: string;
  readonly later: Share;
  readonly earlier: Share;
}

const labels = ['positive', 'negative', 'neutral', 'mixed', 'unscored'] as const;
const opposite = { worse: 'positive', better: 'negative' } as const;

const sumOf = (tally: Tally, prefix: string): number =>
  Object.entries(tally).reduce((sum, [field, count]) => (field.startsWith(prefix) ? sum + count : sum), 0);

/** Comments of a tally: read ones by label, and those nobody could read. */
const comments = (tally: Tally): number =>
  sumOf(tally, 'unscored.') + labels.slice(0, 4).reduce((sum, label) => sum + sumOf(tally, `sentiment.${label}.`), 0);

const mentions = (tally: Tally, theme: string): number =>
  labels.reduce((sum, label) => sum + sumOf(tally, `theme.${theme}.${label}.`), 0);

/**
 * The reason in the customers' words: the theme whose part of the comments grew most surely.
 *
 * A theme that is mostly praised is no reason for a drop, nor the other way round. Themes of a journey are few and fixed,
 * so one correction over them keeps chance out; none passing means the comments do not tell.
 */
export const reasonOf = (
  { touchpoint, direction }: Pick<Finding, 'touchpoint' | 'direction'>,
  history: History,
  { earlier, later, journey }: Pick<Context, 'earlier' | 'later'> & { readonly journey: Pick<Journey, 'themes'> },
): NamedTheme | undefined => {
  const [before, after] = [
    tallyOf(everyonesRows(history, earlier, touchpoint)),
    tallyOf(everyonesRows(history, later, touchpoint)),
  ];
  const [trialsBefore, trialsAfter] = [comments(before), comments(after)];
  const named = journey.themes.map(({ id: theme }) => {
    const shares = {
      later: { successes: Math.min(mentions(after, theme), trialsAfter), trials: trialsAfter },
      earlier: { successes: Math.min(mentions(before, theme), trialsBefore), trials: trialsBefore },
    };
    const against = sumOf(after, `theme.${theme}.${opposite[direction]}.`);
    return { theme, ...shares, z: logOddsZ(shares.later, shares.earlier), against };
  });
  const q = qValues(named.map(({ z }) => twoSidedP(z, 1)));
  const [surest] = named
    .filter(
      ({ z, later: { successes }, against }, index) =>
        (q[index] ?? 1) <= falseReasonRate && z > 0 && successes >= mentionsMin && against * 2 <= successes,
    )
    .toSorted((a, b) => b.z - a.z);
  return surest && { theme: surest.theme, later: surest.later, earlier: surest.earlier };
};
