import { Temporal } from 'temporal-polyfill';

const withOffset = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)$/i;
const wallClock = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/;
const dateOnly = /^\d{4}-\d{2}-\d{2}$/;

/** What the message of a rejected row says. */
export const instantForms = 'use 2026-03-02, 2026-03-02 09:14 or 2026-03-02T09:14:05+01:00';

/**
 * An instant as people's spreadsheets write it: ISO 8601 with an offset, or a wall-clock time or a date in the
 * organisation's zone (a date alone is its noon). Anything else is undefined rather than guessed: 03/04 is March in one
 * country and April in the next.
 *
 * @returns UTC with milliseconds
 * @example readInstant('2026-03-02 09:14', 'Europe/Madrid') // => '2026-03-02T08:14:00.000Z'
 */
export const readInstant = (text: string, timeZone: string): string | undefined => {
  const trimmed = text.trim();
  try {
    const [, day, time, offset = ''] = withOffset.exec(trimmed) ?? [];
    if (day !== undefined) return isoOf(Temporal.Instant.from(`${day}T${time}${offset.replace(/utc/i, 'Z')}`));
    if (wallClock.test(trimmed))
      return isoOf(Temporal.PlainDateTime.from(trimmed).toZonedDateTime(timeZone).toInstant());
    if (dateOnly.test(trimmed))
      return isoOf(Temporal.PlainDateTime.from(`${trimmed}T12:00`).toZonedDateTime(timeZone).toInstant());
    return undefined;
  } catch {
    return undefined;
  }
};

const isoOf = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'millisecond' });
