import type { Cell } from '../../core/map/schema.ts';
import type { MapVoice } from './voice.ts';

/** A cell's score and how sure it is, or what stands where there is none. */
export const scoreWords = (
  { score, withheld, answers, signals }: Cell,
  { say, figures, sayOnMap }: MapVoice,
): { readonly metric: string; readonly value: string; readonly evidence: string } | { readonly few: string } => {
  if (score !== undefined) {
    const { metric, reading } = score;
    return {
      metric: say(`metric.${metric}`),
      value: figures.value(metric, reading.value),
      evidence: say('evidence', { range: figures.range(metric, reading.interval), n: reading.n }),
    };
  }
  const counted =
    answers === 0 && signals > 0 ? sayOnMap('signals', { n: signals }) : sayOnMap('answers', { n: answers });
  return { few: withheld ? `${counted}, ${sayOnMap('withheld')}` : counted };
};
