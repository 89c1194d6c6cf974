import type { Finding } from '../insights/finding.ts';
import type { Answer } from '../insights/recheck.ts';
import type { Locale } from '../journey/schema.ts';
import type { MetricName } from '../metrics/registry.ts';
import type { Sentiment } from '../signal.ts';
import type { Key } from '../store/keys.ts';
import type { DigestContent, DigestFinding } from './content.ts';
import { scales } from './figures.ts';

/** What the touchpoint's index tells of a signal, enough to choose without reading texts. */
export interface VerbatimEntry extends Answer {
  readonly key: Key;
  readonly themes: readonly string[];
  readonly language?: string;
}

/** How many texts are read at most to find one worth quoting. */
const verbatimTriesMax = 25;

const leaning = ({ scores }: Sentiment): number => scores.positive - scores.negative;

/**
 * Signals whose words could stand for a finding, the best first: they lean the finding's way, speak of what most of
 * those that lean this way speak of, are in the reader's language, and say it most strongly.
 *
 * The choice depends on nothing but its input, so a digest can be composed again and quote the same customer.
 */
export const chooseVerbatims = (
  entries: readonly VerbatimEntry[],
  direction: Finding['direction'],
  locale: Locale,
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
  const isTheirs = ({ language }: VerbatimEntry): number => Number(language === locale);
  return fitting
    .toSorted(
      (a, b) =>
        speaksOfIt(b.entry) - speaksOfIt(a.entry) ||
        isTheirs(b.entry) - isTheirs(a.entry) ||
        b.strength - a.strength ||
        (a.entry.at < b.entry.at ? -1 : 1),
    )
    .slice(0, verbatimTriesMax)
    .map(({ entry }) => entry);
};

/** Where a value lies between the ends of its metric's scale, 0–1: what makes stars and points comparable. */
const heightOf = (name: MetricName, value: number): number => {
  const { low, high } = scales[name];
  return (value - low) / (high - low);
};

/** Where a voice is looked for, and of which mood. */
export type VoicePlace = Pick<DigestFinding, 'touchpoint' | 'touchpointName' | 'direction'>;

/**
 * Whose voices a digest adds to those of its findings: the touchpoint that stands lowest by its own scale, the one that
 * stands highest, and the next lowest, so that a reader hears both sides.
 */
export const choosePlaces = ({
  touchpoints,
  findings,
}: Pick<DigestContent, 'touchpoints' | 'findings'>): VoicePlace[] => {
  const heard = new Set(findings.map(({ touchpoint }) => touchpoint));
  const others = touchpoints
    .filter(({ touchpoint }) => !heard.has(touchpoint))
    .map(({ metric, later, ...line }) => ({ ...line, height: heightOf(metric, later.value) }))
    .toSorted((a, b) => a.height - b.height);
  const [lowest, next] = others;
  const highest = others.length > 1 ? others.at(-1) : undefined;
  return [
    ...(lowest ? [{ ...lowest, direction: 'worse' as const }] : []),
    ...(highest ? [{ ...highest, direction: 'better' as const }] : []),
    ...(next && next !== highest ? [{ ...next, direction: 'worse' as const }] : []),
  ];
};

/** Long enough to say something, short enough to be read. */
export const isQuotable = (text: string): boolean => text.length >= 20 && text.length <= 400;
