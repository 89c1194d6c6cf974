import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineSentiments } from '../../../core/sentiment/combine.ts';
import { sentimentOf } from '../../../core/sentiment/shares.ts';

const only = (label: 'positive' | 'negative' | 'neutral' | 'mixed') =>
  sentimentOf({ positive: 0, negative: 0, neutral: 0, mixed: 0, [label]: 1 });

describe('combineSentiments', () => {
  it('weighs each part by its bytes', () => {
    const combined = combineSentiments([
      { sentiment: only('positive'), bytes: 3_000 },
      { sentiment: only('negative'), bytes: 1_000 },
    ]);
    expect(combined).toEqual({ label: 'positive', scores: { positive: 0.75, negative: 0.25, neutral: 0, mixed: 0 } });
  });

  it('settles ties for the label that claims less: neutral, mixed, negative, positive', () => {
    const tie = (...labels: Parameters<typeof only>[0][]) =>
      combineSentiments(labels.map((label) => ({ sentiment: only(label), bytes: 1 }))).label;
    expect(tie('positive', 'negative', 'mixed', 'neutral')).toBe('neutral');
    expect(tie('positive', 'negative', 'mixed')).toBe('mixed');
    expect(tie('positive', 'negative')).toBe('negative');
  });

  it('leaves a single part as it is and keeps shares that add up to 1', () => {
    const share = fc.integer({ min: 0, max: 1_000 });
    const evidence = fc
      .record({ positive: share, negative: share, neutral: share, mixed: share })
      .filter((shares) => Object.values(shares).some((each) => each > 0));
    const part = fc.record({ sentiment: evidence.map(sentimentOf), bytes: fc.integer({ min: 1, max: 5_000 }) });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 9 }), (parts) => {
        const { scores } = combineSentiments(parts);
        expect(Object.values(scores).reduce((sum, each) => sum + each)).toBeCloseTo(1, 12);
        const [first] = parts as [(typeof parts)[0]];
        expect(combineSentiments([first]).scores.positive).toBeCloseTo(first.sentiment.scores.positive, 12);
      }),
    );
  });

  it('refuses to make a sentiment out of nothing', () => {
    expect(() => combineSentiments([])).toThrow(RangeError);
  });
});
