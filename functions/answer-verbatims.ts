import { readLinks } from '../aws/people.ts';
import { readVoices } from '../aws/verbatims.ts';
import type { Viewer } from '../core/map/access.ts';
import type { VerbatimsAnswer, VerbatimsQuery } from '../core/map/api.ts';
import { type Medium, media } from '../core/signal.ts';
import { requireTouchpoint } from './answers.ts';
import { planView, readView, type Sight, type View } from './view.ts';

/**
 * The media whose words tell nobody who said them. Each verbatim shows how it felt, so who reads all of a medium's has its
 * score: where that is hidden, because few wrote or because it would give away another's, so are the words.
 */
const audibleMedia = ({ shown }: View, id: string): ReadonlySet<Medium> =>
  shown.later('netSentiment', [id])
    ? new Set(media.filter((medium) => shown.later('netSentiment', [id], medium)))
    : new Set();

/** A page of what customers said at one touchpoint. */
export const answerVerbatims = async (
  sight: Sight,
  viewer: Viewer,
  { touchpoint, sentiment, theme, cursor, ...query }: VerbatimsQuery,
): Promise<VerbatimsAnswer> => {
  requireTouchpoint(sight, viewer, touchpoint);
  const { table, journey, map, nowMs } = sight;
  const { filter, asked } = planView(sight, viewer, query);
  const audible = viewer.readsStories ? undefined : audibleMedia(await readView(sight, viewer, query), touchpoint);
  if (audible?.size === 0) return { verbatims: [], tooFew: true };
  const [dimension = '', value = ''] = filter.segment?.split('=') ?? [];
  return readVoices(table, {
    ...{ journey, map, touchpoint, period: asked.later },
    locale: query.lang ?? journey.organisation.locale,
    now: new Date(nowMs),
    links: await readLinks(table),
    showsCustomers: viewer.readsStories,
    ...(sentiment !== undefined && { sentiment }),
    ...(theme !== undefined && { theme }),
    ...(cursor !== undefined && { cursor }),
    ...(filter.medium !== undefined && { medium: filter.medium }),
    ...(filter.segment !== undefined && { segment: { dimension, value } }),
    ...(audible && { media: audible }),
  });
};
