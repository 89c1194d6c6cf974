import type { Journey } from '../../core/journey/schema.ts';

type Place = Journey['journeys'][number]['stages'][number]['touchpoints'][number];

const place = (id: string, more: Partial<Place> = {}): Place => ({
  id,
  name: id,
  owner: 'care',
  kind: 'learn',
  media: ['web'],
  commitments: [],
  was: [],
  ...more,
});

const promise = (limit: number): Place['commitments'] => [{ measure: 'waitSeconds', limit, targetShare: 0.9 }];

const journeyOf = (
  timeZone: string,
  places: readonly Place[],
  billing: string,
  plans: string[],
  wait: string[],
): Journey => ({
  organisation: {
    name: 'Simulated',
    locale: 'en',
    timeZone,
    currency: 'EUR',
    sender: 'us@simulated.example',
    retentionDays: 1_000,
  },
  owners: [{ id: 'care', name: 'Care', email: 'care@simulated.example' }],
  journeys: [{ id: 'all', name: 'All', stages: [{ id: 'all', name: 'All', touchpoints: [...places] }] }],
  sources: ['forms', 'tickets'].map((id) => ({
    id,
    channel: 'generic',
    medium: id === 'forms' ? 'web' : 'email',
    defaultTouchpoint: 'shop',
    questions: {},
    solicited: id === 'forms',
    routing: [{ touchpoint: billing, attribute: 'tags', is: ['billing'] }],
    active: true,
  })),
  segments: [
    {
      id: 'plan',
      name: 'Plan',
      attribute: 'plan',
      values: plans.map((plan) => ({ id: plan, name: plan, is: [plan] })),
    },
  ],
  themes: [{ id: 'waiting', name: 'Waiting', keywords: { en: wait } }],
  digests: [
    {
      audience: 'care',
      recipients: ['care@simulated.example'],
      cadence: 'weekly',
      weekday: 'monday',
      hour: 8,
      scope: {},
    },
  ],
});

/**
 * The journey before and after somebody changed nearly all of it: other days, another promise, a renamed touchpoint, one
 * that took over another's signals, another segment and another keyword. `fold.ts` knows both by words of its own.
 */
export const journeys: readonly [Journey, Journey] = [
  journeyOf('UTC', [place('shop'), place('desk', { commitments: promise(120) })], 'desk', ['gold'], ['queue']),
  journeyOf(
    'Asia/Tokyo',
    [place('shop'), place('help-desk', { commitments: promise(60), was: ['desk'] }), place('bill')],
    'bill',
    ['gold', 'silver'],
    ['queue', 'wait'],
  ),
];
