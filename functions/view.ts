import { readHeartbeats } from '../aws/heartbeats.ts';
import { readHistory } from '../aws/history.ts';
import { readLinks } from '../aws/people.ts';
import type { Table } from '../aws/table.ts';
import { compose } from '../core/digest/compose.ts';
import { conclude } from '../core/digest/conclude.ts';
import type { DigestContent } from '../core/digest/content.ts';
import type { History } from '../core/insights/history.ts';
import type { Definitions } from '../core/journey/definitions.ts';
import type { JourneyMap } from '../core/journey/map.ts';
import type { Journey, Locale } from '../core/journey/schema.ts';
import { segmentFor, type Viewer } from '../core/map/access.ts';
import { freshSeconds } from '../core/map/age.ts';
import type { MapQuery } from '../core/map/api.ts';
import { type Filter, segmentFrom, withinFilter } from '../core/map/filter.ts';
import { Refused } from '../core/map/refused.ts';
import type { Sheet } from '../core/map/schema.ts';
import { type SheetInput, sheetOf } from '../core/map/sheet.ts';
import { type Asked, askedPeriods } from '../core/map/when.ts';
import { type Shown, shownOf } from '../core/map/withhold.ts';
import { type Period, periodsBefore } from '../core/period.ts';
import { readInput, readWitnesses, recheckedIn } from './compose.ts';
import type { Recalled, Remembered } from './remembered.ts';

/** What every answer is read from, and when it was asked for. */
export interface Sight {
  readonly table: Table;
  readonly journey: Journey;
  readonly map: JourneyMap;
  readonly definitions: Definitions;
  readonly nowMs: number;
  readonly views: Remembered<View>;
}

/** One view of the journey: the sheet somebody asked for, and what it was made from. */
export interface View {
  readonly asked: Asked;
  readonly filter: Filter;
  readonly content: DigestContent;
  readonly input: SheetInput;
  readonly shown: Shown;
  readonly sheet: Sheet;
}

const periodWords =
  'period: there is no such period, it is not over yet, or it does not go with what it is compared with; ask for a week as 2026-11-09, a month as 2026-10, a quarter as 2026-Q3';

/** @throws {Refused} when the journey has no such segment, or the viewer may not look at it */
const filterFor = ({ segment: asked, medium }: MapQuery, viewer: Viewer, journey: Journey): Filter => {
  const { isAllowed, segment } = segmentFor(viewer, asked);
  if (!isAllowed) throw new Refused('forbidden', `segment: your groups do not let you look at ${segment}`);
  const row = segment === undefined ? undefined : segmentFrom(segment, journey);
  if (segment !== undefined && row === undefined) {
    throw new Refused('bad-request', `segment: the journey has no ${segment}`);
  }
  return { ...(row !== undefined && { segment: row }), ...(medium !== undefined && { medium }) };
};

/**
 * Which periods and whom a view is of.
 *
 * @throws {Refused} when it cannot be shown, or not to this viewer
 */
export const planView = (
  { journey, nowMs }: Pick<Sight, 'journey' | 'nowMs'>,
  viewer: Viewer,
  query: MapQuery,
): Pick<View, 'asked' | 'filter'> => {
  const asked = askedPeriods(query, new Date(nowMs).toISOString(), journey.organisation.timeZone);
  if (asked === undefined) throw new Refused('bad-request', periodWords);
  return { asked, filter: filterFor(query, viewer, journey) };
};

/** The months of the quarters that are compared, whose sheets anybody can look at on their own. */
const partsOf = ({ cadence, later, earlier }: Asked): readonly Period[] =>
  cadence === 'quarterly'
    ? [later, earlier].flatMap(({ end }) => periodsBefore({ start: end, end }, 'monthly', 3))
    : [];

/**
 * Reads one view: as the digest of that period says it, and laid along the journey.
 *
 * Where it is of a segment or medium its findings are not held against single answers: entries of the index do not tell
 * either.
 *
 * @throws {Refused} when it cannot be shown, or not to this viewer
 */
export const readView = async (sight: Sight, viewer: Viewer, query: MapQuery): Promise<View> =>
  (await recallView(sight, viewer, query, freshSeconds * 1_000)).value;

/**
 * The same for whoever would rather have it at once than as it is now.
 *
 * @param oldestMs how long ago it may have been read at most
 */
export const recallView = async (
  sight: Sight,
  viewer: Viewer,
  query: MapQuery,
  oldestMs: number,
): Promise<Recalled<View>> => {
  const { asked, filter } = planView(sight, viewer, query);
  const locale: Locale = query.lang ?? sight.journey.organisation.locale;
  const plan = { audience: 'page', scope: { touchpoints: [...viewer.scope] }, locale };
  // Whatever two readers may see differently is in the key.
  const key = JSON.stringify([asked, filter, plan]);
  return sight.views.get(key, oldestMs, () => readAnew(sight, plan, asked, filter));
};

/** The rows of a segment that tell how much its days differ anyway; everyone's are read with what is compared. */
const readBefore = async (table: Table, { before, earlier }: Asked, { segment }: Filter): Promise<History> => {
  const start = before.at(-1)?.start;
  if (segment === undefined || start === undefined) return [];
  const rows = await readHistory(table, { start, end: earlier.start }, { names: [segment], start });
  return rows.filter((row) => row.segment === segment);
};

const readAnew = async (
  { table, journey, map }: Sight,
  plan: SheetInput['plan'],
  asked: Asked,
  filter: Filter,
): Promise<View> => {
  const [whole, links, before] = await Promise.all([
    readInput(table, journey, plan, asked),
    readLinks(table),
    readBefore(table, asked, filter),
  ]);
  const isFiltered = Object.keys(filter).length > 0;
  const history = isFiltered ? withinFilter([...before, ...whole.history], filter) : whole.history;
  const digestInput = { ...whole, history };
  const composed = compose(digestInput);
  const content = isFiltered
    ? composed
    : conclude(composed, {
        rechecked: recheckedIn(await readWitnesses(table, composed, links)),
        quotes: new Map(),
        voices: [],
      });
  const input: SheetInput = {
    journey,
    map,
    plan,
    history,
    heartbeats: whole.heartbeats,
    whole: whole.history,
    filter,
    parts: partsOf(asked),
  };
  const shown = shownOf(input, content);
  return { asked, filter, content, input, shown, sheet: sheetOf(content, input, shown) };
};

/** The last one included, as in the digest's trend. */
const seriesPeriods = 13;

/**
 * What a touchpoint's series is told from: of a view that some mail tells, a quarter of weeks or a year of months; of any
 * other, the two periods that are compared, because what else may be shown is worked out for no more.
 */
export const readSeries = async (table: Table, { asked, filter, input }: View) => {
  const { cadence, earlier, later } = asked;
  if (Object.keys(filter).length > 0 || cadence === 'quarterly') return { input, periods: [earlier, later] };
  const before = periodsBefore(later, cadence, seriesPeriods - 1);
  const start = before.at(-1)?.start ?? later.start;
  const stretch = await readHistory(table, { start, end: later.end });
  // What is compared with may lie farther back than the series goes.
  const history = [...input.history.filter(({ day }) => day < start), ...stretch];
  return { input: { ...input, history }, periods: [...before.toReversed(), later] };
};

/** The last day on which any source was heard; nothing when none ever was. */
export const readNewestDay = async ({ table, journey }: Sight): Promise<string | undefined> => {
  const heartbeats = await readHeartbeats(table, journey.sources, { start: '0', end: '9' });
  return heartbeats
    .map(({ day }) => day)
    .toSorted()
    .at(-1);
};
