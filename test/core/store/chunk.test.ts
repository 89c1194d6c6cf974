import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunk, entryOf, type Placed, planStore } from '../../../core/store/plan.ts';
import { aliasItem, signalItem } from '../../../core/store/signal-item.ts';
import { scored } from '../metrics/scored-signal.ts';
import { anyPlacedBatch, placed } from './entries.ts';

/** JSON of an item is a little longer than what DynamoDB counts for it. */
const bytesOf = (entries: readonly Placed[]): number => {
  const { puts, aliases, adds } = planStore(entries);
  return [...puts.map(signalItem), ...aliases.map(aliasItem), ...adds].reduce(
    (sum, part) => sum + Buffer.byteLength(JSON.stringify(part)),
    0,
  );
};

/** What one transaction asks of DynamoDB, at most: every row an entry adds to or subtracts from, changed or not. */
const demandsOf = (entries: readonly Placed[]) => {
  const rows = new Map<string, Set<string>>();
  for (const { counted, entry } of entries) {
    for (const [cell, tally] of [counted, entry.known?.counted ?? {}].flatMap(Object.entries)) {
      rows.set(cell, new Set([...(rows.get(cell) ?? []), ...Object.keys(tally)]));
    }
  }
  const puts = entries.reduce((sum, { newAliases }) => sum + 1 + newAliases.length, 0);
  return { actions: puts + rows.size, fields: Math.max(0, ...[...rows.values()].map(({ size }) => size)) };
};

/** Batches are large; half of the usual runs meet every limit many times. */
const runs = { numRuns: 50 };

describe('chunk', () => {
  it('loses none, doubles none and keeps the order', () => {
    fc.assert(
      fc.property(anyPlacedBatch, (entries) => {
        const cut = chunk(entries).flat();
        expect(cut.length).toBe(entries.length);
        expect(cut.every((entry, index) => entry === entries[index])).toBe(true);
      }),
      runs,
    );
  });

  it('makes only what one transaction may hold: 100 actions, 3.5 MB, 200 fields a row', () => {
    fc.assert(
      fc.property(anyPlacedBatch, (entries) => {
        for (const part of chunk(entries)) {
          const { actions, fields } = demandsOf(part);
          expect(actions).toBeLessThanOrEqual(100);
          expect(fields).toBeLessThanOrEqual(200);
          expect(bytesOf(part)).toBeLessThanOrEqual(3_500_000);
        }
      }),
      runs,
    );
  });

  it('makes no chunk of nothing, and does not cut again what it made', () => {
    expect(chunk([])).toEqual([]);
    fc.assert(
      fc.property(anyPlacedBatch, (entries) => {
        for (const part of chunk(entries)) {
          expect(part.length).toBeGreaterThan(0);
          expect(chunk(part).length).toBe(1);
        }
      }),
      runs,
    );
  });

  it('takes a queue’s batch of plain answers at one touchpoint as two transactions', () => {
    const entries = Array.from({ length: 100 }, (_, index) =>
      entryOf(scored({ object: `${index}`, scores: { nps: 9 } })),
    );
    // Beside them the two rows all share: the touchpoint’s and the source’s heartbeat.
    expect(chunk(placed(entries)).map(({ length }) => length)).toEqual([98, 2]);
  });

  it('makes room for new customers: each signal brings itself, two aliases and its customer’s month', () => {
    const entries = Array.from({ length: 60 }, (_, index) =>
      entryOf(scored({ object: `${index}`, aliases: [`id-${index}`, `email-${index}`] })),
    );
    // Beside them the touchpoint’s row and the source’s: 2 + 4 × 24 = 98.
    expect(chunk(placed(entries)).map(({ length }) => length)).toEqual([24, 24, 12]);
  });

  it('makes room for the rows a correction leaves', () => {
    const counted = { '2025-03-04#elsewhere#web#all': { n: 1 } };
    const held = { rev: 1, revision: ['1', ''], counted, pending: false, erased: false } as const;
    const entries = Array.from({ length: 100 }, (_, index) => ({
      ...entryOf(scored({ object: `${index}` })),
      known: held,
    }));
    expect(chunk(placed(entries)).map(({ length }) => length)).toEqual([97, 3]);
  });

  it('makes room for the heartbeat of every source in a batch', () => {
    const entries = Array.from({ length: 60 }, (_, index) =>
      entryOf(scored({ object: `${index}`, source: `s${index}` })),
    );
    // One row for the touchpoint; each signal brings itself and a heartbeat: 1 + 2 × 49 = 99.
    expect(chunk(placed(entries)).map(({ length }) => length)).toEqual([49, 11]);
  });

  it('cuts where one more signal would make the update of a row too long', () => {
    const measuring = (index: number) => ({ [`a${index}`]: 1, [`b${index}`]: 1, [`c${index}`]: 1 });
    const entries = Array.from({ length: 40 }, (_, index) =>
      entryOf(scored({ object: `${index}`, kind: 'operational', measures: measuring(index) })),
    );
    // Each signal has twelve fields of its own beside two they share: 2 + 16 × 12 = 194.
    expect(chunk(placed(entries)).map(({ length }) => length)).toEqual([16, 16, 8]);
  });

  it('weighs attributes too: a form may send a thousand characters in each', () => {
    const attributes = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`q${index}`, 'ñ'.repeat(1_000)]));
    const entries = Array.from({ length: 99 }, (_, index) => entryOf(scored({ object: `${index}`, attributes })));
    expect(Math.max(...chunk(placed(entries)).map(bytesOf))).toBeLessThanOrEqual(3_500_000);
  });
});
