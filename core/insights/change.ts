import { type MetricName, metrics } from '../metrics/registry.ts';
import { scoreNames } from '../signal.ts';
import type { Tally } from '../store/tally.ts';
import { type Comparison, compare, type Lacking, wholeOf } from './compare.ts';
import { byDay, byTouchpoint } from './history.ts';
import type { Candidate, Insight, TooFew } from './insight.ts';

interface Place {
  readonly id: string;
  readonly owner: string;
}

/** The score most answers of the later period are on: chosen by how many answered, never by what they answered. */
export const mainScore = (later: Tally): MetricName =>
  scoreNames.reduce((main, name) => (metrics[name].size(later) > metrics[main].size(later) ? name : main));

const candidate = ({ id, owner }: Place, metric: MetricName, compared: Comparison): Candidate => ({
  insight: 'change',
  touchpoint: id,
  owner,
  metric,
  direction: compared.change.difference < 0 ? 'worse' : 'better',
  earlier: compared.earlier,
  later: compared.later,
  ...compared.change,
  days: compared.days,
  evidence: 'C',
});

/** Of the metrics that could not be tested, the one with most answers in the period that has fewer. */
const nearest = (place: Place, lacking: readonly (readonly [MetricName, Lacking])[], before: Tally, after: Tally) => {
  const poorer = ({ answers }: TooFew) => Math.min(answers.earlier, answers.later);
  return lacking
    .map(([metric, what]): TooFew => {
      const answers = { earlier: metrics[metric].size(before), later: metrics[metric].size(after) };
      return { touchpoint: place.id, metric, answers, lacking: what };
    })
    .reduce((best, next) => (poorer(next) > poorer(best) ? next : best));
};

/**
 * Did something really change at a touchpoint since the period before?
 *
 * Tests the touchpoint's main score and its net sentiment, nothing else: every further question asked of the same
 * answers makes all findings of the digest less certain.
 */
export const change: Insight = {
  find(history, { earlier, later, before: olderPeriods = [], journey, scope }) {
    const earlierRows = byTouchpoint(history, earlier, scope);
    const laterRows = byTouchpoint(history, later, scope);
    const older = olderPeriods.map((period) => byTouchpoint(history, period, scope));
    const touchpoints = journey.journeys.flatMap(({ stages }) => stages.flatMap((stage) => stage.touchpoints));
    const candidates: Candidate[] = [];
    const tooFew: TooFew[] = [];

    for (const place of touchpoints.filter(({ id }) => scope.has(id))) {
      const earlierDays = byDay(earlierRows.get(place.id) ?? []);
      const laterDays = byDay(laterRows.get(place.id) ?? []);
      const olderDays = older.map((rows) => byDay(rows.get(place.id) ?? []));
      const [before, after] = [wholeOf(earlierDays), wholeOf(laterDays)];
      const tested: Candidate[] = [];
      const untested: [MetricName, Lacking][] = [];
      for (const name of [mainScore(after), 'netSentiment'] as const) {
        const compared = compare(metrics[name], earlierDays, laterDays, olderDays);
        if (typeof compared === 'string') untested.push([name, compared]);
        else tested.push(candidate(place, name, compared));
      }
      candidates.push(...tested);
      if (tested.length === 0) tooFew.push(nearest(place, untested, before, after));
    }
    return { candidates, tooFew };
  },
};
