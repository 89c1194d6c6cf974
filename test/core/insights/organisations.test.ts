import { describe, expect, it } from 'vitest';
import { digestOf } from './organisations.ts';

const seeds = Array.from({ length: 200 }, (_, seed) => seed + 1);

describe('the insight path over 200 organisations it has never seen', () => {
  const digests = seeds.map((seed) => digestOf(seed));
  const share = (holds: (digest: (typeof digests)[number]) => boolean) => digests.filter(holds).length / digests.length;

  it('names the touchpoint that really got worse first in at least 95 of 100', () => {
    const first = share(
      ({
        truth,
        content: {
          findings: [lead],
        },
      }) => lead?.touchpoint === truth.worse && lead.direction === 'worse',
    );
    expect(first).toBeGreaterThanOrEqual(0.95);
  });

  it('names the one that got better, too', () => {
    const told = share(({ truth, content }) =>
      content.findings.some(({ touchpoint, direction }) => touchpoint === truth.better && direction === 'better'),
    );
    expect(told).toBeGreaterThanOrEqual(0.95);
  });

  it('flags a change that is none in at most 10 of 100, where other people answered included', () => {
    const flagged = share(({ truth, content }) =>
      content.findings.some(({ touchpoint }) => touchpoint !== truth.worse && touchpoint !== truth.better),
    );
    expect(flagged).toBeLessThanOrEqual(0.1);
  });

  it('calls what only seems better by its name, and nothing else', () => {
    const told = share(
      ({ truth, content }) => content.illusions.map(({ touchpoint }) => touchpoint).join() === truth.illusion,
    );
    expect(told).toBeGreaterThanOrEqual(0.95);
  });

  it('tells the reason in the theme the customers named', () => {
    const told = share(
      ({ truth, content }) =>
        content.findings.find(({ touchpoint }) => touchpoint === truth.worse)?.reason?.themeName === truth.theme,
    );
    expect(told).toBeGreaterThanOrEqual(0.95);
  });

  it('says that a trouble of everybody is one, and points at a group in at most 10 of 100', () => {
    const local = share(
      ({ truth, content }) =>
        content.findings.find(({ touchpoint }) => touchpoint === truth.worse)?.spread?.kind === 'local',
    );
    expect(local).toBeLessThanOrEqual(0.1);
  });

  it('names exactly the source that went silent and the promise that was missed', () => {
    const silent = share(({ truth, content }) => content.silent.map(({ source }) => source).join() === truth.silent);
    const missed = share(
      ({ truth, content }) =>
        content.commitments
          .filter(({ verdict }) => verdict === 'missed')
          .map(({ touchpointName }) => touchpointName)
          .join() === truth.missed,
    );
    expect([silent, missed].map((part) => part >= 0.95)).toEqual([true, true]);
  });
});
