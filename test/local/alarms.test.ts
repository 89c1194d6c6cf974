import { describe, expect, it } from 'vitest';
import { alarmStates } from '../../local/alarms.ts';
import { Metrics } from '../../local/metrics.ts';
import { templateOf } from './templates.ts';

const metric = { namespace: 'AWS/SQS', name: 'Age', dimensions: { QueueName: 'Queue' } };
const minuteMs = 60_000;
const nowMs = 1_000 * minuteMs;

const templateWith = (properties: object) =>
  templateOf({
    Late: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        Namespace: 'AWS/SQS',
        MetricName: 'Age',
        Dimensions: [{ Name: 'QueueName', Value: 'Queue' }],
        Statistic: 'Maximum',
        Period: 300,
        EvaluationPeriods: 1,
        Threshold: 10,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
        AlarmDescription: 'It is late.',
        ...properties,
      },
    },
  });

/** Whether it rings when these values were measured that many minutes ago. */
const ringsAfter = (properties: object, ...measured: readonly (readonly [minutesAgo: number, value: number])[]) => {
  const metrics = new Metrics(() => nowMs);
  for (const [minutesAgo, value] of measured) metrics.put(metric, [value], nowMs - minutesAgo * minuteMs);
  return alarmStates(templateWith(properties), metrics, nowMs)[0]?.rings;
};

describe('an alarm', () => {
  it('rings above its threshold, and not at it', () => {
    expect([ringsAfter({}, [1, 11]), ringsAfter({}, [1, 10])]).toEqual([true, false]);
  });

  it('takes what was measured within its period', () => {
    expect([ringsAfter({}, [4, 11]), ringsAfter({}, [7, 11])]).toEqual([true, false]);
    expect(ringsAfter({ Period: 600 }, [7, 11])).toBe(true);
  });

  it.each([
    ['Maximum', [3, 11, 1], true],
    ['Sum', [4, 4, 4], true],
    ['Sum', [4, 4], false],
    ['Average', [0, 11], false],
    ['Average', [20, 11], true],
  ] as const)('knows the %s of %s', (Statistic, values, rings) => {
    expect(ringsAfter({ Statistic }, ...values.map((value) => [1, value] as const))).toBe(rings);
  });

  it('rings only when every one of its periods is above', () => {
    const twice = { EvaluationPeriods: 2 };
    expect([ringsAfter(twice, [1, 11]), ringsAfter(twice, [1, 11], [6, 11])]).toEqual([false, true]);
  });

  it('rings when so many of its periods are above as it says, whichever they are', () => {
    const twoOfFour = { EvaluationPeriods: 4, DatapointsToAlarm: 2 };
    expect(ringsAfter(twoOfFour, [1, 11])).toBe(false);
    expect(ringsAfter(twoOfFour, [1, 11], [16, 11])).toBe(true);
    expect(ringsAfter(twoOfFour, [1, 11], [6, 1], [11, 11])).toBe(true);
    expect(ringsAfter(twoOfFour, [1, 11], [21, 11])).toBe(false);
  });

  it('takes silence for a fault where it says so, but not of a time before it was up', () => {
    const silence = { TreatMissingData: 'breaching' };
    expect([ringsAfter({}), ringsAfter(silence)]).toEqual([false, true]);
    const before = alarmStates(templateWith(silence), new Metrics(() => nowMs), nowMs, nowMs - minuteMs);
    expect(before[0]?.rings).toBe(false);
  });

  it('hears of its own dimensions alone', () => {
    expect(ringsAfter({ Dimensions: [{ Name: 'QueueName', Value: 'Other' }] }, [1, 11])).toBe(false);
  });

  it('is an error when the local run does not know its kind', () => {
    for (const unknown of [{ ComparisonOperator: 'LessThanThreshold' }, { Statistic: 'p99' }]) {
      expect(() => ringsAfter(unknown)).toThrow('does not know the alarm Late');
    }
  });
});
