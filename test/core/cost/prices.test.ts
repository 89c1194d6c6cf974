import { describe, expect, it } from 'vitest';
import { dollarsOf, type Price, prices } from '../../../core/cost/prices.ts';

describe('a price', () => {
  it('takes less for the units of a later tier, and as before for those of the first', () => {
    expect(dollarsOf(prices.comprehend, 10_000_000)).toBeCloseTo(1_000, 6);
    // 1,000 for ten million, 2,000 for the next forty, 25 for one million more.
    expect(dollarsOf(prices.comprehend, 51_000_000)).toBeCloseTo(3_025, 6);
  });

  it('goes on in the tier where the units before ended', () => {
    expect(dollarsOf(prices.comprehend, 2_000_000, { before: 9_000_000 })).toBeCloseTo(100 + 50, 6);
  });

  it('takes nothing for what is free, once', () => {
    expect(dollarsOf(prices.queueRequest, 1_500_000, { free: 1_000_000 })).toBeCloseTo(0.2, 9);
    expect(dollarsOf(prices.queueRequest, 1_000_000, { before: 600_000, free: 1_000_000 })).toBeCloseTo(0.24, 9);
    expect(dollarsOf(prices.queueRequest, 300, { free: 1_000_000 })).toBe(0);
  });

  it.each(Object.entries<Price>(prices))('%s names its page and how it is known, and its tiers rise', (_, price) => {
    expect(price.page).toMatch(/^https:\/\/aws\.amazon\.com\/[a-z-/]+\/pricing\//);
    expect(price.known).not.toBe('');
    const starts = price.tiers.map(({ from }) => from);
    expect(starts[0]).toBe(0);
    expect(starts).toEqual([...new Set(starts)].toSorted((a, b) => a - b));
  });
});
