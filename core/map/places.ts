import type { JourneyMap } from '../journey/map.ts';
import type { Journey } from '../journey/schema.ts';
import type { Cadence } from '../period.ts';
import type { Place } from './figures.ts';

type Scope = ReadonlySet<string>;

const scopesOf = (journey: Journey, map: JourneyMap): readonly Scope[] =>
  [{ scope: {} }, ...journey.digests].map((plan) => map.scope(plan));

/** What the audiences of a cadence answer for, each of whom gets a mail. */
export const mailedScopes = (journey: Journey, map: JourneyMap, cadence: Cadence | undefined): readonly Scope[] =>
  journey.digests.filter((digest) => digest.cadence === cadence).map((digest) => map.scope(digest));

export const isSame = (one: Scope, other: Scope): boolean =>
  one.size === other.size && [...one].every((id) => other.has(id));

const without = (one: Scope, other: Scope): Scope => new Set([...one].filter((id) => !other.has(id)));

const single = (journey: Journey): Place[] =>
  journey.journeys
    .flatMap(({ stages }) => stages.flatMap(({ touchpoints }) => touchpoints))
    .map(({ id }) => ({ kind: 'touchpoint', touchpoints: new Set([id]) }));

/** Where scores are shown: over all an audience answers for, the whole journey at least, and at a touchpoint. */
export const scoredPlaces = (journey: Journey, map: JourneyMap): readonly Place[] => {
  const scopes = scopesOf(journey, map);
  const rests = scopes.flatMap((one) => scopes.map((other) => without(one, other)));
  return [
    ...scopes.map((touchpoints): Place => ({ kind: 'audience', touchpoints })),
    ...single(journey),
    ...rests.map((touchpoints): Place => ({ kind: 'rest', touchpoints })),
  ];
};

/** Where themes are shown: over what an audience answers for in a stage, and at a touchpoint. */
export const themedPlaces = (journey: Journey, map: JourneyMap): readonly Place[] => {
  const stages = journey.journeys.flatMap((one) =>
    one.stages.map(({ touchpoints }) => touchpoints.map(({ id }) => id)),
  );
  const within = scopesOf(journey, map).flatMap((scope) =>
    stages.map((ids): Place => ({ kind: 'stage', touchpoints: new Set(ids.filter((id) => scope.has(id))) })),
  );
  return [...within, ...single(journey)];
};
