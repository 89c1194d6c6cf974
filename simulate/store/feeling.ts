import type { Sentiment } from '../../core/signal.ts';

/**
 * What a simulated text makes its reader feel, by the number in it: a rule that both the simulated Comprehend and the
 * fold can follow. All shares are sixteenths, so that no rounding comes between the two.
 *
 * @returns `rejected` for a text that Comprehend blames the whole call for
 */
export const feelingOf = (text: string): Sentiment | 'rejected' => {
  if (text.includes('unreadable')) return 'rejected';
  const number = Number(/\d+/.exec(text)?.[0] ?? 0);
  const most = (9 + (number % 7)) / 16;
  const none = { positive: 0, negative: 0, neutral: 0, mixed: 0 };
  const feelings: readonly Sentiment[] = [
    { label: 'positive', scores: { ...none, positive: most, neutral: 1 - most } },
    { label: 'negative', scores: { ...none, negative: most, neutral: 1 - most } },
    { label: 'neutral', scores: { ...none, neutral: most, positive: 1 - most } },
    { label: 'mixed', scores: { ...none, mixed: most, negative: 1 - most } },
  ];
  return feelings[number % feelings.length] as Sentiment;
};
