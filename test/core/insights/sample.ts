import type { Context, RollupRow } from '../../../core/insights/history.ts';
import type { Candidate } from '../../../core/insights/insight.ts';
import { Journey } from '../../../core/journey/schema.ts';
import type { Tally } from '../../../core/store/tally.ts';

const touchpoint = (id: string, owner: string) => ({ id, name: id, owner, media: ['web'] });

/** A shop with three touchpoints and two owners. */
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
        { id: 'buy', name: 'Buy', touchpoints: [touchpoint('shop', 'sales'), touchpoint('delivery', 'sales')] },
        { id: 'help', name: 'Help', touchpoints: [touchpoint('desk', 'care')] },
      ],
    },
  ],
  sources: [{ id: 'survey', channel: 'typeform', medium: 'web', defaultTouchpoint: 'shop' }],
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
