import type { DigestContent } from '../../../core/digest/content.ts';
import { activation, badWeek } from './contents.ts';
import { fullWeek, illusion, kept, missed, touchpoints, voices } from './contents-full.ts';

/** As much as can be said: every list full and beyond, every name as long as the journey's schema allows, or longer. */
const long = 'Atención & facturación de clientes '.repeat(10);
const longEmail = `${'atencion.'.repeat(6)}clientes@${'faromovil-'.repeat(5)}example.com`;

const place = { touchpointName: long, stageName: long, ownerName: long, ownerEmail: longEmail } as const;

export const longestWeek: DigestContent = {
  ...fullWeek,
  organisation: long,
  audienceName: long,
  timeZone: 'Europe/Madrid',
  headlines: (['nps', 'csat', 'ces', 'rating', 'netSentiment'] as const).flatMap((metric) =>
    badWeek.headlines.slice(1, 2).map((headline) => ({ ...headline, metric })),
  ),
  findings: Array.from({ length: 9 }, () => ({
    ...activation,
    ...place,
    mix: { dimensionName: long, groupName: long, earlierShare: 0.43, laterShare: 0.76 },
    reason: { themeName: long, later: { successes: 68, trials: 151 }, earlier: { successes: 14, trials: 160 } },
    spread: { kind: 'local', dimensionName: long, groupNames: [long, long] } as const,
    verbatim: {
      text: long.repeat(10),
      day: '2026-11-18',
      touchpointName: long,
      medium: 'social',
      language: 'ca',
    } as const,
  })),
  illusions: Array.from({ length: 9 }, () => ({ ...illusion, ...place, dimensionName: long, groupName: long })),
  touchpoints: [...touchpoints, ...touchpoints].map((line, index) => ({
    ...line,
    ...place,
    // Another stage for every other row: stages have names too.
    stageName: `${Math.floor(index / 2)}${long}`,
    metric: 'netSentiment' as const,
    finding: 'worse' as const,
  })),
  commitments: Array.from({ length: 20 }, (_, index) => ({ ...(index % 2 ? kept : missed), ...place, name: long })),
  silent: Array.from({ length: 20 }, () => ({
    source: long,
    channel: long,
    lastAt: '2026-11-19T11:00:00.000Z',
    silentHours: 84,
    expected: 62,
  })),
  verbatims: Array.from(
    { length: 9 },
    () => ({ ...voices[0], text: long.repeat(10), touchpointName: long }) as (typeof voices)[0],
  ),
  tooFew: Array.from({ length: 200 }, () => ({ touchpointName: long, n: 12 })),
};
