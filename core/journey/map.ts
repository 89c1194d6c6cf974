import { createHash } from 'node:crypto';
import { dayOfInstant } from '../period.ts';
import type { Signal } from '../signal.ts';
import { otherSegment } from '../store/keys.ts';
import { compileKeywords } from '../text/themes.ts';
import type { DigestPlan, Journey, Locale, Name, Owner, Source, Touchpoint } from './schema.ts';

/**
 * The journey as functions ask it while they run. Types alone come from the schema: neither zod nor YAML is in a bundle.
 */

type Attributes = Signal['attributes'];

/** A touchpoint and the stage it belongs to. */
export interface PlacedTouchpoint extends Touchpoint {
  readonly stage: { readonly id: string; readonly name: Name };
}

/** What of a signal decides its place. */
export interface Placeable {
  readonly touchpoint?: string | undefined;
  readonly attributes: Attributes;
  readonly text?: string | undefined;
}

export interface JourneyMap {
  /** Twelve hex digits that change whenever signals could be placed or counted otherwise. */
  readonly version: string;
  /** By its id, a former one, or its name in any language, whatever the case. */
  readonly touchpoint: (id: string) => PlacedTouchpoint | undefined;
  /** Who answers for a touchpoint; undefined for one that is no longer on the map. */
  readonly ownerOf: (touchpointId: string) => Owner | undefined;
  /** The touchpoint of a signal: its own when it is known, else the first route that matches, else the source's. */
  readonly place: (signal: Placeable, source: Pick<Source, 'id' | 'defaultTouchpoint'>) => string;
  /** One value id per dimension, `other` when none matches. */
  readonly segmentsOf: (attributes: Attributes) => Record<string, string>;
  /** The touchpoints an audience answers for. */
  readonly scope: (digest: Pick<DigestPlan, 'scope'>) => ReadonlySet<string>;
  /** The organisation's calendar day of an instant, `yyyy-mm-dd`. */
  readonly dayOf: (instantIso: string) => string;
}

/**
 * A name in one language.
 *
 * @example nameIn({ en: 'Billing', es: 'Facturación' }, 'es') // => 'Facturación'
 */
export const nameIn = (name: Name, locale: Locale): string => (typeof name === 'string' ? name : name[locale]);

/** How values of attributes are compared: as text, whatever the case. */
export const folded = (value: string | number | boolean): string => String(value).trim().toLowerCase();

const compileRoute = ({ touchpoint, attribute, is = [], keywords }: Source['routing'][number]) => {
  const values = new Set(is.map(folded));
  const isInText = keywords && compileKeywords(keywords);
  const matches = ({ attributes, text }: Placeable): boolean => {
    const value = attribute === undefined ? undefined : attributes[attribute];
    // Tags come as one text, joined by spaces: any of its words may match.
    const words = value === undefined ? [] : [folded(value), ...folded(value).split(/\s+/)];
    return words.some((word) => values.has(word)) || (text !== undefined && isInText?.(text) === true);
  };
  return { touchpoint, matches };
};

/** The value of one dimension. Whole values only: somebody in "north west" is not in "north". */
const compileSegment = ({ id, attribute, values }: Journey['segments'][number]) => {
  const valueIds = new Map(values.flatMap((value) => value.is.map((match) => [folded(match), value.id] as const)));
  return (attributes: Attributes): [string, string] => {
    const value = attributes[attribute];
    return [id, (value === undefined ? undefined : valueIds.get(folded(value))) ?? otherSegment];
  };
};

const placedTouchpoints = ({ journeys }: Journey): PlacedTouchpoint[] =>
  journeys.flatMap(({ stages }) =>
    stages.flatMap(({ id, name, touchpoints }) =>
      touchpoints.map((touchpoint) => ({ ...touchpoint, stage: { id, name } })),
    ),
  );

/**
 * The hash of what decides where and under what a signal counts, and of nothing else: an owner's new address or a new
 * label must not recount years of signals, nor must another order of the file.
 */
const versionOf = (journey: Journey): string => {
  const inAnyOrder = (entries: readonly unknown[]) => entries.map((entry) => JSON.stringify(entry)).toSorted();
  const decisive = [
    journey.organisation.timeZone,
    inAnyOrder(
      placedTouchpoints(journey).map(({ id, was, commitments }) => [
        id,
        was.toSorted(),
        inAnyOrder(commitments.map(({ measure, limit }) => [measure, limit])),
      ]),
    ),
    inAnyOrder(
      journey.sources.map(({ id, defaultTouchpoint, routing }) => [
        id,
        defaultTouchpoint,
        routing.map(({ touchpoint, attribute, is, keywords }) => [touchpoint, attribute, is, keywords]),
      ]),
    ),
    inAnyOrder(
      journey.segments.map(({ id, attribute, values }) => [
        id,
        attribute,
        inAnyOrder(values.map((value) => [value.id, inAnyOrder(value.is)])),
      ]),
    ),
    inAnyOrder(journey.themes.map(({ id, keywords }) => [id, keywords.en, keywords.es])),
  ];
  return createHash('sha256').update(JSON.stringify(decisive)).digest('hex').slice(0, 12);
};

/**
 * Compiles a checked journey into the lookups the functions need; do it once per process.
 *
 * @example
 * const map = compileMap(journey);
 * map.place({ attributes: { tags: 'vip billing' } }, source) // => 'monthly-bill'
 */
export const compileMap = (journey: Journey): JourneyMap => {
  const touchpoints = placedTouchpoints(journey);
  const byId = new Map(
    touchpoints.flatMap((touchpoint) => touchpoint.was.map((former) => [former, touchpoint] as const)),
  );
  // Living ids last, so that they win over a former one in a map that nobody checked.
  for (const touchpoint of touchpoints) byId.set(touchpoint.id, touchpoint);
  // People and spreadsheets write names; an id that looks the same wins.
  for (const touchpoint of touchpoints) {
    for (const name of typeof touchpoint.name === 'string' ? [touchpoint.name] : Object.values(touchpoint.name)) {
      if (!byId.has(folded(name))) byId.set(folded(name), touchpoint);
    }
  }
  const owners = new Map(journey.owners.map((owner) => [owner.id, owner]));
  const routes = new Map(journey.sources.map(({ id, routing }) => [id, routing.map(compileRoute)]));
  const segments = journey.segments.map(compileSegment);
  const touchpoint = (id: string) => byId.get(folded(id));

  return {
    version: versionOf(journey),
    touchpoint,
    ownerOf: (id) => owners.get(touchpoint(id)?.owner ?? ''),
    place: (signal, source) =>
      (signal.touchpoint === undefined ? undefined : touchpoint(signal.touchpoint)?.id) ??
      routes.get(source.id)?.find(({ matches }) => matches(signal))?.touchpoint ??
      source.defaultTouchpoint,
    segmentsOf: (attributes) => Object.fromEntries(segments.map((segmentOf) => segmentOf(attributes))),
    scope: ({ scope: { stages = [], touchpoints: ids = [] } }) => {
      const isEverything = stages.length + ids.length === 0;
      const inScope = touchpoints.filter(
        ({ id, stage }) => isEverything || stages.includes(stage.id) || ids.includes(id),
      );
      return new Set(inScope.map(({ id }) => id));
    },
    dayOf: (instantIso) => dayOfInstant(instantIso, journey.organisation.timeZone),
  };
};
