import { forgottenAtSeconds, isPastRetention } from './retention.ts';
import { partsOf, placedBy, readingOf, type ScoreContext, scorerVersion } from './score.ts';
import type { Sentiment, StoredSignal, Unscored } from './signal.ts';
import type { Key } from './store/keys.ts';
import { maskPersonal } from './text/mask.ts';

/** What has to be known to place and count a stored signal anew. */
export type RebuildContext = Pick<ScoreContext, 'map' | 'sources' | 'findThemes' | 'retentionDays'>;

/** One part of the table to work through. What comes back goes in again, until it comes back without `startKey`. */
export interface RebuildPart {
  readonly segment: number;
  readonly segments: number;
  /** The work goes on after this key. */
  readonly startKey?: Key;
  /** Signals of another map, scorer or retention, so far. */
  readonly found?: number;
  /** Those of them that were given to the table otherwise. */
  readonly recommitted?: number;
}

/** How far a rebuild is. A pass goes through every part of the table. */
export interface RebuildProgress {
  readonly pass: number;
  readonly partsDone: number;
  readonly parts: number;
}

/** What a rebuild came to. */
export interface RebuildResult {
  readonly passes: number;
  readonly recommitted: number;
  /** Found by the last pass, which could do nothing for them: their texts could not be read, or the table was too busy. */
  readonly left: number;
}

const isOfThisScorer = ({ scorer }: Pick<StoredSignal, 'scorer'>): boolean => scorer === scorerVersion;

/**
 * Whether a stored signal lies elsewhere, or was read otherwise, than it would now. One past retention is left alone:
 * others of its day may be gone, and a day half recounted is worse than one counted by the old map.
 */
export const isOutdated = (
  signal: Pick<StoredSignal, 'map' | 'scorer' | 'occurredAt'>,
  { map, retentionDays }: Pick<RebuildContext, 'map' | 'retentionDays'>,
  nowMs: number,
): boolean =>
  (signal.map !== map.version || !isOfThisScorer(signal)) && !isPastRetention(signal.occurredAt, nowMs, retentionDays);

/**
 * Whether a stored signal would be forgotten at another time than the journey says now, also one past retention: when the
 * number of days is lowered, most of those it is about are.
 */
export const isKeptOtherwise = (
  { occurredAt, ttl }: Pick<StoredSignal, 'occurredAt' | 'ttl'>,
  { retentionDays }: Pick<RebuildContext, 'retentionDays'>,
): boolean => ttl !== forgottenAtSeconds(occurredAt, retentionDays);

/** A stored signal as it is, but for when it is forgotten. */
export const kept = (
  { ttl: _before, ...signal }: StoredSignal,
  { retentionDays }: Pick<RebuildContext, 'retentionDays'>,
): StoredSignal => {
  const ttl = forgottenAtSeconds(signal.occurredAt, retentionDays);
  return { ...signal, ...(ttl !== undefined && { ttl }) };
};

/** A stored signal, with what of its text has to be read again: nothing when this scorer has read it. */
export interface Redraft {
  readonly signal: StoredSignal;
  readonly language?: string;
  readonly parts: readonly string[];
}

/**
 * The table has no more than the masked text in the language it was taken for, so that is what is read again.
 *
 * @param bytesMax the longest text the sentiment service takes
 */
export const redraftOf = (stored: StoredSignal, bytesMax: number): Redraft => {
  const { kind, text, language } = stored;
  if (text === undefined || isOfThisScorer(stored)) return { signal: stored, parts: [] };
  // An older scorer may have known fewer masks; masking twice changes nothing.
  const masked = maskPersonal(text);
  const signal = { ...stored, text: masked };
  return { signal, parts: partsOf(kind, masked, bytesMax), ...(language !== undefined && { language }) };
};

const masks = /\[(?:email|phone|card|iban|id)\]/;

/**
 * A source as it places what the table holds. Where its routes cannot judge any more (it is gone from the journey, or the
 * attribute they look at is masked) a signal stays where it is, under its touchpoint's present id.
 */
const placing = (
  { source: id, attributes, touchpoint }: StoredSignal,
  { map, sources }: Pick<RebuildContext, 'map' | 'sources'>,
) => {
  const source = sources.get(id);
  const isHidden = (attribute = '') => masks.test(String(attributes[attribute] ?? ''));
  if (source !== undefined && !source.routing.some(({ attribute }) => isHidden(attribute))) return source;
  return { id: '', defaultTouchpoint: map.touchpoint(touchpoint)?.id ?? touchpoint };
};

/** A stored signal where and as this map counts it, read as it was. */
export const replaced = (signal: StoredSignal, context: Omit<RebuildContext, 'retentionDays'>): StoredSignal => ({
  ...signal,
  ...placedBy(signal, placing(signal, context), context),
});

/**
 * An outdated signal as it would be stored now. What the sentiment service does not read at the moment keeps its older
 * reading and scorer, and is found again by the next pass.
 *
 * @param detections one per part of the draft, in order
 * @returns undefined when that would change nothing
 */
export const rebuilt = (
  { signal, parts }: Redraft,
  detections: readonly (Sentiment | Unscored)[],
  context: RebuildContext,
): StoredSignal | undefined => {
  const isUnread = detections.includes('pending');
  if (isUnread && signal.map === context.map.version && !isKeptOtherwise(signal, context)) return undefined;
  const placed = kept(replaced(signal, context), context);
  if (isUnread) return placed;
  if (parts.length === 0) return { ...placed, scorer: scorerVersion };
  const { sentiment: _sentiment, unscored: _unscored, ...rest } = placed;
  return { ...rest, ...readingOf(parts, detections), scorer: scorerVersion };
};
