import type { Medium } from '../../core/signal.ts';
import { atHour, iso, type SampleDay, type SampleTime } from './calendar.ts';
import { chance } from './chance.ts';
import { customersByPlan } from './customers.ts';
import { type Draft, json } from './draft.ts';

interface Deal {
  readonly event: 'purchase' | 'renewal' | 'refund' | 'churn';
  readonly touchpoint: string;
  readonly medium: Medium;
  readonly weekly: number;
  /** In cents: a SIM, a telephone, a month's price, what a year of one was worth. */
  readonly amountsMinor: readonly number[];
}

const deals: readonly Deal[] = [
  { event: 'purchase', touchpoint: 'online-order', medium: 'web', weekly: 22, amountsMinor: [1_000, 2_490, 24_900] },
  {
    event: 'purchase',
    touchpoint: 'store-checkout',
    medium: 'store',
    weekly: 12,
    amountsMinor: [1_990, 39_900, 64_900],
  },
  {
    event: 'renewal',
    touchpoint: 'renewal-offer',
    medium: 'phone',
    weekly: 15,
    amountsMinor: [23_880, 35_880, 47_880],
  },
  { event: 'refund', touchpoint: 'monthly-bill', medium: 'email', weekly: 6, amountsMinor: [299, 1_200, 1_990] },
  { event: 'churn', touchpoint: 'cancellation', medium: 'web', weekly: 6, amountsMinor: [14_280, 23_880, 35_880] },
];
const days = [1.1, 1.05, 1, 1, 1.05, 0.9, 0.5];

/** Money that came and went, as the shop's own system tells it. */
export const outcomes = (time: SampleTime, seed: number): Draft[] => {
  const people = Object.values(customersByPlan(seed)).flat();
  return deals.flatMap(({ event, touchpoint, medium, weekly, amountsMinor }) => {
    const draw = chance(seed, `${event}/${touchpoint}`);
    const deal = (day: SampleDay, index: number): Draft => {
      const { id, email, plan, region } = draw.of(people);
      const occurredMs = atHour(day, 9 + 12 * draw.unit());
      const body = json({
        id: `${event}-${touchpoint}-${day.date}-${index}`,
        occurredAt: iso(occurredMs),
        kind: 'outcome',
        medium,
        touchpoint,
        customer: { id, email },
        outcome: { event, amountMinor: draw.of(amountsMinor), currency: 'EUR' },
        attributes: { plan, region },
      });
      return { source: 'own-systems', occurredMs, body };
    };
    return time.weeks.flatMap((week) =>
      Array.from({ length: weekly }, (_, index) => deal(week[draw.index(days)] as SampleDay, index)),
    );
  });
};
