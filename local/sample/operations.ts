import { atHour, iso, type SampleDay, type SampleTime } from './calendar.ts';
import { type Chance, chance, wait } from './chance.ts';
import { type Customer, customersByPlan } from './customers.ts';
import { type Draft, json } from './draft.ts';
import { responseShares, usualMedium } from './surveys.ts';
import { kept, missed } from './truth.ts';

const callsWeekly = 155;
const parcelsWeekly = 153;
const office = [1.2, 1.1, 1.05, 1, 1, 0.5, 0.4];
const carriers = ['Correo Rápido', 'Mensajeros del Sur', 'Punto y Ya'];

interface Case {
  readonly day: SampleDay;
  readonly occurredMs: number;
  readonly record: object;
}

/** Own systems post what an hour brought as one list, as the generic channel allows. */
const hourly = (source: string, cases: readonly Case[]): Draft[] => {
  const byHour = Map.groupBy(cases, ({ occurredMs }) => iso(occurredMs).slice(0, 13));
  return [...byHour.values()].map((some) => ({
    source,
    occurredMs: Math.max(...some.map(({ occurredMs }) => occurredMs)),
    body: json(some.map(({ record }) => record)),
  }));
};

const casesOf = (time: SampleTime, draw: Chance, weekly: number, recordOf: (day: SampleDay, index: number) => Case) =>
  time.weeks.flatMap((week) =>
    Array.from({ length: weekly }, (_, index) => recordOf(week[draw.index(office)] as SampleDay, index)),
  );

const segmentsOf = ({ plan, region }: Customer) => ({ plan, region });

/** Every call of a sample of lines: how long it rang, how long it took. */
const calls = (time: SampleTime, people: readonly Customer[], seed: number): Draft[] => {
  const draw = chance(seed, 'calls');
  const call = (day: SampleDay, index: number): Case => {
    const customer = draw.of(people);
    const occurredMs = atHour(day, 9 + 12 * draw.unit());
    const waitSeconds = Math.round(wait(draw, day.isNewestWeek ? missed.newest : missed.before));
    const record = {
      id: `call-${day.date}-${index}`,
      occurredAt: iso(occurredMs),
      kind: 'operational',
      touchpoint: missed.touchpoint,
      customer: { phone: customer.phone },
      measures: { waitSeconds, callSeconds: 60 + draw.below(540) },
      attributes: segmentsOf(customer),
    };
    return { day, occurredMs, record };
  };
  return hourly('call-centre', casesOf(time, draw, callsWeekly, call));
};

const parcels = (time: SampleTime, people: readonly Customer[], seed: number): Draft[] => {
  const draw = chance(seed, 'parcels');
  const parcel = (day: SampleDay, index: number): Case => {
    const customer = draw.of(people);
    const occurredMs = atHour(day, 8 + 12 * draw.unit());
    const record = {
      id: `parcel-${day.date}-${index}`,
      occurredAt: iso(occurredMs),
      kind: 'operational',
      touchpoint: 'sim-delivery',
      customer: { id: customer.id },
      measures: { deliveryHours: Math.round(wait(draw, kept.deliveryHours) * 10) / 10 },
      attributes: { ...segmentsOf(customer), carrier: draw.of(carriers) },
    };
    return { day, occurredMs, record };
  };
  return hourly('shipping', casesOf(time, draw, parcelsWeekly, parcel));
};

/** How far a day's response rate may be from the touchpoint's. */
const responseNoise = 0.06;
const sentHour = 7;

/**
 * How many surveys each touchpoint sent each day, one list a day. Worked back from who answered, so that response rates
 * are the same every week.
 */
export const surveysSent = (time: SampleTime, answered: readonly Draft[], seed: number): Draft[] => {
  const draw = chance(seed, 'surveys sent');
  const touchpoints = Object.keys(responseShares);
  const days = time.weeks.flat();
  const byDay = Map.groupBy(answered, ({ occurredMs }) => days.findLast(({ midnightMs }) => midnightMs <= occurredMs));
  return days.map((day) => {
    const counts = Map.groupBy(byDay.get(day) ?? [], ({ askedAt }) => askedAt);
    const occurredMs = atHour(day, sentHour);
    const records = touchpoints.map((touchpoint) => {
      const answers = counts.get(touchpoint)?.length ?? 0;
      const noise = 1 + responseNoise * (2 * draw.unit() - 1);
      return {
        id: `sent-${touchpoint}-${day.date}`,
        occurredAt: iso(occurredMs),
        kind: 'operational',
        medium: usualMedium[touchpoint] ?? 'web',
        touchpoint,
        // On a day without answers a few were asked all the same.
        measures: { asked: Math.round((Math.max(answers, 0.5) / (responseShares[touchpoint] ?? 1)) * noise) },
      };
    });
    return { source: 'survey-sender', occurredMs, body: json(records) };
  });
};

/** What happened beside what was said. */
export const operations = (time: SampleTime, seed: number): Draft[] => {
  const people = Object.values(customersByPlan(seed)).flat();
  return [...calls(time, people, seed), ...parcels(time, people, seed)];
};
