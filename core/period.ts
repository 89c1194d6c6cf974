import { Temporal } from 'temporal-polyfill';

/**
 * Days and periods in one time zone: ISO weeks from Monday, calendar months and quarters.
 *
 * Every day here is the organisation's. An audience elsewhere reads its mail at another hour, not about other days.
 */

export type Cadence = 'weekly' | 'monthly' | 'quarterly';

/** One closed stretch of days, `yyyy-mm-dd`; `end` is the first day that is no longer in it. */
export interface Period {
  readonly start: string;
  readonly end: string;
}

/** Webhooks come late: a period is read one hour after its last midnight, so that its last answers are in it. */
const graceHours = 1;

export const periodLengths = { weekly: { weeks: 1 }, monthly: { months: 1 }, quarterly: { months: 3 } } as const;

/** The first day of the week, month or quarter a day lies in. */
export const startOfPeriod = (day: Temporal.PlainDate, cadence: Cadence): Temporal.PlainDate => {
  if (cadence === 'weekly') return day.subtract({ days: day.dayOfWeek - 1 });
  return day.with({ day: 1 }).subtract({ months: cadence === 'monthly' ? 0 : (day.month - 1) % 3 });
};

/**
 * The last period that has closed, one hour of grace included, and the one before it.
 *
 * @param nowIso any ISO instant
 * @param timeZone the organisation's, an IANA name
 * @throws {RangeError} when `nowIso` is no instant or the zone is unknown
 * @example closedPeriods('2026-10-26T07:00:00.000Z', 'weekly', 'Europe/Madrid')
 * // => { later: { start: '2026-10-19', end: '2026-10-26' }, earlier: { start: '2026-10-12', end: '2026-10-19' } }
 */
export const closedPeriods = (
  nowIso: string,
  cadence: Cadence,
  timeZone: string,
): { later: Period; earlier: Period } => {
  // The grace is subtracted on the clock of physics: an hour that daylight saving adds or drops is no hour of waiting.
  const settled = Temporal.Instant.from(nowIso).subtract({ hours: graceHours }).toZonedDateTimeISO(timeZone);
  const end = startOfPeriod(settled.toPlainDate(), cadence);
  const middle = end.subtract(periodLengths[cadence]);
  const start = middle.subtract(periodLengths[cadence]);
  return {
    later: { start: middle.toString(), end: end.toString() },
    earlier: { start: start.toString(), end: middle.toString() },
  };
};

/** What a period is one of; nothing for any other stretch of days. */
export const cadenceOf = ({ start, end }: Period): Cadence | undefined => {
  const first = Temporal.PlainDate.from(start);
  return (Object.keys(periodLengths) as Cadence[]).find(
    (cadence) => startOfPeriod(first, cadence).equals(first) && first.add(periodLengths[cadence]).toString() === end,
  );
};

/** The `count` periods before one, the nearest first. */
export const periodsBefore = ({ start }: Period, cadence: Cadence, count: number): Period[] => {
  const first = Temporal.PlainDate.from(start);
  const length = Temporal.Duration.from(periodLengths[cadence]);
  const back = (periods: number): string =>
    first.subtract({ weeks: length.weeks * periods, months: length.months * periods }).toString();
  return Array.from({ length: count }, (_, index) => ({ start: back(index + 1), end: back(index) }));
};

export const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/** The instant a day begins in a zone. */
export const startOfDay = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString({ smallestUnit: 'millisecond' });

/**
 * Every day of a period, in order, without its `end`.
 *
 * @example daysOf({ start: '2026-02-27', end: '2026-03-02' }) // => ['2026-02-27', '2026-02-28', '2026-03-01']
 */
export const daysOf = ({ start, end }: Period): string[] => {
  const first = Temporal.PlainDate.from(start);
  return Array.from({ length: first.until(end).days }, (_, days) => first.add({ days }).toString());
};

// Making a formatter costs a hundred times what using it does, and there is one zone per organisation.
const formatters = new Map<string, Intl.DateTimeFormat>();

const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formatters.set(timeZone, made);
  return made;
};

/**
 * The calendar day of an instant in a zone. `Intl` and not Temporal, because this runs for every signal.
 *
 * @param instantIso an ISO instant in the years 1 to 9999
 * @returns `yyyy-mm-dd`
 * @throws {RangeError} when there is no such instant or zone
 * @example dayOfInstant('2026-03-28T23:30:00.000Z', 'Europe/Madrid') // => '2026-03-29'
 */
export const dayOfInstant = (instantIso: string, timeZone: string): string => {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  // Parts, not a locale whose pattern happens to be ISO: CLDR has changed those patterns before.
  for (const { type, value } of formatterOf(timeZone).formatToParts(new Date(instantIso))) part[type] = value;
  return `${(part.year ?? '').padStart(4, '0')}-${part.month}-${part.day}`;
};
