import { ListeningPathError } from '../core/errors.ts';
import { type Measured, type Metrics, minuteMilliseconds } from './metrics.ts';
import type { Template } from './template.ts';

/** How an alarm of the template stands. */
export interface AlarmState {
  readonly id: string;
  readonly says: string;
  readonly rings: boolean;
}

const statistics: Readonly<Record<string, (measured: Measured) => number>> = {
  Sum: ({ sum }) => sum,
  Maximum: ({ max }) => max,
  Average: ({ sum, count }) => sum / count,
};

/** How one alarm's period is judged. */
const breaches = (value: number | undefined, { Threshold, TreatMissingData }: Record<string, unknown>): boolean =>
  value === undefined ? TreatMissingData === 'breaching' : value > Number(Threshold);

/**
 * Every alarm that the template declares, judged as CloudWatch does by what was measured until now.
 *
 * @param sinceMs when the run began: what nobody could measure before is no silence
 * @throws {ListeningPathError} for an alarm of a kind the stack does not have
 */
export const alarmStates = (template: Template, metrics: Metrics, nowMs: number, sinceMs = 0): AlarmState[] => {
  // Periods end with the minute that is not over, and share none: what was measured once counts in one of them.
  const untilMs = (Math.floor(nowMs / minuteMilliseconds) + 1) * minuteMilliseconds;
  return template.ofType('AWS::CloudWatch::Alarm').map(({ id, properties }) => {
    const { Namespace: namespace, MetricName: name, Statistic, Period, EvaluationPeriods } = properties;
    const { DatapointsToAlarm = EvaluationPeriods } = properties;
    const statistic = statistics[Statistic];
    if (statistic === undefined || properties.ComparisonOperator !== 'GreaterThanThreshold') {
      throw new ListeningPathError(`template: the local run does not know the alarm ${id}`);
    }
    const dimensions = Object.fromEntries(
      (properties.Dimensions as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]),
    );
    const periodMs = Period * 1_000;
    const ends = Array.from({ length: EvaluationPeriods }, (_, back) => untilMs - back * periodMs);
    const breaching = ends.filter((endMs) => {
      const measured = metrics.between({ namespace, name, dimensions }, endMs - periodMs, endMs);
      if (measured === undefined && endMs - periodMs < sinceMs) return false;
      return breaches(measured && statistic(measured), properties);
    });
    return { id, says: String(properties.AlarmDescription), rings: breaching.length >= DatapointsToAlarm };
  });
};
