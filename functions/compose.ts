import { readAnswers, readVerbatim } from '../aws/answers.ts';
import { readHeartbeats } from '../aws/heartbeats.ts';
import { readHistory } from '../aws/history.ts';
import { readLinks } from '../aws/people.ts';
import type { Table } from '../aws/table.ts';
import { compose, type DigestInput } from '../core/digest/compose.ts';
import { conclude, type Evidence } from '../core/digest/conclude.ts';
import type { DigestContent, DigestFinding, Verbatim } from '../core/digest/content.ts';
import { choosePlaces, chooseVerbatims, type VerbatimEntry, type VoicePlace } from '../core/digest/verbatim.ts';
import type { Finding } from '../core/insights/finding.ts';
import { segmentNamesOf } from '../core/insights/groups.ts';
import { type Rechecked, recheck } from '../core/insights/recheck.ts';
import { compileMap } from '../core/journey/map.ts';
import type { DigestPlan, Journey } from '../core/journey/schema.ts';
import type { Links } from '../core/people/links.ts';
import { closedPeriods, dayAfter, type Period, periodsBefore } from '../core/period.ts';

/** A quarter of weeks on the trend, the two that are compared included. */
const trendPeriods = 13;
/** Among how many answers a voice is looked for: it has to be one that is worth quoting, not the best of a city. */
const voiceAnswersMax = 1_750;

/** What is compared, with which periods before (the nearest first), and since when sources are listened for. */
export interface Compared extends Pick<DigestInput, 'later' | 'earlier' | 'before'> {
  readonly listened: Period;
}

/** What a digest is composed from, as the table holds it. */
export const readInput = async (
  table: Table,
  journey: Journey,
  plan: DigestInput['plan'],
  { later, earlier, before, listened }: Compared,
): Promise<DigestInput> => {
  const first = before.at(-1)?.start ?? earlier.start;
  const names = segmentNamesOf(journey);
  // What lies between two periods that do not meet is nobody's business here.
  const stretches =
    earlier.end === later.start ? [{ start: first, end: later.end }] : [{ start: first, end: earlier.end }, later];
  const [heartbeats, ...histories] = await Promise.all([
    // Heartbeats are kept by the days of UTC, which end up to twelve hours after those of the organisation.
    readHeartbeats(table, journey.sources, { start: listened.start, end: dayAfter(listened.end) }),
    ...stretches.map((stretch) => {
      const start = stretch.start < earlier.start ? earlier.start : stretch.start;
      return readHistory(table, stretch, { names, start });
    }),
  ]);
  const history = histories.flat();
  return { journey, map: compileMap(journey), plan, history, heartbeats, later, earlier, before };
};

/** A finding held against the single answers it rests on, and the answers a voice may be chosen from. */
interface Witnessed {
  readonly finding: DigestFinding;
  readonly left: Rechecked & Pick<Finding, 'also'>;
  readonly answers: readonly VerbatimEntry[];
}

/** The findings that do not rest on a few busy customers. */
export const readWitnesses = async (
  table: Table,
  { findings, period, previous }: Pick<DigestContent, 'findings' | 'period' | 'previous'>,
  links: Links,
): Promise<readonly Witnessed[]> => {
  const witnessed = findings.map(async (finding): Promise<Witnessed[]> => {
    const [earlier, later] = await Promise.all([
      readAnswers(table, finding.touchpoint, previous, links),
      readAnswers(table, finding.touchpoint, period, links),
    ]);
    const left = recheck(finding, { earlier, later });
    if (left === undefined) return [];
    const also = finding.also.filter((other) => recheck({ ...other, days: finding.days }, { earlier, later }));
    return [{ finding, left: { ...left, also }, answers: later.answers }];
  });
  return (await Promise.all(witnessed)).flat();
};

export const recheckedIn = (witnesses: readonly Witnessed[]): Evidence['rechecked'] =>
  new Map(witnesses.map(({ finding, left }) => [finding.touchpoint, left]));

/** Everything a digest says, from what the table holds. */
export const composeFor = async (
  table: Table,
  journey: Journey,
  plan: DigestPlan,
  due: string,
): Promise<DigestContent> => {
  const { later, earlier } = closedPeriods(due, plan.cadence, journey.organisation.timeZone);
  const before = periodsBefore(earlier, plan.cadence, trendPeriods - 2);
  const listened = { start: before.at(-1)?.start ?? earlier.start, end: later.end };
  const content = compose(await readInput(table, journey, plan, { later, earlier, before, listened }));

  const links = await readLinks(table);
  const witnesses = await readWitnesses(table, content, links);
  const quoteOf = (entries: readonly VerbatimEntry[], { touchpointName, direction }: VoicePlace) =>
    readVerbatim(
      table,
      chooseVerbatims(entries, direction, content.locale).map(({ key }) => key),
      touchpointName,
    );
  const quotes = new Map<string, Verbatim>();
  for (const { finding, answers } of witnesses) {
    const quote = await quoteOf(answers, finding);
    if (quote) quotes.set(finding.touchpoint, quote);
  }
  const voices: Verbatim[] = [];
  for (const place of choosePlaces(content)) {
    const { answers } = await readAnswers(table, place.touchpoint, later, links, voiceAnswersMax);
    const voice = await quoteOf(answers, place);
    if (voice) voices.push(voice);
  }
  return conclude(content, { rechecked: recheckedIn(witnesses), quotes, voices });
};
