import { checkReservedValues, checkRoutes, checkSchedules, checkSegmentValues } from './check-rules.ts';
import { checkCurrency, checkLanguages, checkTimeZones } from './check-values.ts';
import { atValue, type Problem, suggest } from './problems.ts';
import { type Found, select, selectTexts } from './select.ts';

/** The channels there are adapters for. */
export interface KnownChannels {
  readonly channels: readonly string[];
  /** Those whose events do not say which source they are for. */
  readonly onlyOnce?: readonly string[];
}

/** Looks at unchecked data, so that one run reports a wrong key and a dangling reference alike. */
export type Check = (root: unknown, known: KnownChannels) => readonly Problem[];

const touchpointIds = 'journeys.*.stages.*.touchpoints.*.id';
const stageIds = 'journeys.*.stages.*.id';
const formerIds = 'journeys.*.stages.*.touchpoints.*.was.*';

const repeats = (found: readonly Found<string>[], textOf: (value: string) => string): Problem[] =>
  found.flatMap(({ path, value }, index) => {
    const first = found.find((other) => other.value === value);
    if (!first || found.indexOf(first) === index) return [];
    return [{ ...atValue(path, textOf(value)), before: first.path }];
  });

/** Where ids must differ: stages and touchpoints across all journeys, because digests and routes name them alone. */
const idsOf = {
  owner: 'owners.*.id',
  journey: 'journeys.*.id',
  stage: stageIds,
  touchpoint: touchpointIds,
  source: 'sources.*.id',
  segment: 'segments.*.id',
  theme: 'themes.*.id',
  audience: 'digests.*.audience',
} as const;

/** A case is counted as kept or missed once per measure, so a touchpoint can promise a measure once. */
const checkCommitments: Check = (root) =>
  select(root, 'journeys.*.stages.*.touchpoints.*').flatMap((touchpoint) =>
    repeats(
      selectTexts(touchpoint.value, 'commitments.*.measure').map(({ path, value }) => ({
        path: [...touchpoint.path, ...path],
        value,
      })),
      (measure) => `${measure} is promised twice here: keep one limit`,
    ),
  );

const taken = (word: string) => (id: string) => `the ${word} \`${id}\` is there twice: rename or remove one`;

const checkIds: Check = (root) => [
  ...Object.entries(idsOf).flatMap(([word, pattern]) => repeats(selectTexts(root, pattern), taken(word))),
  ...select(root, 'segments.*').flatMap((segment) =>
    repeats(
      selectTexts(segment.value, 'values.*.id').map(({ path, value }) => ({ path: [...segment.path, ...path], value })),
      taken('segment value'),
    ),
  ),
];

const checkFormerIds: Check = (root) => {
  const living = new Map(selectTexts(root, touchpointIds).map((found) => [found.value, found]));
  const former = selectTexts(root, formerIds);
  const alive = former.flatMap(({ path, value }): Problem[] => {
    const touchpoint = living.get(value);
    if (!touchpoint) return [];
    const text = `\`${value}\` cannot be a former id while a touchpoint has it: rename that touchpoint, or remove this`;
    return [{ ...atValue(path, text), before: touchpoint.path }];
  });
  const twice = repeats(
    former.filter(({ value }) => !living.has(value)),
    (id) => `the former id \`${id}\` is there twice: its history can only go to one touchpoint`,
  );
  return [...alive, ...twice];
};

const references = [
  { from: 'journeys.*.stages.*.touchpoints.*.owner', word: 'owner', to: idsOf.owner },
  { from: 'sources.*.defaultTouchpoint', word: 'touchpoint', to: touchpointIds },
  { from: 'sources.*.routing.*.touchpoint', word: 'touchpoint', to: touchpointIds },
  { from: 'digests.*.scope.touchpoints.*', word: 'touchpoint', to: touchpointIds },
  { from: 'digests.*.scope.stages.*', word: 'stage', to: stageIds },
] as const;

/** Former ids and who has their history now. */
const successors = (root: unknown): ReadonlyMap<string, string> =>
  new Map(
    select(root, 'journeys.*.stages.*.touchpoints.*').flatMap(({ value }) =>
      selectTexts(value, 'was.*').flatMap((former) =>
        selectTexts(value, 'id').map((living): [string, string] => [former.value, living.value]),
      ),
    ),
  );

const dangling = (
  found: readonly Found<string>[],
  word: string,
  known: readonly string[],
  newIds?: ReadonlyMap<string, string>,
): Problem[] => {
  // When nothing is known that is the problem, and it is reported once where the list should be.
  if (known.length === 0) return [];
  const lost = found.filter(({ value }) => !known.includes(value));
  return lost.map(({ path, value }) => {
    const newId = newIds?.get(value);
    if (newId !== undefined) return atValue(path, `\`${value}\` is a former id: write \`${newId}\``);
    return atValue(path, `there is no ${word} \`${value}\`: ${suggest(value, known)}`);
  });
};

const checkReferences: Check = (root) =>
  references.flatMap(({ from, word, to }) => {
    const known = selectTexts(root, to).map(({ value }) => value);
    return dangling(selectTexts(root, from), word, known, word === 'touchpoint' ? successors(root) : undefined);
  });

const checkChannels: Check = (root, { channels, onlyOnce = [] }) => {
  const found = selectTexts(root, 'sources.*.channel');
  return [
    ...dangling(found, 'channel', channels),
    ...repeats(
      found.filter(({ value }) => onlyOnce.includes(value)),
      (channel) => `a second source of ${channel} would count its events twice: remove one`,
    ),
  ];
};

/** Everything one value alone cannot tell. A new check is a function and a line here. */
export const checks: readonly Check[] = [
  checkIds,
  checkCommitments,
  checkFormerIds,
  checkReferences,
  checkChannels,
  checkTimeZones,
  checkCurrency,
  checkLanguages,
  checkRoutes,
  checkSegmentValues,
  checkReservedValues,
  checkSchedules,
];
