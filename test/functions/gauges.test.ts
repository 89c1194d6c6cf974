import { afterEach, describe, expect, it, vi } from 'vitest';
import { gaugesOf } from '../../functions/gauges.ts';

afterEach(() => vi.restoreAllMocks());

describe('what a function measures', () => {
  it('goes all by one way however much it is, each line with the same dimensions', () => {
    const past: unknown[] = [];
    const keep = (chunk: unknown): boolean => past.push(chunk) > 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(console, 'log').mockImplementation(keep);
    const printed: Record<string, unknown>[] = [];
    const measure = gaugesOf({ STACK_NAME: 'Mine' }, { print: (line) => printed.push(JSON.parse(line)) });
    const Unauthorized = Array.from({ length: 150 }, (_, index) => index);
    measure({ Unauthorized, HandedBack: [7] }, { source: 'survey' });
    measure({ Bounced: [] });
    vi.restoreAllMocks();

    expect(past).toEqual([]);
    expect(printed.flatMap((line) => line.Unauthorized)).toEqual(Unauthorized);
    expect(printed.flatMap(({ HandedBack = [] }) => HandedBack)).toEqual([7]);
    expect(printed.map(({ service, source }) => [service, source])).toEqual(printed.map(() => ['Mine', 'survey']));
    const lengths = printed.map((line) => [line.Unauthorized].flat().length);
    // CloudWatch takes a hundred values of a metric in one line.
    expect(Math.max(...lengths)).toBeLessThanOrEqual(100);
  });
});
