import { readAnswers, readVerbatim } from '../aws/answers.ts';
import { readHeartbeats } from '../aws/heartbeats.ts';
import { readHistory } from '../aws/history.ts';
import { readLinks } from '../aws/people.ts';
import type { Table } from '../aws/table.ts';
import { compose } from '../core/digest/compose.ts';
import { conclude } from '../core/digest/conclude.ts';
import type { DigestContent, Verbatim } from '../core/digest/content.ts';
import { choosePlaces, chooseVerbatims, type VerbatimEntry, type VoicePlace } from '../core/digest/verbatim.ts';
import type { Finding } from '../core/insights/finding.ts';
import { type Rechecked, recheck } from '../core/insights/recheck.ts';
import { compileMap } from '../core/journey/map.ts';
import type { DigestPlan, Journey } from '../core/journey/schema.ts';
import { closedPeriods, dayAfter, periodsBefore } from '../core/period.ts';

/** A quarter of weeks on the trend, the two that are compared included. */
const trendPeriods = 13;
/** Among how many answers a voice is looked for: it has to be one that is worth quoting, not the best of a city. */
const voiceAnswersMax = 1_750;

/** Everything a digest says, from what the table holds. */
export const composeFor = async (
  table: Table,
  journey: Journey,
  plan: DigestPlan,
  due: string,
): Promise<DigestContent> => {
  const { later, earlier } = closedPeriods(due, plan.cadence, journey.organisation.timeZone);
  const before = periodsBefore(earlier, plan.cadence, trendPeriods - 2);
  const stretch = { start: before.at(-1)?.start ?? earlier.start, end: later.end };
  const history = await readHistory(table, stretch, earlier.start);
  // Heartbeats are kept by the days of UTC, which end up to twelve hours after those of the organisation.
  const heartbeats = await readHeartbeats(table, journey.sources, { start: stretch.start, end: dayAfter(stretch.end) });
  const map = compileMap(journey);
  const content = compose({ journey, map, plan, history, heartbeats, later, earlier, before });

  const links = await readLinks(table);
  const rechecked = new Map<string, Rechecked & Pick<Finding, 'also'>>();
  const quotes = new Map<string, Verbatim>();
  const quoteOf = (entries: readonly VerbatimEntry[], { touchpointName, direction }: VoicePlace) =>
    readVerbatim(
      table,
      chooseVerbatims(entries, direction, content.locale).map(({ key }) => key),
      touchpointName,
    );
  for (const finding of content.findings) {
    const answers = {
      earlier: await readAnswers(table, finding.touchpoint, earlier, links),
      later: await readAnswers(table, finding.touchpoint, later, links),
    };
    const left = recheck(finding, answers);
    if (left === undefined) continue;
    const also = finding.also.filter((other) => recheck({ ...other, days: finding.days }, answers));
    rechecked.set(finding.touchpoint, { ...left, also });
    const quote = await quoteOf(answers.later.answers, finding);
    if (quote) quotes.set(finding.touchpoint, quote);
  }
  const voices: Verbatim[] = [];
  for (const place of choosePlaces(content)) {
    const { answers } = await readAnswers(table, place.touchpoint, later, links, voiceAnswersMax);
    const voice = await quoteOf(answers, place);
    if (voice) voices.push(voice);
  }
  return conclude(content, { rechecked, quotes, voices });
};
