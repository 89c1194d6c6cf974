import assert from 'node:assert/strict';
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import {
  type CfnStateMachine,
  Choice,
  Condition,
  DefinitionBody,
  DistributedMap,
  Errors,
  Fail,
  Pass,
  ProvideItems,
  QueryLanguage,
  StateMachine,
  StateMachineType,
  Succeed,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { Handler } from './handler.ts';
import { counted, handlerTimeoutSeconds as scoreTimeoutSeconds, writes } from './score.ts';

/** Small parts show how far a pass is, and lose little when one has to be tried again. */
const segments = 32;
/** More would only wait for each other: they add to the same rows of counts, and share Comprehend's quota with score. */
const workersMax = 4;
/** A part is handed back when its time is up and goes on in the next run, so this only says how often. */
const handlerTimeoutSeconds = 120;
const waitSeconds = 130;
// A pass that finds none proves nothing while a function of the map before still works: each waits such work out.
assert(waitSeconds > Math.max(scoreTimeoutSeconds, handlerTimeoutSeconds));

interface RebuildProps {
  readonly table: TableV2;
  readonly journey: ILayerVersion;
}

/** Passes over the table, all its parts at once, until one finds no signal of another map or scorer. */
export class Rebuild extends Construct {
  readonly handler: Handler;
  readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, { table, journey }: RebuildProps) {
    super(scope, id);
    const handler = new Handler(this, 'Function', {
      verb: 'rebuild',
      journey,
      timeout: Duration.seconds(handlerTimeoutSeconds),
      environment: { TABLE_NAME: table.tableName },
    });
    this.handler = handler;
    // A scan is of the whole table. Signals are put again, with the rows that count them, and whose an alias is.
    handler.allow(['dynamodb:Scan'], table.tableArn);
    handler.allowItems(writes, table.tableArn, ...counted);
    handler.allowItems(['dynamodb:BatchGetItem'], table.tableArn, 'K#*');
    // Comprehend's detection calls know no resources: `*` is the only one IAM accepts.
    handler.allow(['comprehend:BatchDetectSentiment'], '*');
    const machine = new StateMachine(this, 'Machine', {
      stateMachineType: StateMachineType.STANDARD,
      queryLanguage: QueryLanguage.JSONATA,
      definitionBody: DefinitionBody.fromChainable(this.#passes(handler)),
    });
    this.stateMachineArn = machine.stateMachineArn;
    handler.acknowledgeInvoker(machine);
    acknowledge(machine);
  }

  #passes(handler: Handler) {
    const begin = Pass.jsonata(this, 'Begin', { outputs: { passes: 0, recommitted: 0 } });
    const wait = Wait.jsonata(this, 'WaitForOlderWorkers', { time: WaitTime.duration(Duration.seconds(waitSeconds)) });
    const pass = DistributedMap.jsonata(this, 'Pass', {
      items: ProvideItems.jsonArray(Array.from({ length: segments }, (_, segment) => ({ segment, segments }))),
      maxConcurrency: workersMax,
      outputs: {
        passes: '{% $states.input.passes + 1 %}',
        found: '{% $sum($states.result.found) %}',
        recommittedNow: '{% $sum($states.result.recommitted) %}',
        recommitted: '{% $states.input.recommitted + $sum($states.result.recommitted) %}',
      },
    });
    pass.itemProcessor(this.#part(handler));
    const isDone = Choice.jsonata(this, 'WasAnyFound')
      .when(Condition.jsonata('{% $states.input.found = 0 %}'), Succeed.jsonata(this, 'NoneIsLeft'))
      .when(Condition.jsonata('{% $states.input.recommittedNow > 0 %}'), wait)
      .otherwise(
        Fail.jsonata(this, 'SomeAreLeft', {
          error: 'SomeAreLeft',
          cause: '{% $string($states.input) %}',
        }),
      );
    return begin.next(wait).next(pass).next(isDone);
  }

  /** One part of the table: invoked again and again, each time with what the invocation before came to. */
  #part(handler: Handler) {
    const work = LambdaInvoke.jsonata(this, 'Part', {
      lambdaFunction: handler,
      outputs: '{% $states.result.Payload %}',
      // The retries below are of these, too.
      retryOnServiceExceptions: false,
    });
    // Whatever failed, the next try finds what is left of the work in the table itself.
    work.addRetry({
      errors: [Errors.ALL],
      interval: Duration.seconds(5),
      backoffRate: 2,
      maxAttempts: 6,
    });
    const isDone = Choice.jsonata(this, 'IsPartLeft')
      .when(Condition.jsonata('{% $exists($states.input.startKey) %}'), work)
      .otherwise(Succeed.jsonata(this, 'PartDone'));
    return work.next(isDone);
  }
}

/** What AWS's rules say of the machine, and why it stays so. */
const acknowledge = (machine: StateMachine): void => {
  const id = Stack.of(machine).getLogicalId(machine.node.defaultChild as CfnStateMachine);
  const name = `{"Fn::Select":[6,{"Fn::Split":[":",{"Ref":"${id}"}]}]}`;
  const executions = `arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${name}`;
  Validations.of(machine).acknowledge(
    {
      id: 'AwsSolutions::AwsSolutions-SF1',
      reason: 'Step Functions keeps the history of every execution for 90 days, and nobody needs it a second time.',
    },
    {
      id: 'AwsSolutions::AwsSolutions-SF2',
      reason: 'Its function is traced; what the machine does between is told by the history of the execution.',
    },
    ...[`${executions}:*`, `${executions}/*:*`].map((resource) => ({
      id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`,
      reason: 'The executions are its own: a distributed map starts, reads and stops one for each part of the table.',
    })),
  );
};
