import { Cron } from 'croner';
import { ListeningPathError } from '../core/errors.ts';
import type { LocalFunction } from './functions.ts';
import { Role } from './policy.ts';
import type { Template } from './template.ts';

/** Timers overflow after 24 days, and a laptop sleeps: look again at least this often. */
const lookAgainMsMax = 60_000;

/**
 * AWS's `cron(minutes hours day month weekday year)` in the five fields of everybody else. Weekdays only by name: AWS
 * counts them from Sunday as 1, everybody else from Sunday as 0.
 */
const pattern = (expression: string): string => {
  const fields = /^cron\((\S+ \S+ \S+ \S+ [A-Z,*?-]+) \*\)$/.exec(expression)?.[1];
  if (fields === undefined) throw new ListeningPathError(`schedules: the local run does not know ${expression}`);
  return fields.replaceAll('?', '*');
};

/** One schedule of the template. */
export interface LocalSchedule {
  readonly id: string;
  /** The file in functions/ it invokes. */
  readonly source: string;
  /** The last time at or before an instant that it was due. */
  lastDue(before: Date): Date | undefined;
  nextDue(after: Date): Date | undefined;
  /** Invokes the target as Scheduler does, with the time it was due. */
  fire(due: Date): Promise<unknown>;
  /** As Scheduler does when nobody waits: a run that fails is tried twice more, and then kept with the dead letters. */
  run(due: Date): Promise<void>;
}

/**
 * Asks again while the answer is a time the clock skips: when it is put forward, Scheduler leaves that run out, where
 * others make it up. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
const unlessSkipped = (cron: Cron, from: Date, ask: (from: Date) => Date | null | undefined): Date | undefined => {
  for (let run = ask(from); run; run = ask(run)) if (cron.match(run)) return run;
  return undefined;
};

export const readSchedules = (template: Template, functions: ReadonlyMap<string, LocalFunction>): LocalSchedule[] =>
  template.ofType('AWS::Scheduler::Schedule').map(({ id, properties }) => {
    const eventAt = (due: Date) => {
      const time = due.toISOString().replace(/\.\d{3}Z$/, 'Z');
      return JSON.parse(properties.Target.Input.replaceAll('<aws.scheduler.scheduled-time>', time));
    };
    const target = functions.get(properties.Target.Arn);
    if (target === undefined) throw new ListeningPathError(`template: schedule ${id} leads to no function`);
    const role = new Role(template, properties.Target.RoleArn);
    if (!role.allows({ action: 'lambda:InvokeFunction', resource: target.arn })) {
      throw new ListeningPathError(`template: schedule ${id} may not invoke its function`);
    }
    const cron = new Cron(pattern(properties.ScheduleExpression), { timezone: properties.ScheduleExpressionTimezone });
    return {
      id,
      source: target.source,
      lastDue: (before) => {
        // Croner thinks in seconds and looks strictly before one: the next second's start is the latest that fits.
        const from = new Date((Math.floor(before.getTime() / 1_000) + 1) * 1_000);
        return unlessSkipped(cron, from, (date) => cron.previousRuns(1, date)[0]);
      },
      nextDue: (after) => unlessSkipped(cron, after, (date) => cron.nextRun(date)),
      fire: (due) => target.invoke(eventAt(due)),
      run: (due) => target.invokeAsync(eventAt(due)),
    };
  });

/**
 * Fires schedules by the domain's clock until stopped.
 *
 * @param now the domain's clock: real time, or real time moved to where `--now` put today
 */
export const runSchedules = (
  schedules: readonly LocalSchedule[],
  now: () => Date,
  onError: (id: string, error: Error) => void,
): (() => void) => {
  const timers = new Map<string, NodeJS.Timeout>();
  const wait = (schedule: LocalSchedule, after: Date) => {
    const due = schedule.nextDue(after);
    if (due === undefined) return;
    const look = () => {
      const waitMs = due.getTime() - now().getTime();
      if (waitMs > 0) timers.set(schedule.id, setTimeout(look, Math.min(waitMs, lookAgainMsMax)));
      else {
        schedule.run(due).catch((error: Error) => onError(schedule.id, error));
        wait(schedule, due);
      }
    };
    look();
  };
  for (const schedule of schedules) wait(schedule, now());
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
  };
};
