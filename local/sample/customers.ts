import { chance } from './chance.ts';

export type Plan = 'prepaid' | 'contract' | 'family';

/** Somebody who comes back through several tools: each knows them by what it asks for. */
export interface Customer {
  readonly id: string;
  readonly email: string;
  readonly phone: string;
  readonly plan: Plan;
  readonly region: string;
  readonly language: 'es' | 'en';
}

const customerCount = 3_600;
const plans: readonly Plan[] = ['prepaid', 'contract', 'family'];
const regions = ['north', 'centre', 'south', 'islands'];
const planWeights = [41, 41, 18];
const regionWeights = [24, 34, 27, 15];
/** Residents and retired people who write English live where the sun is. */
const englishShares: Readonly<Record<string, number>> = { north: 0.18, centre: 0.25, south: 0.37, islands: 0.47 };

/** The customers of Faro Móvil, by plan. Addresses end in `example.org` and numbers in what nobody was given. */
export const customersByPlan = (seed: number): Readonly<Record<Plan, readonly Customer[]>> => {
  const draw = chance(seed, 'customers');
  const all = Array.from({ length: customerCount }, (_, index): Customer => {
    const plan = plans[draw.index(planWeights)] ?? 'prepaid';
    const region = regions[draw.index(regionWeights)] ?? 'centre';
    const number = 10_000 + index;
    return {
      id: `C-${number}`,
      email: `cliente.${number}@example.org`,
      phone: `+346000${number}`,
      plan,
      region,
      language: draw.happens(englishShares[region] ?? 0) ? 'en' : 'es',
    };
  });
  const { prepaid = [], contract = [], family = [] } = Object.groupBy(all, ({ plan }) => plan);
  return { prepaid, contract, family };
};

/** Plans as they are among customers, unless a survey reaches other people. */
export const usualPlans: Readonly<Record<Plan, number>> = { prepaid: 41, contract: 41, family: 18 };
