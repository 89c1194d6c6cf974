import fc from 'fast-check';
import type { ScoredSignal } from '../../../core/signal.ts';
import { contributionOf } from '../../../core/store/contribution.ts';
import { type Entry, entryOf, type Placed, placeAll } from '../../../core/store/plan.ts';
import { anyRevision, anyScored } from './signals.ts';

/** A signal on its way, new or as the correction of another that was counted somewhere else. */
const anyEntry: fc.Arbitrary<Entry<ScoredSignal>> = fc
  .record({
    signal: anyScored,
    before: fc.option(anyScored, { nil: undefined }),
    rev: fc.integer({ min: 1, max: 99 }),
    revision: anyRevision,
    pending: fc.boolean(),
  })
  .map(({ signal, before, ...held }) =>
    before
      ? { ...entryOf(signal), known: { ...held, erased: false, counted: contributionOf(before) } }
      : entryOf(signal),
  );

/** What score has in its hands at once: some few facts, no two of one key. */
export const anyEntries = fc.uniqueArray(anyEntry, {
  maxLength: 12,
  selector: ({ signal: { source, object, part } }) => `${source} ${object} ${part}`,
});

/** Fills up a batch: many signals made from few, so that rows are both shared and not. Long texts make it heavy. */
const anyBatch: fc.Arbitrary<Entry<ScoredSignal>[]> = fc
  .record({
    some: fc.array(anyEntry, { minLength: 1, maxLength: 10 }),
    touchpoints: fc.integer({ min: 1, max: 40 }),
    size: fc.oneof(
      fc.record({ signals: fc.integer({ min: 0, max: 250 }), letters: fc.constantFrom(0, 10) }),
      fc.record({ signals: fc.integer({ min: 0, max: 25 }), letters: fc.constant(60_000) }),
    ),
    letter: fc.constantFrom('a', 'ñ', '漢', '😀', '"'),
  })
  .map(({ some, touchpoints, size: { signals, letters }, letter }) =>
    Array.from({ length: signals }, (_, index) => {
      const entry = some[index % some.length] as Entry<ScoredSignal>;
      const text = letter.repeat(letters);
      const signal = { ...entry.signal, object: String(index), touchpoint: `t${index % touchpoints}`, text };
      return { ...entry, ...entryOf(signal) };
    }),
  );

/** Entries as a commit plans them that knows none of their aliases. */
export const placed = (entries: readonly Entry<ScoredSignal>[]): Placed<ScoredSignal>[] => placeAll(entries, new Map());

/** The same for a whole batch. */
export const anyPlacedBatch = anyBatch.map(placed);
