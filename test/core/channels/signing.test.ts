import { describe, expect, it } from 'vitest';
import { isoTime, unixMs, unixSeconds } from '../../../core/channels/signing.ts';
import { isFresh } from '../../../core/channels/verify.ts';

describe('the time a tool signs', () => {
  const nowMs = 1_772_443_260_000;

  it.each([
    [unixSeconds, '1772443260'],
    [unixMs, '1772443260000'],
    [isoTime, '2026-03-02T09:21:00.000Z'],
  ])('is read as it is written (%#)', (clock, text) => {
    expect([clock.msOf(text), clock.textOf(nowMs)]).toEqual([nowMs, text]);
  });

  it('is never fresh when it is written otherwise', () => {
    for (const text of ['', ' 1', '1e9', '-1', '1.5', '0x10', 'NaN', '1772443260000']) {
      expect(isFresh(unixSeconds.msOf(text), 0)).toBe(false);
    }
    for (const text of ['', ' 1', '1e9', '-1', '1772443260000000']) expect(isFresh(unixMs.msOf(text), 0)).toBe(false);
    for (const text of ['', 'soon', '1772443260']) expect(isFresh(isoTime.msOf(text), 0)).toBe(false);
  });
});
