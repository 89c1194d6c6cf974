import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ListeningPathError } from '../../core/errors.ts';
import { type Engine, notKnown, ok } from '../../local/engines/engine.ts';
import { type LocalSchedule, readSchedules, runSchedules } from '../../local/schedules.ts';
import { invocations, wishes } from './echo-function.ts';
import { changedSample, echoFunctions, enginesOf, ofType, type Resources } from './templates.ts';

/** What was put on a queue, with the queue's name. */
const letters: { readonly queue: string; readonly body: unknown }[] = [];
const keepLetters: Engine = async ({ operation, input }) => {
  if (operation !== 'SendMessageBatch') return notKnown('SQS', operation);
  for (const { MessageBody } of input.Entries) letters.push({ queue: input.QueueUrl, body: JSON.parse(MessageBody) });
  return ok({ Successful: [], Failed: [] });
};

/** The first schedule of the sample, changed. */
const read = async (
  expression: string,
  timeZone = 'Europe/Madrid',
  change = (_resources: Resources) => {},
): Promise<LocalSchedule> => {
  const { template, functions } = echoFunctions(
    (resources) => {
      change(resources);
      for (const { Properties } of ofType(resources, 'AWS::Scheduler::Schedule')) {
        Properties.ScheduleExpression = expression;
        Properties.ScheduleExpressionTimezone = timeZone;
      }
    },
    enginesOf({ sqs: keepLetters }),
  );
  const [schedule] = readSchedules(template, await functions);
  if (schedule === undefined) throw new Error('the sample has no schedule');
  return schedule;
};

const nextOf = (schedule: LocalSchedule, after: string) => schedule.nextDue(new Date(after))?.toISOString();
const lastOf = (schedule: LocalSchedule, before: string) => schedule.lastDue(new Date(before))?.toISOString();

