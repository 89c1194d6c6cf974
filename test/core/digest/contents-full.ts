import type {
  CommitmentLine,
  DigestContent,
  Illusion,
  TouchpointLine,
  Trend,
  Verbatim,
} from '../../../core/digest/content.ts';
import { badWeek, quietWeek } from './contents.ts';

/** A week in which everything a digest can say is said, and one in which there is nothing to say. */

const day = (weeksBack: number): string =>
  new Date(Date.parse('2026-11-16T00:00:00Z') - weeksBack * 7 * 86_400_000).toISOString().slice(0, 10);

/** Oldest first; nothing for a week with too few answers. */
const values = [41, 38, 44, 40, undefined, 43, 39, 42, 36, 40, 37, 34.5, 20.2];

export const trend: Trend = {
  metric: 'nps',
  points: values.map((value, index) => ({
    period: { start: day(12 - index), end: day(11 - index) },
    ...(value !== undefined && {
      reading: { n: 318, value, interval: { low: value - 8.6 - (index % 3), high: value + 8.3 + (index % 2) } },
    }),
  })),
};

const store = {
  touchpointName: 'Store visit',
  stageName: 'Join',
  ownerName: 'Store managers',
  ownerEmail: 'stores@faromovil.example',
  isMomentOfTruth: true,
};

export const illusion: Illusion = {
  ...store,
  touchpoint: 'store-visit',
  metric: 'nps',
  direction: 'better',
  earlier: { n: 120, value: 2.1, interval: { low: -12.2, high: 16.4 } },
  later: { n: 131, value: 31.2, interval: { low: 18.3, high: 44.1 } },
  difference: 29.1,
  mix: 27,
  real: 2.1,
  dimensionName: 'Plan',
  groupName: 'Contract',
  earlierShare: 0.35,
  laterShare: 0.75,
};

export const missed: CommitmentLine = {
  touchpoint: 'phone-queue',
  touchpointName: 'Phone queue',
  ownerName: 'Customer care',
  ownerEmail: 'care@faromovil.example',
  measure: 'waitSeconds',
  limit: 120,
  targetShare: 0.8,
  kept: { successes: 147, trials: 241 },
  interval: { low: 0.547, high: 0.669 },
  earlierKept: { successes: 206, trials: 234 },
  median: 95.2,
  earlierMedian: 41,
  verdict: 'missed',
};

export const kept: CommitmentLine = {
  ...missed,
  touchpoint: 'help-desk',
  touchpointName: 'Help desk',
  measure: 'resolutionHours',
  limit: 48,
  targetShare: 0.9,
  kept: { successes: 186, trials: 198 },
  interval: { low: 0.897, high: 0.965 },
  earlierKept: { successes: 170, trials: 187 },
  median: 11.5,
  earlierMedian: 12.5,
  verdict: 'kept',
};

const line = (
  stageName: string,
  touchpointName: string,
  value: number,
  difference: number | undefined,
  n: number,
  more: Partial<TouchpointLine> = {},
): TouchpointLine => ({
  touchpoint: touchpointName.toLowerCase().replaceAll(' ', '-'),
  touchpointName,
  stageName,
  isMomentOfTruth: false,
  metric: 'nps',
  later: { n, value, interval: { low: value - 160 / Math.sqrt(n), high: value + 160 / Math.sqrt(n) } },
  ...(difference !== undefined && { difference }),
  ...more,
});

export const touchpoints: readonly TouchpointLine[] = [
  line('Search', 'Website', 28, 3, 204),
  line('Search', 'Comparison site', 12, -4, 61),
  line('Search', 'Advertising', 3, undefined, 31),
  line('Join', 'Store visit', 31.2, 29.1, 131, { isMomentOfTruth: true }),
  line('Join', 'Online order', 44, 1, 160),
  line('Join', 'SIM activation', -18.4, -24.5, 167, { isMomentOfTruth: true, finding: 'worse' }),
  line('Join', 'Welcome call', 51, 2, 48),
  line('Use', 'Monthly bill', 12, -3, 188),
  line('Use', 'My account in the app', 33, 4, 143),
  line('Use', 'Network at home', 25, 0.2, 320),
  line('Use', 'Network on the way', 9, -6, 301),
  line('Use', 'Roaming', -4, 7, 52),
  line('Support', 'Help desk', 74.1, 12.2, 243, {
    metric: 'csat',
    later: { n: 243, value: 74.1, interval: { low: 68.2, high: 79.2 } },
    finding: 'better',
  }),
  line('Support', 'Phone queue', -8, -1, 96),
  line('Support', 'Community forum', 17, 5, 44),
  line('Stay', 'Renewal offer', 31, -2, 61, { isMomentOfTruth: true }),
  line('Stay', 'Moving house', 6, undefined, 29),
];

export const voices: readonly Verbatim[] = [
  {
    text: 'La factura de este mes trae un cobro que nadie me sabe explicar.',
    day: '2026-11-17',
    touchpointName: 'Monthly bill',
    medium: 'email',
    language: 'es',
    score: { name: 'csat', value: 2 },
  },
  {
    text: 'In the store they set everything up while I had a coffee.',
    day: '2026-11-21',
    touchpointName: 'Store visit',
    medium: 'store',
    language: 'en',
    score: { name: 'nps', value: 10 },
  },
  {
    text: 'Forty minutes on hold, then the call dropped.',
    day: '2026-11-19',
    touchpointName: 'Phone queue',
    medium: 'phone',
  },
];

export const fullWeek: DigestContent = {
  ...badWeek,
  headlines: badWeek.headlines.map((headline) =>
    headline.change === undefined
      ? headline
      : {
          ...headline,
          earlier: {
            n: 320,
            value: headline.later.value - headline.change.difference,
            interval: headline.later.interval,
          },
        },
  ),
  findings: badWeek.findings.map((finding, index) =>
    index === 0
      ? { ...finding, spread: { kind: 'local', dimensionName: 'Plan', groupNames: ['Prepaid'] } as const }
      : finding,
  ),
  trend,
  illusions: [illusion],
  touchpoints,
  commitments: [kept, missed],
  silent: [
    { source: 'store-tablets', channel: 'typeform', lastAt: '2026-11-19T11:00:00.000Z', silentHours: 84, expected: 62 },
  ],
  responses: { later: { asked: 2110, answered: 1036 }, earlier: { asked: 1620, answered: 948 }, moved: true },
  verbatims: voices,
};

export const emptyWeek: DigestContent = {
  ...quietWeek,
  signals: { later: 0, earlier: 948 },
  headlines: [],
  tested: 0,
  tooFew: [],
};
