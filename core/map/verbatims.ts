import * as z from 'zod';
import type { Names } from '../digest/names.ts';
import { clip, plain } from '../digest/plain.ts';
import type { Period } from '../period.ts';
import { isPastRetention } from '../retention.ts';
import { type Medium, type ScoreName, type Sentiment, type StoredSignal, scoreNames } from '../signal.ts';
import type { Voice } from './api.ts';
import { Refused } from './refused.ts';

/** Longer than anybody reads on a page; a text may be a hundred thousand letters. */
const textLengthMax = 2_000;

/** Which scores and themes may stand beside words, so that nobody reads from these what a sheet withholds. */
export type Audible = ReadonlyMap<
  Medium,
  { readonly scores: ReadonlySet<ScoreName>; readonly themes: ReadonlySet<string> }
>;

/** What somebody wants to hear: everything a touchpoint's customers said in a period, or a part of it. */
export interface Wanted {
  readonly touchpoint: string;
  readonly period: Period;
  readonly sentiment?: Sentiment['label'];
  readonly theme?: string;
  readonly medium?: Medium;
  /** What may be heard, medium by medium; everything when left out. */
  readonly audible?: Audible;
  /** As `{ dimension: 'plan', value: 'contract' }`. */
  readonly segment?: { readonly dimension: string; readonly value: string };
}

/** What the touchpoint's index tells of a signal is enough to leave it out, not to take it in: it may be out of date. */
export const mayFit = (
  { sentiment, themes = [] }: { readonly sentiment?: Sentiment; readonly themes?: readonly string[] },
  wanted: Pick<Wanted, 'sentiment' | 'theme'>,
): boolean =>
  (wanted.sentiment === undefined || sentiment?.label === wanted.sentiment) &&
  (wanted.theme === undefined || themes.includes(wanted.theme));

/**
 * Whether a signal as it is now is what somebody wants to hear, and still kept.
 *
 * A correction may have moved it to another place or day since the index was read, where this reader may have no say.
 */
export const fits = (
  signal: StoredSignal,
  wanted: Wanted,
  { nowMs, retentionDays }: { readonly nowMs: number; readonly retentionDays: number | undefined },
): boolean => {
  const { touchpoint, period, theme, medium, audible, segment } = wanted;
  return (
    signal.kind === 'perceptive' &&
    signal.touchpoint === touchpoint &&
    signal.day >= period.start &&
    signal.day < period.end &&
    mayFit(signal, wanted) &&
    (medium === undefined || signal.medium === medium) &&
    (audible === undefined || audible.has(signal.medium)) &&
    (theme === undefined || (audible?.get(signal.medium)?.themes.has(theme) ?? true)) &&
    (segment === undefined || signal.segments[segment.dimension] === segment.value) &&
    !isPastRetention(signal.occurredAt, nowMs, retentionDays)
  );
};

/**
 * A customer's masked words, harmless: without control and bidi marks, and not longer than a page bears.
 *
 * @param audible what may stand beside them; everything when left out
 * @param customer whose story may be asked for; only for who may read it
 * @returns nothing when nothing was said
 */
export const voiceFrom = (
  { text = '', occurredAt, day, medium, language, sentiment, themes, scores }: StoredSignal,
  names: Names,
  { audible, customer }: { readonly audible?: Audible; readonly customer?: string } = {},
): Voice | undefined => {
  const heard = audible?.get(medium);
  const whole = plain(text);
  if (whole === '') return undefined;
  const said = clip(whole, textLengthMax);
  return {
    at: occurredAt,
    day,
    medium,
    text: said,
    ...(said !== whole && { isClipped: true as const }),
    ...(language !== undefined && { language: plain(language) }),
    ...(sentiment && { sentiment: sentiment.label }),
    themes: themes.filter((id) => heard?.themes.has(id) ?? true).map((id) => ({ id, name: names.theme(id) })),
    scores: scoreNames.flatMap((name) => {
      const value = scores[name];
      return value === undefined || heard?.scores.has(name) === false ? [] : [{ name, value }];
    }),
    ...(customer !== undefined && { customer }),
  };
};

/** As many of a day's as who may not know whose words these are can go through: what was counted is read again. */
export const countedMax = 3_000;

/**
 * Where a page ended: on this day, behind this place in the touchpoint's index; at the day's beginning without one. The index
 * is in the order of customers, so who may read no stories is told how many came before, and no place.
 */
const Cursor = z.strictObject({
  touchpoint: z.string(),
  day: z.iso.date(),
  after: z
    .string()
    .regex(/^[^#]{1,8}#[\dTZ:.-]{24}#[0-9a-f]{16}$/)
    .exactOptional(),
  counted: z.int().min(1).max(countedMax).exactOptional(),
});
export type Cursor = z.infer<typeof Cursor>;

export const cursorText = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
};

/**
 * Where a page goes on. Whatever a cursor says, it leads nowhere but to a day of the period that is asked for.
 *
 * @throws {Refused} when it is none of ours, or one of another touchpoint or period
 */
export const cursorFrom = (
  text: string,
  { touchpoint, period, isCounted }: Pick<Wanted, 'touchpoint' | 'period'> & { readonly isCounted: boolean },
): Cursor => {
  const read = Cursor.safeParse(jsonIn(text));
  if (!read.success) throw new Refused('bad-request', 'cursor: is none; take the one of the page before, or none');
  const { data } = read;
  const isOwn = data.touchpoint === touchpoint && data.day >= period.start && data.day < period.end;
  if (!isOwn || data[isCounted ? 'after' : 'counted'] !== undefined) {
    throw new Refused('bad-request', 'cursor: belongs to another touchpoint, period or reader; begin without one');
  }
  return data;
};
