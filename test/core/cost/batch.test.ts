import { describe, expect, it } from 'vitest';
import { comprehendDollars, comprehendUnits, costOfBatch, writeUnitsPerSignal } from '../../../core/cost/batch.ts';

describe('reading texts', () => {
  it('costs what Comprehend counts: units of a hundred characters, three at least', () => {
    expect(comprehendUnits(['short', 'x'.repeat(300), '😀'.repeat(301)])).toBe(3 + 3 + 4);
    // https://aws.amazon.com/comprehend/pricing/: 10,000 texts of 550 characters are 60,000 units, 6 dollars.
    expect(comprehendDollars(60_000)).toBe(6);
  });
});

describe('the cost of a batch', () => {
  it('is what Comprehend and the table take for it, by hand', () => {
    const texts = Array.from({ length: 35 }, () => 'short');
    // 105 units at $0.0001; 100 × 10.9 write units at $0.625 and 100 × 1.1 read units at $0.125 per million.
    expect(costOfBatch(texts, 100)).toBeCloseTo(0.0105 + 0.00068125 + 0.00001375, 12);
    expect(costOfBatch([], 1)).toBeCloseTo(0.000010625 + 0.0000001375, 12);
  });

  it('is nothing when nothing was stored', () => {
    expect(costOfBatch([], 0)).toBe(0);
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
