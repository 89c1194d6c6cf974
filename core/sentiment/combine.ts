import type { Sentiment } from '../signal.ts';
import { sentimentOf } from './shares.ts';

/** The sentiment of one part of a long text, and the part's size in UTF-8 bytes. */
export interface ReadPart {
  readonly sentiment: Sentiment;
  readonly bytes: number;
}

/**
 * One sentiment for a text that was too long to be scored whole: the mean of each share, weighted by bytes, so that a
 * last short part does not outvote a long first one.
 *
 * @param parts at least one, `bytes` above 0
 * @returns shares that add up to 1, and the largest as the label; ties as {@link sentimentOf} settles them
 * @throws {RangeError} when there is nothing to combine
 * @example combineSentiments([{ sentiment: positive, bytes: 4_800 }, { sentiment: neutral, bytes: 200 }])
 */
export const combineSentiments = (parts: readonly ReadPart[]): Sentiment => {
  if (!parts.some(({ bytes }) => bytes > 0)) throw new RangeError('combineSentiments: no bytes to weigh by');
  const evidence = { positive: 0, negative: 0, neutral: 0, mixed: 0 };
  for (const { sentiment, bytes } of parts) {
    evidence.positive += sentiment.scores.positive * bytes;
    evidence.negative += sentiment.scores.negative * bytes;
    evidence.neutral += sentiment.scores.neutral * bytes;
    evidence.mixed += sentiment.scores.mixed * bytes;
  }
  return sentimentOf(evidence);
};
