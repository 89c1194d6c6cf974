import { describe, expect, it } from 'vitest';
import { costOfBatch, writeUnitsPerSignal } from '../../../core/cost/batch.ts';

describe('the cost of a batch', () => {
  it('is what Comprehend and the table take for it, by hand', () => {
    // 105 units at $0.0001; 100 × 10.9 write units at $0.625 and 100 × 1.1 read units at $0.125 per million.
    expect(costOfBatch({ comprehendUnits: 105, signals: 100 })).toBeCloseTo(0.0105 + 0.00068125 + 0.00001375, 12);
    expect(costOfBatch({ comprehendUnits: 0, signals: 1 })).toBeCloseTo(0.000010625 + 0.0000001375, 12);
  });

  it('is nothing when nothing was stored', () => {
    expect(costOfBatch({ comprehendUnits: 0, signals: 0 })).toBe(0);
  });
});

describe('write units of a signal', () => {
  it.each([
    [1, 17],
    [10, 14.5],
    [100, 10.9],
    [1_000, 8.3],
    [5_000, 8.3],
  ])('are what was measured in batches of %i', (signals, units) => {
    expect(writeUnitsPerSignal(signals)).toBe(units);
  });

  it('lie between what was measured otherwise', () => {
    // The middle between 1 and 10, on a scale of multiples.
    expect(writeUnitsPerSignal(Math.sqrt(10))).toBeCloseTo((17 + 14.5) / 2, 9);
  });
});
