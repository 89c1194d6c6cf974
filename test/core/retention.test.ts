import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgottenAtSeconds, isPastRetention, monthForgottenAtSeconds } from '../../core/retention.ts';

const dayMs = 86_400_000;
const nowMs = Date.parse('2026-03-02T09:20:00.000Z');
const ago = (milliseconds: number) => new Date(nowMs - milliseconds).toISOString();

describe('retention', () => {
  it('refuses what happened longer ago than its days, to the millisecond', () => {
    expect(isPastRetention(ago(760 * dayMs), nowMs, 760)).toBe(false);
    expect(isPastRetention(ago(760 * dayMs + 1), nowMs, 760)).toBe(true);
  });

  it('refuses nothing and forgets nothing without a number of days', () => {
    expect(isPastRetention('1999-12-31T23:59:59.999Z', nowMs, undefined)).toBe(false);
    expect(forgottenAtSeconds('1999-12-31T23:59:59.999Z', undefined)).toBeUndefined();
  });

  it('knows the moment whatever zone it is written in', () => {
    expect(isPastRetention('2026-02-20T09:19:59Z', nowMs, 10)).toBe(true);
    expect(isPastRetention('2026-02-20T09:19:59-01:00', nowMs, 10)).toBe(false);
  });

  it('lets the table forget thirty days later, in whole seconds', () => {
    expect(forgottenAtSeconds('2026-03-02T09:20:00.000Z', 760)).toBe((nowMs + 790 * dayMs) / 1_000);
    expect(forgottenAtSeconds('2026-03-02T09:20:00.001Z', 760)).toBe((nowMs + 790 * dayMs) / 1_000 + 1);
  });

  it('never lets the table forget what a late correction may still replace', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 * dayMs }), fc.integer({ min: 100, max: 3_660 }), (sinceMs, days) => {
        const occurredAt = ago(sinceMs);
        const isForgotten = (forgottenAtSeconds(occurredAt, days) ?? 0) * 1_000 <= nowMs;
        expect(isForgotten && !isPastRetention(occurredAt, nowMs, days)).toBe(false);
      }),
    );
  });

  it('has a month forgotten after every signal of it, wherever its days begin and end', () => {
    const moments = ['2026-03-31T23:59:59.999-12:00', '2026-03-01T00:00:00+14:00', '2026-02-28T23:00:00-12:00'];
    for (const moment of moments) {
      expect(monthForgottenAtSeconds('2026-03', 760)).toBeGreaterThan(forgottenAtSeconds(moment, 760) ?? 0);
    }
    expect(new Date(monthForgottenAtSeconds('2026-03', undefined) * 1_000).toISOString()).toMatch(/^9999-12-31T/);
  });
});
