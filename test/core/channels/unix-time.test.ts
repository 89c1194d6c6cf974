import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { UnixTime } from '../../../core/channels/unix-time.ts';

const read = (value: unknown) => z.safeParse(UnixTime, value).data;

describe('a time in unix seconds', () => {
  it.each([
    [1_772_443_900, '2026-03-02T09:31:40.000Z'],
    [1_772_444_501.42, '2026-03-02T09:41:41.420Z'],
    ['1772443900', '2026-03-02T09:31:40.000Z'],
    ['1772444800.000200', '2026-03-02T09:46:40.000Z'],
  ])('reads %j', (seconds, instant) => expect(read(seconds)).toBe(instant));

  it.each([
    [0],
    [-1],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [1_772_443_900_000],
    ['0'],
    [' 1'],
    ['1e3'],
    ['soon'],
    [null],
    [true],
  ])('refuses %j, milliseconds included', (value) => expect(read(value)).toBeUndefined());
});
