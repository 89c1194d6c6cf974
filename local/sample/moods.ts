import type { SampleDay } from './calendar.ts';
import { type Chance, chance } from './chance.ts';
import type { Customer } from './customers.ts';
import type { Mood } from './phrases.ts';
import { better, daySpread, type Moods, seemsBetter, worse } from './truth.ts';

/** How each touchpoint usually leaves a hundred customers. */
const usual: Readonly<Record<string, Moods>> = {
  website: [45, 33, 22],
  'coverage-map': [42, 30, 28],
  'plan-finder': [50, 30, 20],
  'online-order': [57, 22, 21],
  'store-checkout': [58, 25, 17],
  'sim-delivery': [60, 20, 20],
  [worse.touchpoint]: worse.before,
  network: [41, 31, 28],
  'app-account': [43, 32, 25],
  roaming: [48, 25, 27],
  'monthly-bill': [45, 27, 28],
  'top-up': [58, 25, 17],
  'help-desk': [56, 18, 26],
  'phone-queue': [44, 28, 28],
  [better.touchpoint]: better.before,
  'renewal-offer': [38, 34, 28],
  cancellation: [22, 33, 45],
};

/** What a plan or a region adds to the glad and takes from the cross, in points; nothing where something is planted. */
const leanings: Readonly<Record<string, number>> = {
  prepaid: -2,
  contract: 2,
  family: 0,
  north: 1,
  centre: 0,
  south: -1,
  islands: 0,
};
const plantedAt: readonly string[] = [worse.touchpoint, better.touchpoint, seemsBetter.touchpoint];

/** Before chance: the moods of customers like this one, at this place, in this week. */
const expected = (touchpoint: string, { isNewestWeek }: SampleDay, { plan, region }: Customer): Moods => {
  if (touchpoint === seemsBetter.touchpoint) return seemsBetter.moods[plan] ?? [40, 30, 30];
  if (isNewestWeek && touchpoint === worse.touchpoint) return worse.newest;
  if (isNewestWeek && touchpoint === better.touchpoint) return better.newest;
  const [glad, flat, cross] = usual[touchpoint] ?? [45, 30, 25];
  if (plantedAt.includes(touchpoint)) return [glad, flat, cross];
  const leaning = (leanings[plan] ?? 0) + (leanings[region] ?? 0);
  return [glad + leaning, flat, cross - leaning];
};

const names: readonly Mood[] = ['glad', 'flat', 'cross'];

/** A draw of moods that remembers each day's incident at each touchpoint: all who answered that day were in it. */
export const moodDraws = (seed: number) => {
  const incidents = new Map<string, number>();
  const incidentOf = (touchpoint: string, { index }: SampleDay): number => {
    const key = `${touchpoint}/${index}`;
    const known = incidents.get(key);
    if (known !== undefined) return known;
    const incident = daySpread * chance(seed, `incident/${key}`).normal();
    incidents.set(key, incident);
    return incident;
  };
  return (draw: Chance, touchpoint: string, day: SampleDay, customer: Customer): Mood => {
    const [glad, flat, cross] = expected(touchpoint, day, customer);
    const incident = incidentOf(touchpoint, day);
    // What a bad day takes from the glad goes to the cross for the most part.
    const shares = [glad + incident, flat - 0.3 * incident, cross - 0.7 * incident];
    return names[draw.index(shares.map((share) => Math.max(1, share)))] ?? 'flat';
  };
};
