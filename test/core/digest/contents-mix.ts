import type { AnswerMix, DigestContent, Headline, Trend } from '../../../core/digest/content.ts';
import { activation, quietWeek } from './contents.ts';

/** What moved, or seems to have, because other people answered; what nothing can be compared with; months. */

export const mix: AnswerMix = {
  dimensionName: 'Plan',
  groupName: 'Contract',
  earlierShare: 0.43,
  laterShare: 0.76,
};

const reading = { n: 318, value: 20.2, interval: { low: 11.6, high: 28.5 } };

export const seemsWorse: Headline = {
  metric: 'nps',
  later: reading,
  earlier: { ...reading, value: 33.3 },
  change: {
    difference: -13.1,
    interval: { low: -24.6, high: -1.8 },
    verdict: 'mix',
    mix: { dimensionName: 'Touchpoint', groupName: 'Delivery', earlierShare: 0.2, laterShare: 0.45 },
    floor: 5,
  },
};

export const mixedWeek: DigestContent = {
  ...quietWeek,
  headlines: [
    seemsWorse,
    { metric: 'csat', later: { ...reading, n: 140 }, lacking: 'earlier' },
    { metric: 'ces', later: { ...reading, n: 14, value: 5.1, interval: { low: 4.2, high: 5.9 } }, lacking: 'later' },
    { metric: 'netSentiment', later: reading, earlier: reading, lacking: 'days' },
  ],
};

export const mixedFinding: DigestContent = { ...mixedWeek, findings: [{ ...activation, mix }] };

const firstOfMonth = (months: number): string => new Date(Date.UTC(2025, 9 + months, 1)).toISOString().slice(0, 10);

/** October to October. */
export const monthlyTrend: Trend = {
  metric: 'nps',
  points: Array.from({ length: 13 }, (_, index) => {
    const value = index === 12 ? -8 : 33 - index;
    return {
      period: { start: firstOfMonth(index), end: firstOfMonth(index + 1) },
      reading: { n: 300, value, interval: { low: value - 9, high: value + 9 } },
    };
  }),
};

export const month: DigestContent = {
  ...mixedWeek,
  period: { start: '2026-10-01', end: '2026-11-01' },
  previous: { start: '2026-09-01', end: '2026-10-01' },
  trend: monthlyTrend,
};
