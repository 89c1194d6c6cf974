import type { Finding } from '../../../core/insights/finding.ts';
import type { Context, RollupRow } from '../../../core/insights/history.ts';
import type { Candidate } from '../../../core/insights/insight.ts';
import { Journey } from '../../../core/journey/schema.ts';
import { mergeAll, type Tally } from '../../../core/store/tally.ts';

const touchpoint = (id: string, owner: string, commitments: readonly object[] = []) => ({
  id,
  name: id,
  owner,
  media: ['web'],
  commitments,
});

/** A shop with three touchpoints, two owners, two plans, two themes and two promises. */
const journey = Journey.parse({
  organisation: {
    name: 'Shop',
    locale: 'en',
    timeZone: 'Europe/Madrid',
    currency: 'EUR',
    sender: 'listening@shop.example',
  },
  owners: ['sales', 'care'].map((id) => ({ id, name: id, email: `${id}@shop.example` })),
  journeys: [
    {
      id: 'buyer',
      name: 'Buyer',
      stages: [
        {
          id: 'buy',
          name: 'Buy',
          touchpoints: [
            touchpoint('shop', 'sales'),
            touchpoint('delivery', 'sales', [{ measure: 'deliveryHours', limit: 72, targetShare: 0.9 }]),
          ],
        },
        {
          id: 'help',
          name: 'Help',
          touchpoints: [
            touchpoint('desk', 'care', [{ name: 'short wait', measure: 'waitSeconds', limit: 60, targetShare: 0.8 }]),
          ],
        },
      ],
    },
  ],
  sources: [{ id: 'survey', channel: 'typeform', medium: 'web', defaultTouchpoint: 'shop' }],
  segments: [
    {
      id: 'plan',
      name: 'Plan',
      attribute: 'plan',
      values: ['prepaid', 'contract'].map((id) => ({ id, name: id, is: [id] })),
    },
  ],
  themes: ['waiting', 'price'].map((id) => ({ id, name: id, keywords: { en: [id] } })),
  digests: [{ audience: 'all', recipients: ['boss@shop.example'], cadence: 'weekly', hour: 8 }],
});

/** The first two full weeks of June 2025, Monday to Sunday. */
export const context: Context = {
  earlier: { start: '2025-06-02', end: '2025-06-09' },
  later: { start: '2025-06-09', end: '2025-06-16' },
  journey,
  scope: new Set(['shop', 'delivery', 'desk']),
};

/** One row a day from `start` on. */
export const rows = (id: string, start: string, days: readonly Tally[], row: Partial<RollupRow> = {}): RollupRow[] =>
  days.map((tally, index) => {
    const day = new Date(Date.parse(start) + index * 86_400_000).toISOString().slice(0, 10);
    return { day, touchpoint: id, medium: 'web', segment: 'all', tally, ...row };
  });

/** A day of NPS answers. */
export const nps = (promoters: number, passives: number, detractors: number): Tally => ({
  'nps.9': promoters,
  'nps.7': passives,
  'nps.3': detractors,
});

/** A day of read texts. */
export const texts = (positive: number, neutral: number, negative: number): Tally => ({
  'sentiment.positive.8': positive,
  'sentiment.neutral.5': neutral,
  'sentiment.negative.1': negative,
});

export const week = (day: Tally): Tally[] => Array.from({ length: 7 }, () => day);

/** A week of rows for everyone and for each plan. Who has another plan, under `other`, is counted in the first alone. */
export const weekByPlan = (id: string, start: string, plans: Readonly<Record<string, Tally>>): RollupRow[] => {
  const named = Object.entries(plans).filter(([plan]) => plan !== 'other');
  return [
    ...rows(id, start, week(mergeAll(Object.values(plans)))),
    ...named.flatMap(([plan, day]) => rows(id, start, week(day), { segment: `plan=${plan}` })),
  ];
};

/** A candidate as the change insight makes them; name only what matters to the claim. */
export const candidate = (touchpoint: string, p: number, other: Partial<Candidate> = {}): Candidate => ({
  insight: 'change',
  touchpoint,
  owner: 'care',
  metric: 'nps',
  direction: 'worse',
  earlier: { n: 100, value: 30, interval: { low: 16, high: 43 } },
  later: { n: 100, value: 10, interval: { low: -5, high: 25 } },
  difference: -20,
  interval: { low: -35, high: -5 },
  days: { inflation: 1.2, degreesOfFreedom: 30 },
  p,
  evidence: 'C',
  ...other,
});

/** A finding at a touchpoint; name only what matters to the claim. */
export const finding = (touchpoint: string, other: Partial<Finding> = {}): Finding => ({
  ...candidate(touchpoint, 0.001),
  q: 0.01,
  also: [],
  ...other,
});
