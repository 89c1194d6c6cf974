import { describe, expect, it } from 'vitest';
import { costOfBatch } from '../../../core/cost/batch.ts';
import { readingOf } from '../../../core/score.ts';
import type { Sentiment, Unscored } from '../../../core/signal.ts';
import { gaugesOfBatch } from '../../../core/watch/batch-gauges.ts';

const cross: Sentiment = { label: 'negative', scores: { positive: 0, negative: 1, neutral: 0, mixed: 0 } };
const long = 'x'.repeat(1_000);
/** A signal whose text was cut into as many parts as were read. */
const textOf = (...detections: (Sentiment | Unscored)[]) => {
  const parts = detections.map(() => long);
  return { parts, detections, signal: readingOf(parts, detections) };
};

describe('what score measures of a batch', () => {
  it('is a fault only where Comprehend rejected a text', () => {
    const { Unscored } = gaugesOfBatch([textOf(cross), textOf('rejected'), textOf(cross)], 0);
    expect(Unscored).toEqual([0, 1, 0]);
  });

  it('leaves texts of another language out of both shares, so that they neither ring nor hide what does', () => {
    const { Unscored, Pending } = gaugesOfBatch(
      [textOf('language'), textOf('language'), textOf('rejected'), textOf('pending')],
      0,
    );
    expect([Unscored, Pending]).toEqual([[1], [0, 1]]);
  });

  it('judges a text that waits when it is read, and not at each try', () => {
    const { Unscored, Pending } = gaugesOfBatch([textOf('pending'), textOf('pending')], 0);
    expect([Unscored, Pending]).toEqual([[], [1, 1]]);
  });

  it('says nothing of signals without a text', () => {
    expect(gaugesOfBatch([textOf()], 2)).toEqual({
      Unscored: [],
      Pending: [],
      HandedBack: [2],
      EstimatedCost: [costOfBatch([], 1)],
    });
  });

  it('counts as paid what Comprehend read, and no text that it did not', () => {
    const batch = [textOf(cross), textOf('pending'), textOf('language'), textOf('rejected')];
    expect(gaugesOfBatch(batch, 0).EstimatedCost).toEqual([costOfBatch([long], 4)]);
  });

  it('counts as paid the parts that were read of a text that waits for another', () => {
    expect(gaugesOfBatch([textOf(cross, 'pending', cross)], 0).EstimatedCost).toEqual([costOfBatch([long, long], 1)]);
  });
});
