import { describe, expect, it } from 'vitest';
import { netSentiment } from '../../../core/metrics/net-sentiment.ts';
import type { Sentiment } from '../../../core/signal.ts';
import { scored } from './scored-signal.ts';

const read = (label: Sentiment['label'], positive: number, negative: number) =>
  netSentiment.count(
    scored({ sentiment: { label, scores: { positive, negative, neutral: 1 - positive - negative, mixed: 0 } } }),
  );

describe('net sentiment', () => {
  it.each([
    ['the lowest tenth', 'negative', 0, 1, { 'sentiment.negative.0': 1, 'sentiment.sum': -1_000 }],
    ['the highest tenth, end included', 'positive', 1, 0, { 'sentiment.positive.9': 1, 'sentiment.sum': 1_000 }],
  ] as const)('puts the strongest feeling into %s and calls it extreme', (_, label, positive, negative, fields) => {
    expect(read(label, positive, negative)).toEqual({
      ...fields,
      'sentiment.squares': 1_000_000,
      'sentiment.extreme': 1,
    });
  });

  it('counts the value in thousandths, the squares of exactly those, and leaves zeros out', () => {
    expect(read('mixed', 0.4567, 0.3)).toEqual({
      'sentiment.mixed.5': 1,
      'sentiment.sum': 157,
      'sentiment.squares': 157 ** 2,
    });
    expect(read('neutral', 0.2, 0.2)).toEqual({ 'sentiment.neutral.5': 1 });
  });

  it('decides bands and extremes on thousandths, where 0.8 − 0.2 is 0.6 and −0.7 + 0.1 is −0.6', () => {
    expect(read('positive', 0.8, 0.2)).toMatchObject({ 'sentiment.positive.8': 1, 'sentiment.extreme': 1 });
    expect(read('negative', 0.1, 0.7)).toMatchObject({ 'sentiment.negative.2': 1, 'sentiment.extreme': 1 });
    expect(read('negative', 0.1, 0.699)).not.toHaveProperty('sentiment.extreme');
  });

  it('counts nothing for a text that could not be scored', () => {
    expect(netSentiment.count(scored({ text: '¿?', unscored: 'language' }))).toEqual({});
  });

  it.each([
    ['United', 492, 697, 2633, -56.0178, -58.2239, -53.7239],
    ['US Airways', 269, 381, 2263, -68.4518, -70.6804, -66.0823],
    ['American', 336, 463, 1960, -58.8619, -61.3981, -56.1978],
  ])(
    'agrees with SciPy on public tweets about %s, mixed ones being neither',
    (_, positive, neither, negative, value, low, high) => {
      const tally = {
        'sentiment.positive.9': positive - 1,
        'sentiment.positive.5': 1,
        'sentiment.neutral.5': neither - 100,
        'sentiment.mixed.4': 100,
        'sentiment.negative.1': negative,
      };
      expect(netSentiment.value(tally)).toBeCloseTo(value, 3);
      expect(netSentiment.interval(tally)?.low).toBeCloseTo(low, 3);
      expect(netSentiment.interval(tally)?.high).toBeCloseTo(high, 3);
    },
  );
});
