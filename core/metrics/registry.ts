import { ces } from './ces.ts';
import { csat } from './csat.ts';
import type { Metric } from './metric.ts';
import { netSentiment } from './net-sentiment.ts';
import { nps } from './nps.ts';
import { rating } from './rating.ts';

export const metrics = { nps, csat, ces, rating, netSentiment } as const satisfies Record<string, Metric>;
export type MetricName = keyof typeof metrics;
