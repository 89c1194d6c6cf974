import { Temporal } from 'temporal-polyfill';
import { type Cadence, closedPeriods, type Period, startOfDay, startOfPeriod } from '../period.ts';

/** A closed period somebody wants to look at. */
export interface Asked {
  readonly cadence: Cadence;
  readonly period: Period;
  /** How this one is asked for. */
  readonly word: string;
  /** The first instant at which it is the last closed one: when its digest could have left. */
  readonly due: string;
  /** How the next one is asked for, when that has closed too. */
  readonly next?: string;
  readonly previous: string;
}

const lengths = { weekly: { weeks: 1 }, monthly: { months: 1 } } as const;
/** How many letters of a day name a period. */
const wordLengths = { weekly: 10, monthly: 7 } as const;

const dayIn = (text: string): Temporal.PlainDate | undefined => {
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text.length === wordLengths.monthly ? `${text}-01` : text);
  } catch {
    return undefined;
  }
};

/**
 * Reads which period an address asks for: the week any day lies in, or a month; the last closed week unless it says.
 *
 * @returns nothing when there is no such day, or the period is not over yet
 * @example askedPeriod('2026-11', '2026-12-24T00:00:00Z', 'Europe/Madrid')?.period
 * // => { start: '2026-11-01', end: '2026-12-01' }
 */
export const askedPeriod = (wanted: string | undefined, nowIso: string, timeZone: string): Asked | undefined => {
  const cadence = wanted?.length === wordLengths.monthly ? 'monthly' : 'weekly';
  const last = closedPeriods(nowIso, cadence, timeZone).later;
  const day = dayIn(wanted ?? last.start);
  if (day === undefined) return undefined;
  const start = startOfPeriod(day, cadence);
  const end = start.add(lengths[cadence]);
  if (start.toString() > last.start) return undefined;
  const word = (of: Temporal.PlainDate) => of.toString().slice(0, wordLengths[cadence]);
  return {
    cadence,
    period: { start: start.toString(), end: end.toString() },
    word: word(start),
    due: Temporal.Instant.from(startOfDay(end.toString(), timeZone)).add({ hours: 1 }).toString(),
    previous: word(start.subtract(lengths[cadence])),
    ...(end.toString() <= last.start && { next: word(end) }),
  };
};
