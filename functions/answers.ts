import { isKnown, readKnown } from '../aws/person.ts';
import { shownAnswersMin } from '../core/insights/headline.ts';
import { nameIn } from '../core/journey/map.ts';
import type { Journey, Locale } from '../core/journey/schema.ts';
import type { Viewer } from '../core/map/access.ts';
import type { CustomerAnswer, CustomerQuery, MapAnswer, MapQuery, TouchpointAnswer } from '../core/map/api.ts';
import { customerOf } from '../core/map/customer.ts';
import { Refused } from '../core/map/refused.ts';
import { touchpointOf } from '../core/map/touchpoint.ts';
import { waysFrom } from '../core/map/when.ts';
import { isWholeId } from '../core/people/whom.ts';
import { type Medium, media, type StoredSignal } from '../core/signal.ts';
import type { Recalled } from './remembered.ts';
import { readNewestDay, readSeries, readView, recallView, type Sight, type View } from './view.ts';

const segmentsOf = ({ segments }: Journey, viewer: Viewer, locale: Locale): MapAnswer['segments'] =>
  segments
    .map(({ id, name, values }) => ({
      id,
      name: nameIn(name, locale),
      values: values
        .filter((value) => viewer.segments.length === 0 || viewer.segments.includes(`${id}:${value.id}`))
        .map((value) => ({ id: value.id, name: nameIn(value.name, locale) })),
    }))
    .filter(({ values }) => values.length > 0);

const mediaOf = ({ journeys }: Journey): readonly Medium[] => {
  const declared = new Set(
    journeys.flatMap(({ stages }) => stages.flatMap((stage) => stage.touchpoints.flatMap((one) => one.media))),
  );
  return media.filter((medium) => declared.has(medium));
};

/**
 * The sheet of a period, and the ways from it to others.
 *
 * @param oldestMs how long ago it may have been read at most
 */
export const answerMap = async (
  sight: Sight,
  viewer: Viewer,
  query: MapQuery,
  oldestMs: number,
): Promise<Recalled<MapAnswer>> => {
  const { value: view, ageMs } = await recallView(sight, viewer, query, oldestMs);
  return { value: await mapAnswer(sight, viewer, view), ageMs };
};

const mapAnswer = async (sight: Sight, viewer: Viewer, view: View): Promise<MapAnswer> => {
  const { journey } = sight;
  const { asked, filter, sheet } = view;
  const nowIso = new Date(sight.nowMs).toISOString();
  const isSilent = sheet.signals.later === 0;
  const newestDay = isSilent ? await readNewestDay(sight) : undefined;
  return {
    sheet,
    asked: {
      cadence: asked.cadence,
      ...waysFrom(asked, nowIso, journey.organisation.timeZone),
      ...(filter.segment !== undefined && { segment: filter.segment.replace('=', ':') }),
      ...(filter.medium !== undefined && { medium: filter.medium }),
    },
    segments: segmentsOf(journey, viewer, sheet.locale),
    media: mediaOf(journey),
    answersMin: shownAnswersMin,
    isNothingHeard: isSilent && newestDay === undefined,
    ...(newestDay !== undefined && { newestDay }),
    everybody: viewer.segments.length === 0,
    readsStories: viewer.readsStories,
  };
};

/** @throws {Refused} when there is no such touchpoint, or it is not this viewer's */
export const requireTouchpoint = ({ map }: Pick<Sight, 'map'>, { scope }: Viewer, id: string): void => {
  if (map.touchpoint(id) === undefined) throw new Refused('not-found', `touchpoint: the journey has no ${id}`);
  if (!scope.has(id)) throw new Refused('forbidden', `touchpoint: ${id} is outside of what you answer for`);
};

/** One touchpoint of a view. */
export const answerTouchpoint = async (
  sight: Sight,
  viewer: Viewer,
  id: string,
  query: MapQuery,
): Promise<TouchpointAnswer> => {
  requireTouchpoint(sight, viewer, id);
  const view = await readView(sight, viewer, query);
  const { input, periods } = await readSeries(sight.table, view);
  const definition = sight.definitions[id];
  const { content, sheet, shown } = view;
  const ground = { content, sheet, input, periods, ...(definition && { definition }) };
  const answer = touchpointOf(id, ground, shown);
  if (answer === undefined) throw new Refused('not-found', `touchpoint: the journey has no ${id}`);
  return answer;
};

/** @throws {Refused} when this viewer may read no stories, or nobody is known by that id */
export const answerCustomer = async (
  { table, journey, map, nowMs }: Sight,
  viewer: Viewer,
  id: string,
  { lang }: CustomerQuery,
): Promise<CustomerAnswer> => {
  if (!viewer.readsStories) {
    throw new Refused('forbidden', "customer: nobody let you read customers' stories; the group `names` would");
  }
  const nobody = new Refused('not-found', 'customer: nobody is known by that, or they asked to be forgotten');
  if (!isWholeId(id)) throw nobody;
  const known = await readKnown(table, { aliases: [], customer: id }, journey, new Date(nowMs));
  if (!isKnown(known)) throw nobody;
  const tells = ({ touchpoint, segments }: { touchpoint: string; segments: StoredSignal['segments'] }): boolean =>
    // Who answers for the whole journey does so for what was in it once, too.
    (viewer.role !== 'manager' || viewer.scope.has(touchpoint)) && isOfSegments(segments, viewer);
  const answer = customerOf(known, { journey, map, locale: lang ?? journey.organisation.locale, tells });
  if (answer.steps.length === 0) {
    throw new Refused('forbidden', 'customer: nothing they did is in what you answer for');
  }
  return answer;
};

const isOfSegments = (own: StoredSignal['segments'], { segments }: Viewer): boolean =>
  segments.length === 0 || Object.entries(own).some(([id, value]) => segments.includes(`${id}:${value}`));
