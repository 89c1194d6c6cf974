import { webhookOf } from '../channels/all.ts';
import type { Journey } from '../journey/schema.ts';
import { gauges, type Occasion } from '../watch/gauges.ts';

const functions = 8;
const alarmsPerFunction = 3;
const otherAlarms = 17;

const webhookSources = ({ sources }: Pick<Journey, 'sources'>): number =>
  sources.filter((source) => webhookOf(source) !== undefined).length;

/**
 * How many metrics the alarms of a deployment watch, which is what CloudWatch counts.
 *
 * @param hasPage whether there is a function more, which answers the page
 */
export const alarmCountOf = (journey: Pick<Journey, 'sources'>, hasPage: boolean): number =>
  otherAlarms + alarmsPerFunction * (functions + (hasPage ? 1 : 0)) + webhookSources(journey);

const measuredAt = (occasion: Occasion): number => Object.values(gauges).filter(({ at }) => at === occasion).length;

/** How many metrics of our own there are, by what they are measured at: one counts for every hour in which it is. */
export const metricCountsOf = (
  journey: Pick<Journey, 'sources'>,
): { readonly byHour: number; readonly byMail: number; readonly bySignal: number } => ({
  byHour: measuredAt('hour'),
  byMail: measuredAt('mail'),
  bySignal: measuredAt('signal') + measuredAt('webhook of a source') * webhookSources(journey),
});
