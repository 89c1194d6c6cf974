import fc from 'fast-check';
import { kinds, media, type ScoredSignal, type Scores, scoreRanges } from '../../../core/signal.ts';

/** A piece of feedback; name only what matters to the claim. */
export const scored = (signal: Partial<ScoredSignal> = {}): ScoredSignal => ({
  source: 'survey',
  object: 'account/response-1',
  part: 'answers',
  revision: ['', ''],
  kind: 'perceptive',
  medium: 'web',
  occurredAt: '2025-03-04T10:00:00.000Z',
  scores: {},
  measures: {},
  attributes: {},
  touchpoint: 'store-visit',
  aliases: [],
  map: '0123456789ab',
  scorer: '1',
  day: '2025-03-04',
  themes: [],
  commitments: {},
  segments: {},
  ...signal,
});

const level = ([lowest, highest]: readonly [number, number]) => fc.integer({ min: lowest, max: highest });

const scores = fc.record(
  {
    nps: level(scoreRanges.nps),
    csat: level(scoreRanges.csat),
    ces: level(scoreRanges.ces),
    rating: level(scoreRanges.rating),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Scores>;

const sentiment = fc
  .tuple(
    fc.constantFrom('positive' as const, 'negative' as const, 'neutral' as const, 'mixed' as const),
    fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  )
  .map(([label, weights]) => {
    const sum = weights.reduce((a, b) => a + b, 0);
    const share = (index: number) => (weights[index] ?? 0) / sum;
    return { label, scores: { positive: share(0), negative: share(1), neutral: share(2), mixed: share(3) } };
  });

/** Any scored signal, as far as metrics look at it. */
export const anySignal: fc.Arbitrary<ScoredSignal> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    medium: fc.constantFrom(...media),
    scores,
    sentiment: fc.option(sentiment),
  })
  .map(({ sentiment: read, ...signal }) => scored(read ? { ...signal, sentiment: read } : signal));

/** Answers to a score, given as a histogram from its lowest level up. */
export const fromHistogram = (name: keyof typeof scoreRanges, histogram: readonly number[]) =>
  Object.fromEntries(histogram.map((answers, step) => [`${name}.${scoreRanges[name][0] + step}`, answers]));