describe('a schedule', () => {
  it.each([
    ['Europe/Madrid', '2026-11-16T00:00:00Z', '2026-11-16T07:00:00.000Z'],
    ['America/New_York', '2026-11-16T00:00:00Z', '2026-11-16T13:00:00.000Z'],
    ['Asia/Tokyo', '2026-11-16T00:00:00Z', '2026-11-22T23:00:00.000Z'],
  ])('is due by the clock of its own zone: %s', async (timeZone, after, due) => {
    expect(nextOf(await read('cron(0 8 ? * MON *)', timeZone), after)).toBe(due);
  });

  it('keeps its hour on the wall when the clocks change', async () => {
    const weekly = await read('cron(0 8 ? * MON *)');
    expect(nextOf(weekly, '2026-03-23T12:00:00Z')).toBe('2026-03-30T06:00:00.000Z');
    expect(nextOf(weekly, '2026-10-19T12:00:00Z')).toBe('2026-10-26T07:00:00.000Z');
    expect(lastOf(weekly, '2026-03-29T12:00:00Z')).toBe('2026-03-23T07:00:00.000Z');
    expect(lastOf(weekly, '2026-10-25T12:00:00Z')).toBe('2026-10-19T06:00:00.000Z');
  });

  it('leaves out a time the clock skips, as Scheduler does', async () => {
    const night = await read('cron(0 2 ? * SUN *)');
    expect(nextOf(night, '2026-03-28T12:00:00Z')).toBe('2026-04-05T00:00:00.000Z');
    expect(lastOf(night, '2026-03-29T12:00:00Z')).toBe('2026-03-22T01:00:00.000Z');
  });

  it('is due once when the clock shows its time twice', async () => {
    const night = await read('cron(0 2 ? * SUN *)');
    expect(nextOf(night, '2026-10-24T12:00:00Z')).toBe('2026-10-25T00:00:00.000Z');
    expect(nextOf(night, '2026-10-25T00:00:00Z')).toBe('2026-11-01T01:00:00.000Z');
    expect(lastOf(night, '2026-10-25T12:00:00Z')).toBe('2026-10-25T00:00:00.000Z');
  });

  it('may be monthly', async () => {
    const monthly = await read('cron(30 9 31 * ? *)');
    expect(nextOf(monthly, '2026-01-31T08:30:00Z')).toBe('2026-03-31T07:30:00.000Z');
    expect(lastOf(monthly, '2026-03-31T07:30:00Z')).toBe('2026-03-31T07:30:00.000Z');
  });

  it('counts the very moment it is due as last, never as next', async () => {
    const weekly = await read('cron(0 8 ? * MON *)');
    const due = '2026-11-16T07:00:00.000Z';
    expect(lastOf(weekly, '2026-11-16T06:59:59.999Z')).toBe('2026-11-09T07:00:00.000Z');
    expect(lastOf(weekly, due)).toBe(due);
    expect(lastOf(weekly, '2026-11-16T07:00:00.001Z')).toBe(due);
    expect(nextOf(weekly, '2026-11-16T06:59:59.999Z')).toBe(due);
    expect(nextOf(weekly, due)).toBe('2026-11-23T07:00:00.000Z');
  });

  it('was last due before, is next due after, and always at its hour', async () => {
    const weekly = await read('cron(0 8 ? * MON *)');
    const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    const wall = (date: Date | undefined) => {
      const { dayOfWeek, hour, minute } = Temporal.Instant.from(date?.toISOString() ?? '').toZonedDateTimeISO(
        'Europe/Madrid',
      );
      return { dayOfWeek, hour, minute };
    };
    fc.assert(
      fc.property(moment, (now) => {
        const [last, next] = [weekly.lastDue(now), weekly.nextDue(now)];
        expect(last?.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(next?.getTime()).toBeGreaterThan(now.getTime());
        expect([wall(last), wall(next)]).toEqual(Array(2).fill({ dayOfWeek: 1, hour: 8, minute: 0 }));
      }),
    );
  });

  it.each(['rate(1 day)', 'cron(0 8 ? * 2 *)', 'cron(0 8 ? * MON 2027)', 'at(2026-11-16T08:00:00)'])(
    'that the local run does not know is an error that names it: %s',
    async (expression) => {
      await expect(read(expression)).rejects.toThrow(ListeningPathError);
      await expect(read(expression)).rejects.toThrow(`does not know ${expression}`);
    },
  );

  it('hands its function the time it was due and its audience', async () => {
    const weekly = await read('cron(0 8 ? * MON *)');
    await weekly.fire(new Date('2026-11-16T07:00:00Z'));
    const event = { audience: 'customer-experience', scheduledTime: '2026-11-16T07:00:00Z' };
    expect(invocations.at(-1)?.event).toEqual(event);
  });

  it.each([
    [
      'leads to no function',
      (resources: Resources) => {
        for (const { Properties } of ofType(resources, 'AWS::Scheduler::Schedule'))
          Properties.Target.Arn = 'arn:nobody';
      },
    ],
    [
      'may not invoke its function',
      (resources: Resources) => {
        for (const [id, { Type }] of Object.entries(resources)) {
          if (Type === 'AWS::IAM::Policy' && id.startsWith('Scheduler')) delete resources[id];
        }
      },
    ],
  ])('is refused when it %s', async (why, change) => {
    const functions = await echoFunctions().functions;
    expect(() => readSchedules(changedSample(change), functions)).toThrow(why);
  });
});

describe('the scheduler', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-11-16T06:59:00Z') });
    invocations.length = 0;
    letters.length = 0;
  });
  afterEach(() => vi.useRealTimers());

  const now = () => new Date();
  const fired = () => invocations.map(({ event }) => (event as { scheduledTime: string }).scheduledTime);

  it('fires once when the time has come, and again a week later', async () => {
    const stop = runSchedules([await read('cron(0 8 ? * MON *)')], now, () => {});
    await vi.advanceTimersByTimeAsync(59_000);
    expect(fired()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fired()).toEqual(['2026-11-16T07:00:00Z']);
    await vi.advanceTimersByTimeAsync(7 * 24 * 3_600_000);
    expect(fired()).toEqual(['2026-11-16T07:00:00Z', '2026-11-23T07:00:00Z']);
    stop();
  });

  it('goes by the clock it is given, not by the machine', async () => {
    const moved = () => new Date(Date.now() + 3 * 24 * 3_600_000);
    const stop = runSchedules([await read('cron(0 8 ? * THU *)')], moved, () => {});
    await vi.advanceTimersByTimeAsync(61_000);
    expect(fired()).toEqual(['2026-11-19T07:00:00Z']);
    stop();
  });

  it('makes up what came due while the machine slept', async () => {
    let asleepMs = 0;
    const stop = runSchedules(
      [await read('cron(0 8 ? * THU *)')],
      () => new Date(Date.now() + asleepMs),
      () => {},
    );
    asleepMs = 11 * 24 * 3_600_000;
    await vi.advanceTimersByTimeAsync(61_000);
    expect(fired()).toEqual(['2026-11-19T07:00:00Z', '2026-11-26T07:00:00Z']);
    stop();
  });

  const failing = (times: number) =>
    Array.from({ length: times }, () => () => Promise.reject(new Error('no mail today')));
  const startWeekly = async (change?: (resources: Resources) => void) => {
    const told: string[] = [];
    const schedule = await read('cron(0 8 ? * MON *)', 'Europe/Madrid', change);
    return { told, stop: runSchedules([schedule], now, (_, { message }) => told.push(message)) };
  };

  it('tries twice more what fails, a minute and two minutes later, and says nothing when that helps', async () => {
    wishes.push(...failing(2));
    const { told, stop } = await startWeekly();
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(fired()).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2 * 60_000 + 1_000);
    expect([fired(), told, letters]).toEqual([Array(3).fill('2026-11-16T07:00:00Z'), [], []]);
    stop();
  });

  it('keeps with the dead letters what fails every time, tells of it and goes on', async () => {
    wishes.push(...failing(3));
    const { told, stop } = await startWeekly();
    await vi.advanceTimersByTimeAsync(8 * 24 * 3_600_000);
    expect([told, fired().at(-1)]).toEqual([['no mail today'], '2026-11-23T07:00:00Z']);
    expect(letters).toEqual([
      {
        queue: expect.stringMatching(/^SchedulesDeadLetters/),
        body: expect.objectContaining({
          requestPayload: expect.objectContaining({ scheduledTime: '2026-11-16T07:00:00Z' }),
          responsePayload: { errorType: 'Error', errorMessage: 'no mail today' },
        }),
      },
    ]);
    stop();
  });

  it('keeps no dead letter for a function that may not write it', async () => {
    wishes.push(...failing(3));
    const { told, stop } = await startWeekly((resources) => {
      for (const { Properties } of ofType(resources, 'AWS::IAM::Policy')) {
        Properties.PolicyDocument.Statement = Properties.PolicyDocument.Statement.filter(
          ({ Action }: { Action: string | string[] }) => ![Action].flat().includes('sqs:SendMessage'),
        );
      }
    });
    await vi.advanceTimersByTimeAsync(5 * 60_000);
    expect([told, letters]).toEqual([[expect.stringMatching(/may not sqs:SendMessage/)], []]);
    stop();
  });

  it('fires nothing any more once it is stopped', async () => {
    runSchedules([await read('cron(0 8 ? * MON *)')], now, () => {})();
    await vi.advanceTimersByTimeAsync(8 * 24 * 3_600_000);
    expect(fired()).toEqual([]);
  });
});
