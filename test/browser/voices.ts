import type { ScoredSignal, Sentiment } from '../../core/signal.ts';
import { scored } from '../core/metrics/scored-signal.ts';

/** The last closed week of the sample. */
const days = Array.from({ length: 7 }, (_, index) => `2026-11-${String(9 + index).padStart(2, '0')}`);
const labels = ['positive', 'negative', 'neutral', 'mixed'] as const;

const sentiment = (index: number): Sentiment => ({
  label: labels[index % labels.length] ?? 'mixed',
  scores: { positive: 0.25, negative: 0.25, neutral: 0.25, mixed: 0.25 },
});

const said = (index: number, place: Pick<ScoredSignal, 'source' | 'touchpoint' | 'medium' | 'text'>): ScoredSignal => {
  const day = days[index % days.length] ?? '';
  return scored({
    ...place,
    object: `voice-${place.touchpoint}-${index}`,
    day,
    occurredAt: `${day}T10:00:00.000Z`,
    language: 'en',
    sentiment: sentiment(index),
    themes: index % 5 === 0 ? ['price'] : [],
  });
};

export const crowd = { touchpoint: 'website', name: 'Website', voices: 10_000 } as const;

/** Ten thousand comments behind one cell. */
export const crowdVoices = (): ScoredSignal[] =>
  Array.from({ length: crowd.voices }, (_, index) =>
    said(index, {
      source: 'own-systems',
      touchpoint: crowd.touchpoint,
      medium: 'web',
      text: `Comment number ${index} on the website.`,
    }),
  );

export const hostile = { touchpoint: 'coverage-map', word: 'm'.repeat(5_000) } as const;

/** What somebody may write who means harm, or has a cat. Each sets `window.harmed` should it ever run. */
export const hostileTexts: readonly string[] = [
  '<img src=x onerror="window.harmed=1;alert(1)">',
  '<script>window.harmed=1;alert(1)</script>',
  '"><svg onload=window.harmed=1><iframe src="javascript:parent.harmed=1"></iframe>',
  '<a href="javascript:window.harmed=1">Click here</a><style>*{display:none}</style>',
  '{{constructor.constructor("window.harmed=1")()}} &lt;b&gt; &#60;script&#62;',
  'Price \u202e0001 EUR\u202c and \u2066\u2067\u2068 never closed, \u200fright to left',
  `Long. ${'A letter after another. '.repeat(4_200)}`,
  hostile.word,
];

export const hostileVoices = (): ScoredSignal[] =>
  hostileTexts.map((text, index) =>
    said(index, { source: 'own-systems', touchpoint: hostile.touchpoint, medium: 'web', text }),
  );
