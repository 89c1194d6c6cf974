import { webhookOf } from '../channels/all.ts';
import type { Journey } from '../journey/schema.ts';

const functions = 8;
const alarmsPerFunction = 3;
const otherAlarms = 13;

const webhookSources = ({ sources }: Pick<Journey, 'sources'>): number =>
  sources.filter((source) => webhookOf(source) !== undefined).length;

/** How many metrics the alarms of a deployment watch, which is what CloudWatch counts. */
export const alarmCountOf = (journey: Pick<Journey, 'sources'>): number =>
  otherAlarms + alarmsPerFunction * functions + webhookSources(journey);

/** How many metrics of our own are measured (core/watch/gauges.ts). One counts for every hour in which it is measured. */
export const metricCountOf = (
  journey: Pick<Journey, 'sources'>,
): { readonly hourly: number; readonly bySignals: number } => ({
  // DigestsOverdue, SilentSources.
  hourly: 2,
  // HandedBack, Unscored, Pending, EstimatedCost, Bounced; and Unauthorized of every source.
  bySignals: 5 + webhookSources(journey),
});
