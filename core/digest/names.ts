import { mediumDimension, touchpointDimension } from '../insights/groups.ts';
import type { Mix } from '../insights/mix.ts';
import { type JourneyMap, nameIn } from '../journey/map.ts';
import { mediumName, mediumNames, otherName, touchpointName } from '../journey/media.ts';
import type { Journey, Locale, Name } from '../journey/schema.ts';
import type { Medium } from '../signal.ts';
import { otherSegment } from '../store/keys.ts';
import type { AnswerMix, Place } from './content.ts';

/** What every journey can be told apart by. */
const dimensionNames: Readonly<Record<string, Name>> = {
  [mediumDimension]: mediumName,
  [touchpointDimension]: touchpointName,
};

/** Ids in, what the reader calls them out. */
export const namesIn = (journey: Journey, map: JourneyMap, locale: Locale) => {
  const say = (name: Name | undefined, id: string) => nameIn(name ?? id, locale);
  const segment = (id: string) => journey.segments.find((one) => one.id === id);
  return {
    touchpoint: (id: string) => say(map.touchpoint(id)?.name, id),
    theme: (id: string) => say(journey.themes.find((theme) => theme.id === id)?.name, id),
    dimension: (id: string) => say(dimensionNames[id] ?? segment(id)?.name, id),
    group: (dimension: string, id: string) => {
      if (dimension === touchpointDimension) return say(map.touchpoint(id)?.name, id);
      if (dimension === mediumDimension) return say(mediumNames[id as Medium], id);
      if (id === otherSegment) return say(otherName, id);
      return say(segment(dimension)?.values.find((one) => one.id === id)?.name, id);
    },
    place: (id: string): Place => {
      const owner = map.ownerOf(id);
      return {
        touchpointName: say(map.touchpoint(id)?.name, id),
        stageName: say(map.touchpoint(id)?.stage.name, ''),
        ownerName: say(owner?.name, owner?.id ?? ''),
        ownerEmail: owner?.email ?? '',
        isMomentOfTruth: map.touchpoint(id)?.kind === 'moment-of-truth',
      };
    },
  };
};
export type Names = ReturnType<typeof namesIn>;

/** Who answered, as a reader calls them. */
export const answerMix = ({ dimension, group, earlierShare, laterShare }: Mix, names: Names): AnswerMix => ({
  dimensionName: names.dimension(dimension),
  groupName: names.group(dimension, group),
  earlierShare,
  laterShare,
});
