import { Temporal } from 'temporal-polyfill';
import type { Journey } from '../journey/schema.ts';
import { silence } from '../stats/silence.ts';
import type { Tally } from '../store/tally.ts';

/** What one source brought on one UTC day: `n` and `hour.00` to `hour.23`. */
export interface Heartbeat {
  readonly source: string;
  readonly day: string;
  readonly tally: Tally;
}

/** A source that stopped, and should not have by its own history. */
export interface Silent {
  readonly source: string;
  /** The end of the hour of its last signal. */
  readonly lastAt: string;
  readonly silentHours: number;
  readonly expected: number;
  readonly p: number;
}

/** Two days: whoever looks after the connection may be off for one. */
const silentHoursMin = 48;
/** A digest looks at a dozen sources every week, and a false alarm costs somebody a morning. */
const pMax = 0.001;

const lastHourOf = ({ day, tally }: Heartbeat): string => {
  const hour = Object.keys(tally)
    .filter((field) => field.startsWith('hour.') && (tally[field] ?? 0) > 0)
    .map((field) => field.slice(5))
    .reduce((latest, next) => (next > latest ? next : latest), '00');
  return Temporal.Instant.from(`${day}T${hour}:00:00Z`).add({ hours: 1 }).toString({ smallestUnit: 'millisecond' });
};

/** A heartbeat without the hours an instant cuts off; nothing when nothing is left. */
const before = ({ source, day, tally }: Heartbeat, untilIso: string): Heartbeat[] => {
  const hours = Object.entries(tally).filter(([field]) => `${day}T${field.slice(5)}` < untilIso.slice(0, 13));
  const n = hours.reduce((sum, [field, count]) => (field.startsWith('hour.') ? sum + count : sum), 0);
  return n > 0 ? [{ source, day, tally: { ...Object.fromEntries(hours), n } }] : [];
};

const daysBetween = (first: string, end: string): Temporal.PlainDate[] => {
  const start = Temporal.PlainDate.from(first);
  const length = Math.max(0, start.until(Temporal.PlainDate.from(end)).days);
  return Array.from({ length }, (_, days) => start.add({ days }));
};

/**
 * Sources of a scope that went silent before an instant: for two days at least, and longer than their own history makes
 * believable.
 *
 * @param untilIso the end of the period; what came later does not count, nor does a source that only then began
 */
export const silentSources = (
  heartbeats: readonly Heartbeat[],
  { sources }: Pick<Journey, 'sources'>,
  untilIso: string,
): readonly Silent[] => {
  const until = Temporal.Instant.from(untilIso);
  return sources
    .filter(({ active }) => active)
    .flatMap(({ id }): Silent[] => {
      const beats = heartbeats
        .filter(({ source }) => source === id)
        .flatMap((heartbeat) => before(heartbeat, untilIso))
        .toSorted((a, b) => (a.day < b.day ? -1 : 1));
      const [first, last] = [beats[0], beats.at(-1)];
      if (first === undefined || last === undefined) return [];
      const lastAt = lastHourOf(last);
      const silentHours = until.since(Temporal.Instant.from(lastAt)).total('hours');
      if (silentHours < silentHoursMin) return [];
      const counts = new Map(beats.map(({ day, tally }) => [day, tally.n ?? 0]));
      // The day it stopped on is neither whole history nor whole silence.
      const history = daysBetween(first.day, last.day).map((day) => ({
        weekday: day.dayOfWeek - 1,
        n: counts.get(day.toString()) ?? 0,
      }));
      const silentDays = daysBetween(last.day, untilIso.slice(0, 10)).slice(1);
      const judged = silence(
        history,
        silentDays.map((day) => day.dayOfWeek - 1),
      );
      if (judged === undefined || judged.p >= pMax) return [];
      return [{ source: id, lastAt, silentHours: Math.floor(silentHours), ...judged }];
    });
};
