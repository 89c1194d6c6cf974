import { Duration, Stack, type TimeZone, Validations } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Handler } from './handler.ts';

interface RunProps {
  readonly description: string;
  /** `cron(…)` in which lists stand for steps: every reader of such expressions understands them alike. */
  readonly expression: string;
  readonly timeZone: TimeZone;
  readonly input: object;
}

/** What runs by the clock, and where everything goes that failed while nobody waited: else it fails in silence. */
export class Schedules extends Construct {
  /** Runs that Scheduler could not start, and runs and news of mails that failed after Lambda's two retries. */
  readonly deadLetters: Queue;
  readonly #known = new Set<Handler>();

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    Validations.of(this.deadLetters).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'It is where the dead letters of Scheduler and Lambda go, and the rule knows those of queues alone.',
    });
  }

  /** Runs a function by the clock. */
  run(scope: Construct, id: string, handler: Handler, { description, expression, timeZone, input }: RunProps): void {
    if (!this.#known.has(handler)) {
      handler.sendFailuresTo(this.deadLetters);
      this.#known.add(handler);
      // The CDK makes Scheduler's roles in the stack itself.
      handler.acknowledgeInvoker(Stack.of(this));
    }
    new Schedule(scope, id, {
      description,
      schedule: ScheduleExpression.expression(expression, timeZone),
      target: new LambdaInvoke(handler, {
        input: ScheduleTargetInput.fromObject(input),
        deadLetterQueue: this.deadLetters,
        // Scheduler's default is 185 tries in a day, and a digest of yesterday helps nobody.
        retryAttempts: 10,
        maxEventAge: Duration.hours(2),
      }),
    });
  }
}
