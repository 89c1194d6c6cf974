import { Temporal } from 'temporal-polyfill';
import { type Cadence, closedPeriods, type Period, periodLengths, periodsBefore, startOfPeriod } from '../period.ts';

/** A closed period somebody wants to look at, and the earlier one it is compared with. */
export interface Asked {
  readonly cadence: Cadence;
  readonly later: Period;
  readonly earlier: Period;
  /** Those before the earlier one that are asked how much days differ anyway, the nearest first. */
  readonly before: readonly Period[];
  /** As far back as sources are listened for, to tell which of them are silent. */
  readonly listened: Period;
}

/** Periods asked for how much days differ, as the digest does; a quarter has days enough of its own. */
const beforeCounts: Readonly<Record<Cadence, number>> = { weekly: 4, monthly: 4, quarterly: 0 };
/** Periods whose heartbeats the digest of that length reads, the one that is shown included. */
const listenedCounts: Readonly<Record<Cadence, number>> = { weekly: 13, monthly: 13, quarterly: 2 };
/** Earlier periods worth choosing from, beside the one of a year before. */
const comparableCounts: Readonly<Record<Cadence, number>> = { weekly: 12, monthly: 11, quarterly: 3 };
const perYear: Readonly<Record<Cadence, number>> = { weekly: 52, monthly: 12, quarterly: 4 };

const forms: readonly (readonly [RegExp, Cadence])[] = [
  [/^\d{4}-\d{2}-\d{2}$/, 'weekly'],
  [/^\d{4}-\d{2}$/, 'monthly'],
  [/^\d{4}-Q[1-4]$/, 'quarterly'],
];

const dayIn = (word: string, cadence: Cadence): Temporal.PlainDate | undefined => {
  const [year = '', quarter = ''] = word.split('-Q');
  const texts = {
    weekly: word,
    monthly: `${word}-01`,
    quarterly: `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01`,
  };
  try {
    return Temporal.PlainDate.from(texts[cadence]);
  } catch {
    return undefined;
  }
};

const periodIn = (word: string): { readonly cadence: Cadence; readonly period: Period } | undefined => {
  const [, cadence] = forms.find(([form]) => form.test(word)) ?? [];
  const day = cadence && dayIn(word, cadence);
  if (cadence === undefined || day === undefined) return undefined;
  const start = startOfPeriod(day, cadence);
  return { cadence, period: { start: start.toString(), end: start.add(periodLengths[cadence]).toString() } };
};

/**
 * How an address asks for a period.
 *
 * @example wordOf({ start: '2026-07-01', end: '2026-10-01' }, 'quarterly') // => '2026-Q3'
 */
const wordOf = ({ start }: Period, cadence: Cadence): string => {
  if (cadence === 'weekly') return start;
  const month = Number(start.slice(5, 7));
  return cadence === 'monthly' ? start.slice(0, 7) : `${start.slice(0, 4)}-Q${Math.ceil(month / 3)}`;
};

/**
 * Reads which periods an address asks for: the week any day lies in, a month or a quarter; without words the last closed
 * week and the one before.
 *
 * @returns nothing when there is no such period, one is not over yet, or the two do not go together
 * @example askedPeriods({ period: '2026-11' }, '2026-12-24T00:00:00Z', 'Europe/Madrid')?.later
 * // => { start: '2026-11-01', end: '2026-12-01' }
 */
export const askedPeriods = (
  wanted: { readonly period?: string; readonly compare?: string },
  nowIso: string,
  timeZone: string,
): Asked | undefined => {
  const last = closedPeriods(nowIso, 'weekly', timeZone).later;
  const read = periodIn(wanted.period ?? last.start);
  if (read === undefined) return undefined;
  const { cadence, period: later } = read;
  if (later.start > closedPeriods(nowIso, cadence, timeZone).later.start) return undefined;
  const [previous = later] = periodsBefore(later, cadence, 1);
  const other = wanted.compare === undefined ? { cadence, period: previous } : periodIn(wanted.compare);
  if (other === undefined || other.cadence !== cadence || other.period.start >= later.start) return undefined;
  const listened = periodsBefore({ start: later.end, end: later.end }, cadence, listenedCounts[cadence]);
  return {
    cadence,
    later,
    earlier: other.period,
    before: periodsBefore(other.period, cadence, beforeCounts[cadence]),
    listened: { start: listened.at(-1)?.start ?? later.start, end: later.end },
  };
};

/** Where one can go from a period, in the words an address asks for them. */
export const waysFrom = ({ cadence, later, earlier }: Asked, nowIso: string, timeZone: string) => {
  const latest = (of: Cadence) => closedPeriods(nowIso, of, timeZone).later;
  const hasNext = later.end <= latest(cadence).start;
  const back = periodsBefore(later, cadence, perYear[cadence]);
  const comparable = [...back.slice(0, comparableCounts[cadence]), ...back.slice(-1)];
  return {
    period: wordOf(later, cadence),
    compare: wordOf(earlier, cadence),
    earlier: wordOf(back[0] ?? later, cadence),
    ...(hasNext && { later: wordOf({ start: later.end, end: later.end }, cadence) }),
    latest: {
      weekly: wordOf(latest('weekly'), 'weekly'),
      monthly: wordOf(latest('monthly'), 'monthly'),
      quarterly: wordOf(latest('quarterly'), 'quarterly'),
    },
    comparable: comparable.map((period) => ({ word: wordOf(period, cadence), period })),
  };
};
