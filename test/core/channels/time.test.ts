import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  firstInstant,
  hoursBetween,
  instantOf,
  secondsBetween,
  UnixMs,
  UnixTime,
} from '../../../core/channels/time.ts';

describe('instantOf', () => {
  it('reads any offset as the same instant', () => {
    const instants = ['2026-03-02T09:20:00Z', '2026-03-02T10:20:00+01:00', '2026-03-02T04:20:00.000999-05:00'];
    expect(new Set(instants.map(instantOf))).toEqual(new Set(['2026-03-02T09:20:00.000Z']));
  });

  it('refuses times that are not whole or do not exist', () => {
    const times = [
      '2026-03-02T09:20:00',
      '2026-03-02',
      '2026-02-30T00:00:00Z',
      '0000-01-01T00:00:00+02:00',
      '',
      5,
      null,
    ];
    expect(times.map(instantOf)).toEqual(Array.from({ length: times.length }));
  });
});

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

describe('a time in unix milliseconds', () => {
  it('is the same instant, and nothing else', () => {
    expect(z.safeParse(UnixMs, 1_772_443_900_500).data).toBe('2026-03-02T09:31:40.500Z');
    for (const value of [0, -1, '1772443900500', 1e300, null]) expect(z.safeParse(UnixMs, value).success).toBe(false);
  });
});

describe('when it happened', () => {
  it('is the first full time, else when we heard of it', () => {
    expect(firstInstant(0, null, '2026-03-02', '2026-03-02T10:20:00+01:00', '2026-03-03T00:00:00Z')).toBe(
      '2026-03-02T09:20:00.000Z',
    );
    expect(firstInstant(0, undefined)).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('how long it took', () => {
  const [from, to] = ['2026-03-02T09:00:00.000Z', '2026-03-02T10:30:00.500Z'];

  it('is counted in the unit that is asked for', () => {
    expect([secondsBetween(from, to), hoursBetween(from, from)]).toEqual([5_400.5, 0]);
  });

  it('is unknown without both times, and when nobody could mean it', () => {
    const spans = [
      secondsBetween(from, undefined),
      secondsBetween(to, from),
      secondsBetween('1970-01-01T00:00:00.000Z', to),
    ];
    expect(spans).toEqual([undefined, undefined, undefined]);
  });
});
