import { describe, expect, it } from 'vitest';
import { digestOf } from './organisations.ts';

describe('the insight path over 60 weeks in which nothing happened', () => {
  const digests = Array.from({ length: 60 }, (_, seed) => digestOf(1_001 + seed, true).content);

  it('finds nothing in at least 90, and no silence or missed promise in any', () => {
    const quiet = digests.filter(({ findings, illusions }) => findings.length + illusions.length === 0);
    expect(quiet.length / digests.length).toBeGreaterThanOrEqual(0.9);
    expect(digests.flatMap(({ silent }) => silent)).toEqual([]);
    expect(digests.flatMap(({ commitments }) => commitments).filter(({ verdict }) => verdict === 'missed')).toEqual([]);
  });
});
