import fc from 'fast-check';
import type { ScoredSignal } from '../../core/signal.ts';
import { scored } from '../core/metrics/scored-signal.ts';

/** One delivery of one version of one fact; `isRead` is false where Comprehend was down. */
export interface Delivery {
  readonly fact: number;
  readonly version: number;
  readonly isRead: boolean;
}

/** What may befall one request to the table. After `lost` and `failed late` the write took effect all the same. */
const faults = [
  'none',
  'conflict',
  'throttled',
  'exceeded',
  'slow down',
  'failed early',
  'failed late',
  'lost',
] as const;
export type Fault = (typeof faults)[number];

/** A worker that dies at one of its attempts, before or after the table heard of it. */
export interface Death {
  readonly attempt: number;
  readonly heard: boolean;
}

export interface Scenario {
  /** What each worker is handed, all at the same time. */
  readonly batches: readonly (readonly Delivery[])[];
  /** In the order in which requests reach the table; none after the last. */
  readonly faults: readonly Fault[];
  /** By worker. */
  readonly deaths: readonly (Death | undefined)[];
}

const anyDelivery: fc.Arbitrary<Delivery> = fc.record({
  fact: fc.integer({ min: 0, max: 3 }),
  version: fc.integer({ min: 0, max: 3 }),
  isRead: fc.boolean(),
});
const anyBatches = fc.array(fc.array(anyDelivery, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });
const anyDeath = fc.option(fc.record({ attempt: fc.integer({ min: 0, max: 3 }), heard: fc.boolean() }), {
  nil: undefined,
});

/** Duplicates, corrections in any order, several workers: everything at-least-once delivery may do on a good day. */
export const anyGoodDay: fc.Arbitrary<Scenario> = fc.record({
  batches: anyBatches,
  faults: fc.constant([]),
  deaths: fc.constant([]),
});

/** The same with everything the table, the network and Lambda may do on top. */
export const anyBadDay: fc.Arbitrary<Scenario> = fc.record({
  batches: anyBatches,
  faults: fc.array(fc.constantFrom(...faults), { maxLength: 30 }),
  deaths: fc.array(anyDeath, { maxLength: 5 }),
});

/** What a version says follows from its number, as a revision's content hash has it. Facts share their rows. */
export const signalOf = ({ fact, version, isRead }: Delivery): ScoredSignal => {
  const label = version % 2 === 0 ? 'positive' : 'negative';
  const [positive, negative] = version % 2 === 0 ? [0.8, 0.1] : [0.1, 0.8];
  return scored({
    object: `object-${fact >> 1}`,
    part: `part-${fact % 2}`,
    revision: [String(version >> 1), String(version % 2)],
    touchpoint: (fact + version) % 3 === 0 ? 'help-desk' : 'store-visit',
    day: version === 3 ? '2025-04-01' : '2025-03-31',
    segments: version === 1 ? {} : { plan: version === 2 ? 'gold' : 'other' },
    scores: { nps: (3 * fact + 4 * version) % 11 },
    text: `version ${version}`,
    themes: version === 0 ? ['queue'] : [],
    ...(isRead
      ? { sentiment: { label, scores: { positive, negative, neutral: 0.1, mixed: 0 } } }
      : { unscored: 'pending' }),
  });
};
