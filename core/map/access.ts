import type { JourneyMap } from '../journey/map.ts';
import type { Journey } from '../journey/schema.ts';

/** Somebody who signed in, and what they may see. */
export interface Viewer {
  /** Names them in the audit line: their id at the user pool, never an address. */
  readonly subject: string;
  readonly role: 'manager' | 'analyst' | 'admin';
  /** Ids of the touchpoints they answer for. */
  readonly scope: ReadonlySet<string>;
  /** The only segments they may look at, as `plan:contract`; none means everybody. */
  readonly segments: readonly string[];
  /** Whether they may read what single customers did, and words of groups so small that they tell who it was. */
  readonly readsStories: boolean;
}

const managing = 'manager:';
const segmented = 'segment:';

/** Groups of the user pool that this journey knows; who is in none of the first two kinds sees nothing. */
export const groupsFor = ({ digests, segments }: Pick<Journey, 'digests' | 'segments'>): readonly string[] => [
  'admin',
  'analyst',
  ...digests.map(({ audience }) => `${managing}${audience}`),
  ...segments.flatMap(({ id, values }) => values.map((value) => `${segmented}${id}:${value.id}`)),
  'names',
];

/** API Gateway hands a list on as the text `[admin names]`. */
const groupsIn = (claim: unknown): readonly string[] =>
  Array.isArray(claim)
    ? claim.map(String)
    : String(claim ?? '')
        .replaceAll(/[[\],]/g, ' ')
        .split(' ')
        .filter((group) => group !== '');

/**
 * What the token of somebody who signed in lets them see. Roles are groups of the user pool: `admin` sees everything,
 * `analyst` the whole journey, `manager:AUDIENCE` what the digest of that audience is about, narrowed by
 * `segment:DIMENSION:VALUE`; `names` adds customers' stories.
 *
 * @param claims of a token that was verified
 * @returns nothing for who has no role here
 */
export const viewerOf = (
  claims: Readonly<Record<string, unknown>>,
  journey: Pick<Journey, 'digests' | 'segments'>,
  map: Pick<JourneyMap, 'scope'>,
): Viewer | undefined => {
  const groups = groupsIn(claims['cognito:groups']);
  const isIn = (group: string): boolean => groups.includes(group);
  const subject = String(claims.sub ?? '');
  const everything = map.scope({ scope: {} });
  if (isIn('admin')) return { subject, role: 'admin', scope: everything, segments: [], readsStories: true };
  const known = groupsFor(journey);
  const held = groups.filter((group) => group.startsWith(segmented));
  const segments = held.filter((group) => known.includes(group)).map((group) => group.slice(segmented.length));
  // Who is held to segments that are gone sees nobody, and not everybody.
  if (held.length > 0 && segments.length === 0) return undefined;
  const readsStories = isIn('names');
  if (isIn('analyst')) return { subject, role: 'analyst', scope: everything, segments, readsStories };
  const managed = journey.digests.filter(({ audience }) => isIn(`${managing}${audience}`));
  const scope = new Set(managed.flatMap((digest) => [...map.scope(digest)]));
  // A plan without touchpoints would be one of everything.
  if (scope.size === 0) return undefined;
  return { subject, role: 'manager', scope, segments, readsStories };
};

/**
 * The segment a view is of, for who may look at some only: the one they asked for, or their only one.
 *
 * @returns with `isAllowed: false` when they asked for more than they may see
 */
export const segmentFor = (
  { segments }: Pick<Viewer, 'segments'>,
  asked: string | undefined,
): { readonly isAllowed: boolean; readonly segment?: string } => {
  const [own] = segments;
  if (own === undefined) return { isAllowed: true, ...(asked !== undefined && { segment: asked }) };
  const segment = asked ?? own;
  return { isAllowed: segments.includes(segment), segment };
};
