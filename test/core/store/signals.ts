import fc from 'fast-check';
import type { ScoredSignal } from '../../../core/signal.ts';
import { anySignal } from '../metrics/scored-signal.ts';

/** Ids as a journey may have them. */
export const anyId = fc.stringMatching(/^[a-z][a-z0-9-]{0,11}$/);

export const anyDay = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

export const anyRevision = fc.tuple(
  fc.integer({ min: 0, max: 9 }).map((order) => String(order).padStart(3, '0')),
  fc.constantFrom('a', 'b'),
);

const anyMeasures = fc.dictionary(
  fc.stringMatching(/^[a-z][A-Za-z0-9]{0,7}$/).filter((name) => name !== '__proto__'),
  fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.double({ min: 0, max: 100_000, noNaN: true })),
  { maxKeys: 3 },
);

const anyOutcome: fc.Arbitrary<NonNullable<ScoredSignal['outcome']>> = fc.record(
  {
    event: fc.constantFrom('purchase', 'renewal', 'refund', 'churn'),
    amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    currency: fc.constantFrom('EUR', 'USD'),
  },
  { requiredKeys: ['event'] },
);

const anyOneIn = fc.constantFrom<(number | string)[]>(1, 4, 25, 0, -3, 2.5, '4', 5e6, 1e200);

/** Leaves out what is undefined, as the types want it. */
const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any signal the table may be asked to store and count. */
export const anyScored: fc.Arbitrary<ScoredSignal> = fc
  .record({
    base: anySignal,
    source: anyId,
    object: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    part: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    revision: anyRevision,
    touchpoint: anyId,
    day: anyDay,
    segments: fc.dictionary(anyId, anyId, { maxKeys: 2 }),
    themes: fc.uniqueArray(anyId, { maxLength: 3 }),
    measures: fc.tuple(anyMeasures, maybe(fc.integer({ min: 0, max: 7_200 }))),
    promised: fc.constantFrom<('kept' | 'missed' | undefined)[]>('kept', 'missed', undefined),
    oneIn: maybe(anyOneIn),
    said: maybe(fc.string({ unit: 'grapheme' })),
    unscored: maybe(fc.constantFrom('pending' as const, 'language' as const, 'rejected' as const)),
    solicited: maybe(fc.boolean()),
    outcome: maybe(anyOutcome),
    aliases: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 3 }),
  })
  .map(({ base, measures: [some, waitSeconds], promised, oneIn, said, unscored, ...rest }) => {
    const measures = present({ ...some, waitSeconds }) as Record<string, number>;
    const commitments = promised ? Object.fromEntries(Object.keys(measures).map((name) => [name, promised])) : {};
    const attributes = present({ plan: 'gold', oneIn }) as ScoredSignal['attributes'];
    const reading = base.sentiment ? {} : { unscored };
    return { ...base, ...present({ ...rest, ...reading, text: said }), measures, commitments, attributes };
  });
