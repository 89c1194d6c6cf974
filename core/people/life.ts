import { mergeAll, type Tally } from '../store/tally.ts';

/** A customer's month as the table holds it: fields `dd.name`. */
export interface Month {
  /** `yyyy-mm`. */
  readonly month: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All that was counted of a person on one day of the organisation's calendar. */
export interface LifeDay {
  readonly day: string;
  readonly tally: Tally;
}

/** What a person's days come to. */
export interface Life {
  readonly firstDay: string;
  readonly lastDay: string;
  /** Days since the last one. */
  readonly silentDays: number;
  /** Different days on which anything happened. */
  readonly days: number;
  readonly signals: number;
  /** Purchases and renewals. */
  readonly purchases: number;
  /** Minor units by currency: purchases and renewals less refunds. */
  readonly moneyMinor: Readonly<Record<string, number>>;
  /** What failed by the tools' own count, and promises that were missed. */
  readonly failures: number;
  /** Requests they opened, and those that were closed. */
  readonly opened: number;
  readonly closed: number;
}

const dayField = /^(\d\d)\.(.+)$/;

const daysOfMonth = ({ month, fields }: Month): LifeDay[] =>
  Object.entries(fields).flatMap(([name, count]) => {
    const [, dayOfMonth, field] = dayField.exec(name) ?? [];
    if (dayOfMonth === undefined || field === undefined || !Number(count)) return [];
    return [{ day: `${month}-${dayOfMonth}`, tally: { [field]: Number(count) } }];
  });

/**
 * The days of a person, the first one first, over all customers they are known as.
 *
 * @param firstDayKept what is older is past retention: DynamoDB deletes it within days, and until then nobody reads it
 */
export const daysOfLife = (months: readonly Month[], firstDayKept = ''): readonly LifeDay[] => {
  const fields = months.flatMap(daysOfMonth).filter(({ day }) => day >= firstDayKept);
  const byDay = Map.groupBy(fields, ({ day }) => day);
  return [...byDay]
    .map(([day, some]) => ({ day, tally: mergeAll(some.map(({ tally }) => tally)) }))
    .filter(({ tally }) => Object.keys(tally).length > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
};

const dayMs = 86_400_000;
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

/** Measures are summed in thousandths. */
const measured = (sum: Tally, name: string): number => (sum[`measure.${name}.sum`] ?? 0) / 1_000;

const signs = { purchase: 1, renewal: 1, refund: -1 } as const;

const moneyOf = (sum: Tally): Record<string, number> => {
  const money: Record<string, number> = {};
  for (const [event, sign] of Object.entries(signs)) {
    const prefix = `outcome.${event}.minor.`;
    for (const [field, minor] of Object.entries(sum)) {
      if (!field.startsWith(prefix)) continue;
      const currency = field.slice(prefix.length);
      money[currency] = (money[currency] ?? 0) + sign * minor;
    }
  }
  return money;
};

/**
 * Derives a person's first and last day, how often, how much and how it went. Nothing of it is stored, so nothing can
 * be out of date.
 *
 * @param today the organisation's calendar day
 * @returns undefined when nothing is known of them
 */
export const lifeOf = (days: readonly LifeDay[], today: string): Life | undefined => {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const sum = mergeAll(days.map(({ tally }) => tally));
  return {
    firstDay: first.day,
    lastDay: last.day,
    silentDays: daysBetween(last.day, today),
    days: days.length,
    signals: sum.n ?? 0,
    purchases: (sum['outcome.purchase.n'] ?? 0) + (sum['outcome.renewal.n'] ?? 0),
    moneyMinor: moneyOf(sum),
    failures: measured(sum, 'failures') + (sum['commitment.missed'] ?? 0),
    opened: measured(sum, 'contacts'),
    closed: sum['measure.resolutionHours.n'] ?? 0,
  };
};
