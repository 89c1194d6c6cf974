import { readLinks } from '../aws/people.ts';
import { readVoices } from '../aws/verbatims.ts';
import type { Viewer } from '../core/map/access.ts';
import type { VerbatimsAnswer, VerbatimsQuery } from '../core/map/api.ts';
import type { Audible } from '../core/map/verbatims.ts';
import { media, scoreNames } from '../core/signal.ts';
import { requireTouchpoint } from './answers.ts';
import { planView, readView, type Sight, type View } from './view.ts';

/**
 * What may be heard of a touchpoint by who may read no stories. Each verbatim shows how it felt, so who reads all of a
 * medium's has its score: where that is hidden, because few wrote or because it would give away another's, so are the words,
 * and beside words stands no score or theme that is hidden.
 */
const audibleOf = ({ shown, input }: View, id: string): Audible => {
  if (!shown.later('netSentiment', [id])) return new Map();
  const themes = input.journey.themes.map((theme) => theme.id);
  return new Map(
    media
      .filter((medium) => shown.later('netSentiment', [id], medium))
      .map((medium) => [
        medium,
        {
          scores: new Set(scoreNames.filter((name) => shown.later(name, [id], medium))),
          themes: new Set(themes.filter((theme) => shown.later(`theme.${theme}`, [id], medium))),
        },
      ]),
  );
};

/** A page of what customers said at one touchpoint. */
export const answerVerbatims = async (
  sight: Sight,
  viewer: Viewer,
  { touchpoint, sentiment, theme, cursor, ...query }: VerbatimsQuery,
): Promise<VerbatimsAnswer> => {
  requireTouchpoint(sight, viewer, touchpoint);
  const { table, journey, map, nowMs } = sight;
  const { filter, asked } = planView(sight, viewer, query);
  // What a week hides its month would tell: every verbatim has its day.
  if (!viewer.readsStories && asked.cadence !== 'weekly') return { verbatims: [], weeksOnly: true };
  const audible = viewer.readsStories ? undefined : audibleOf(await readView(sight, viewer, query), touchpoint);
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
    ...(audible && { audible }),
  });
};
