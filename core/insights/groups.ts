import type { Journey } from '../journey/schema.ts';
import { onceEach } from '../once.ts';
import { everyone, otherSegment } from '../store/keys.ts';
import { subtract, type Tally } from '../store/tally.ts';
import { type History, tallyOf } from './history.ts';

/** What customers of one touchpoint can be told apart by: the medium, and the journey's segments. */
export const mediumDimension = 'medium';
/** What the answers of an organisation can be told apart by before that. */
export const touchpointDimension = 'touchpoint';

/** Ids of the dimensions that tell people apart. */
export const segmentDimensionsOf = ({ segments }: Journey): readonly string[] => segments.map(({ id }) => id);

/** All segments that rows are counted for, by the names those have: `plan=gold`. */
export const segmentNamesOf = ({ segments }: Journey): readonly string[] =>
  segments.flatMap(({ id, values }) => values.map((value) => `${id}=${value.id}`));

/** Ids of all dimensions, the segments first: they say more about people than the medium does. */
export const dimensionsOf = (journey: Journey): readonly string[] => [...segmentDimensionsOf(journey), mediumDimension];

/** What each group of a dimension counts. */
export type Groups = ReadonlyMap<string, Tally>;

/**
 * The tally of each group of a dimension. Groups share no signal and leave none out: who is in no named value of a
 * segment is in `other`, which has no row and is everyone less the named.
 *
 * @param rows of one period, those of segments included
 */
export const groupsOf = onceEach((rows: History, dimension): Groups => {
  const all = rows.filter(({ segment }) => segment === everyone);
  if (dimension === mediumDimension || dimension === touchpointDimension) {
    return new Map([...Map.groupBy(all, (row) => row[dimension])].map(([id, some]) => [id, tallyOf(some)]));
  }
  const prefix = `${dimension}=`;
  const named = rows.filter(({ segment }) => segment.startsWith(prefix));
  const groups = new Map(
    [...Map.groupBy(named, ({ segment }) => segment.slice(prefix.length))].map(([id, some]) => [id, tallyOf(some)]),
  );
  const rest = [...groups.values()].reduce(subtract, tallyOf(all));
  return Object.keys(rest).length > 0 ? groups.set(otherSegment, rest) : groups;
});
