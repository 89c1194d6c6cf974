import { clip, plain } from '../digest/plain.ts';
import { type JourneyMap, nameIn } from '../journey/map.ts';
import { mediumNames } from '../journey/media.ts';
import type { Journey, Locale } from '../journey/schema.ts';
import type { StoredSignal } from '../signal.ts';
import { daysBetween } from './life.ts';
import { saidIn } from './story-words.ts';

/** A signal with the vendor object it is a fact of: facts of one object are no repeated attempts. */
export interface Told {
  readonly object: string;
  readonly signal: StoredSignal;
}

/** One thing that happened to a person, in words. */
export interface Step {
  readonly at: string;
  readonly day: string;
  /** On the organisation's clock, such as `09:20`. */
  readonly time: string;
  readonly stage: string;
  readonly touchpoint: string;
  readonly touchpointId: string;
  readonly medium: string;
  readonly source: string;
  /** Scores, the feeling, themes, measures and money, each in a few words. */
  readonly said: readonly string[];
  /** Their own masked words, shortened. */
  readonly text?: string;
  /** Days without any contact before it, when these were many. */
  readonly gapDays?: number;
  /** The how manieth attempt at the same touchpoint it is, and in how many days; from the second one on. */
  readonly attempt?: { readonly nth: number; readonly days: number };
}

/** A week without contact is a gap; whoever comes back to a touchpoint within a week tries again. */
const gapDaysMin = 7;
const attemptDaysMax = 7;
const textLengthMax = 140;

/** Attempts at one touchpoint, each within days of the one before; facts of one object are one attempt. */
class Attempts {
  readonly #last = new Map<string, { day: string; firstDay: string; objects: Set<string> }>();

  next(touchpoint: string, day: string, object: string): Step['attempt'] {
    const before = this.#last.get(touchpoint);
    const goesOn = before !== undefined && daysBetween(before.day, day) <= attemptDaysMax;
    const chain = goesOn ? before : { day, firstDay: day, objects: new Set<string>() };
    const isSeen = chain.objects.has(object);
    chain.day = day;
    chain.objects.add(object);
    this.#last.set(touchpoint, chain);
    if (isSeen || chain.objects.size === 1) return undefined;
    return { nth: chain.objects.size, days: daysBetween(chain.firstDay, day) + 1 };
  }
}

/**
 * What happened to a person over all tools, in time order and in the organisation's words.
 *
 * @param told their signals, the first one first
 * @param locale the reader's
 */
export const storyOf = (told: readonly Told[], journey: Journey, map: JourneyMap, locale: Locale): readonly Step[] => {
  const { timeZone } = journey.organisation;
  const saidOf = saidIn(locale, journey);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const attempts = new Attempts();
  return told.map(({ object, signal }, index): Step => {
    const { occurredAt, touchpoint, medium, source, text } = signal;
    const place = map.touchpoint(touchpoint);
    const day = map.dayOf(occurredAt);
    const before = told[index - 1];
    const gapDays = before === undefined ? 0 : daysBetween(map.dayOf(before.signal.occurredAt), day);
    const touchpointId = place?.id ?? touchpoint;
    const attempt = attempts.next(touchpointId, day, object);
    return {
      at: occurredAt,
      day,
      time: clock.format(new Date(occurredAt)),
      stage: place === undefined ? '' : nameIn(place.stage.name, locale),
      touchpoint: place === undefined ? touchpoint : nameIn(place.name, locale),
      touchpointId,
      medium: nameIn(mediumNames[medium], locale),
      source,
      said: saidOf(signal),
      ...(text !== undefined && { text: clip(plain(text), textLengthMax) }),
      ...(gapDays >= gapDaysMin && { gapDays }),
      ...(attempt && { attempt }),
    };
  });
};

const kinds = ['id', 'email', 'phone'] as const;
export type AliasKind = (typeof kinds)[number];

/**
 * What kinds of aliases a person is known by, as far as it can be told: the table holds keyed hashes alone, and only where
 * a signal had all three, strongest first, each shows which it is.
 *
 * @param given aliases whose kind somebody named
 */
export const kindsOf = (
  aliases: readonly string[],
  told: readonly Told[],
  given: ReadonlyMap<string, AliasKind>,
): readonly (AliasKind | 'unknown')[] => {
  const known = new Map(given);
  for (const { signal } of told) {
    if (signal.aliases.length !== kinds.length) continue;
    for (const [index, alias] of signal.aliases.entries()) known.set(alias, kinds[index] ?? 'id');
  }
  return aliases.map((alias) => known.get(alias) ?? 'unknown').toSorted();
};

/** As much of a customer's id as people read out to each other; `identity` takes it for the whole. */
export const shortId = (customer: string): string => customer.slice(0, 12);
