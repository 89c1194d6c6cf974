import { beforeAll, describe, expect, it } from 'vitest';
import { loadJourney } from '../../bin/commands/shared.ts';
import { compose } from '../../core/digest/compose.ts';
import type { DigestContent } from '../../core/digest/content.ts';
import { compileMap } from '../../core/journey/map.ts';
import { closedPeriods, periodsBefore } from '../../core/period.ts';
import { sampleWebhooks } from '../../local/sample/sample.ts';
import { better, missed, seemsBetter, silent, worse } from '../../local/sample/truth.ts';
import { rollupsOf, scoreAll } from './sample-rollups.ts';

const now = '2026-11-22T09:00:00Z';

describe('the digests of the sample organisation', () => {
  let digests: Readonly<Record<string, DigestContent>> = {};
  beforeAll(() => {
    const journey = loadJourney('journey.yaml');
    const { later, earlier } = closedPeriods(now, 'weekly', journey.organisation.timeZone);
    const before = periodsBefore(earlier, 'weekly', 5);
    const periods = { later, earlier, before };
    // Seven weeks: two are compared, four tell how much days differ, and one is for what comes late.
    const from = before.at(-1)?.start ?? '';
    const rollups = rollupsOf(
      scoreAll(
        sampleWebhooks(now).filter(({ at }) => at >= from),
        journey,
      ),
    );
    digests = Object.fromEntries(
      journey.digests.map((plan) => [
        plan.audience,
        compose({ journey, map: compileMap(journey), plan, ...rollups, ...periods }),
      ]),
    );
  });

  it('say exactly what was planted: the worsened touchpoint first, then the better one, and no other', () => {
    const { findings } = digests['customer-experience'] as DigestContent;
    expect(findings.map(({ touchpoint, direction }) => [touchpoint, direction])).toEqual([
      [worse.touchpoint, 'worse'],
      [better.touchpoint, 'better'],
    ]);
  });

  it('give the reasons customers named, and say that all plans felt them', () => {
    const { findings } = digests['customer-experience'] as DigestContent;
    expect(findings.map(({ reason }) => reason?.themeName)).toEqual(['Activation code', 'Answered at once']);
    expect(findings.map(({ spread }) => spread?.kind)).toEqual(['everywhere', 'everywhere']);
  });

  it('take what only seems better for a change of who answered', () => {
    const { illusions } = digests['customer-experience'] as DigestContent;
    expect(illusions).toHaveLength(1);
    expect(illusions[0]).toMatchObject({
      touchpoint: seemsBetter.touchpoint,
      direction: 'better',
      dimensionName: 'Plan',
      groupName: 'Contract',
    });
  });

  it('name the source that went silent and the promise that was missed, and no other', () => {
    const content = digests['customer-experience'] as DigestContent;
    expect(content.silent.map(({ source }) => source)).toEqual([silent.source]);
    const promises = content.commitments.filter(({ verdict }) => verdict !== 'kept');
    expect(promises).toMatchObject([{ measure: missed.measure, verdict: 'missed', targetShare: missed.targetShare }]);
  });

  it('tell the care team in Spanish what is theirs, and nothing else', () => {
    const content = digests['care-team'] as DigestContent;
    expect(content.locale).toBe('es');
    expect(content.findings.map(({ touchpointName }) => touchpointName)).toEqual(['Chat de ayuda']);
    expect([content.illusions, content.silent]).toEqual([[], []]);
    expect(content.commitments.map(({ verdict }) => verdict)).toEqual(['missed', 'kept', 'kept']);
  });
});
