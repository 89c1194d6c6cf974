import type { Finding } from '../insights/finding.ts';
import type { Sentiment } from '../signal.ts';
import type { Key } from '../store/keys.ts';

/** What the touchpoint's index tells of a signal, enough to choose without reading texts. */
export interface VerbatimEntry {
  readonly key: Key;
  readonly at: string;
  readonly sentiment?: Sentiment;
  readonly themes: readonly string[];
}

/** How many texts are read at most to find one worth quoting. */
const verbatimTriesMax = 25;

const leaning = ({ scores }: Sentiment): number => scores.positive - scores.negative;

/**
 * Signals whose words could stand for a finding, the best first: they lean the finding's way, speak of what most of
 * those that lean this way speak of, and do so most strongly.
 *
 * The choice depends on nothing but its input, so a digest can be composed again and quote the same customer.
 */
export const chooseVerbatims = (
  entries: readonly VerbatimEntry[],
  direction: Finding['direction'],
): readonly VerbatimEntry[] => {
  const sign = direction === 'worse' ? -1 : 1;
  const fitting = entries.flatMap((entry) => {
    const strength = entry.sentiment === undefined ? 0 : sign * leaning(entry.sentiment);
    return strength > 0 ? [{ entry, strength }] : [];
  });
  const counts = new Map<string, number>();
  for (const { entry } of fitting) for (const theme of entry.themes) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  const commonest = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
  const speaksOfIt = ({ themes }: VerbatimEntry): number =>
    Number(commonest !== undefined && themes.includes(commonest));
  return fitting
    .toSorted(
      (a, b) =>
        speaksOfIt(b.entry) - speaksOfIt(a.entry) || b.strength - a.strength || (a.entry.at < b.entry.at ? -1 : 1),
    )
    .slice(0, verbatimTriesMax)
    .map(({ entry }) => entry);
};

/** Long enough to say something, short enough to be read. */
export const isQuotable = (text: string): boolean => text.length >= 20 && text.length <= 400;
