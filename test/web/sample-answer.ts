import { loadJourney } from '../../bin/commands/shared.ts';
import { compose } from '../../core/digest/compose.ts';
import type { DigestContent } from '../../core/digest/content.ts';
import type { RollupRow } from '../../core/insights/history.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { DigestPlan, Locale } from '../../core/journey/schema.ts';
import type { MapAnswer } from '../../core/map/api.ts';
import { sheetOf } from '../../core/map/sheet.ts';
import { type Period, periodsBefore } from '../../core/period.ts';
import { sampleWebhooks } from '../../local/sample/sample.ts';
import { rollupsOf, scoreAll } from '../local/sample-rollups.ts';

export const later = { start: '2026-11-09', end: '2026-11-16' };
const journey = loadJourney('journey.yaml');
const [week = later, ...before] = periodsBefore(later, 'weekly', 6);
const rollups = rollupsOf(
  scoreAll(
    sampleWebhooks('2026-11-22T09:00:00Z').filter(({ at }) => at >= (before.at(-1)?.start ?? '')),
    journey,
  ),
);

/** A week of the sample organisation, or what `keep` leaves of it: as its digest says it, and as the page is given it. */
export const sampleWeek = (
  locale: Locale,
  { earlier = week, keep = () => true }: { earlier?: Period; keep?: (row: RollupRow) => boolean } = {},
): { digest: DigestContent; answer: MapAnswer } => {
  const plan: DigestPlan = { audience: 'all', recipients: [], cadence: 'weekly', hour: 0, scope: {}, locale };
  const history = rollups.history.filter(keep);
  const heartbeats = history.length > 0 ? rollups.heartbeats : [];
  const input = { journey, map: compileMap(journey), plan, history, heartbeats, later, earlier, before };
  const digest = compose(input);
  return {
    digest,
    answer: {
      sheet: sheetOf(digest, input),
      asked: {
        cadence: 'weekly',
        period: later.start,
        compare: earlier.start,
        earlier: week.start,
        latest: { weekly: later.start, monthly: '2026-10', quarterly: '2026-Q3' },
        comparable: [week, ...before].map((period) => ({ word: period.start, period })),
      },
      segments: [{ id: 'plan', name: 'Plan', values: [{ id: 'contract', name: 'Contract' }] }],
      media: ['web', 'app', 'chat'],
      answersMin: 10,
      isNothingHeard: heartbeats.length === 0,
      everybody: true,
      readsStories: true,
    },
  };
};
