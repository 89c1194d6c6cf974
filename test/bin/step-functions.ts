import { type Answer, fail, ok } from '../../local/engines/engine.ts';
import type { LocalStack } from '../../local/stack.ts';
import { type Ended, runMachine } from '../lib/state-machine.ts';

interface Execution {
  readonly arn: string;
  readonly passes: { done: number; total: number }[];
  ended?: Ended;
}

/** Step Functions, with the machines of a stack's template and the deployed functions. Map runs are named by their number. */
export class StepFunctions {
  readonly #stack: LocalStack;
  readonly #executions: Execution[] = [];
  /** How often somebody asked how far an execution is. */
  looks = 0;
  /** Executions begin once this is resolved. */
  mayBegin: Promise<void> = Promise.resolve();

  constructor(stack: LocalStack) {
    this.#stack = stack;
  }

  get started(): number {
    return this.#executions.length;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the SDK's serialisers already gave it the operation's own shape.
  answer(operation: string, input: any): Answer {
    const found = this.#executions.find(({ arn }) => arn === (input.executionArn ?? input.mapRunArn?.split('|')[0]));
    if (operation === 'ListExecutions') {
      const running = this.#executions.filter(({ ended }) => ended === undefined);
      return ok({ executions: running.map(({ arn }) => ({ executionArn: arn, status: 'RUNNING' })) });
    }
    if (operation === 'StartExecution') return ok({ executionArn: this.#start(input.stateMachineArn).arn });
    if (found === undefined) return fail('ExecutionDoesNotExist', operation);
    if (operation === 'DescribeExecution') {
      this.looks += 1;
      const { status = 'RUNNING', output, error, cause } = found.ended ?? {};
      return ok({ status, error, cause, ...(output !== undefined && { output: JSON.stringify(output) }) });
    }
    if (operation === 'ListMapRuns') {
      const mapRuns = found.passes.map((_, index) => ({ mapRunArn: `${found.arn}|${index}`, startDate: index }));
      return ok({ mapRuns });
    }
    if (operation === 'DescribeMapRun') {
      const { done = 0, total = 0 } = found.passes[Number(input.mapRunArn.split('|')[1])] ?? {};
      return ok({ itemCounts: { succeeded: done, total } });
    }
    return fail('UnknownOperationException', operation);
  }

  #start(stateMachineArn: string): Execution {
    const [machine] = this.#stack.template.ofType('AWS::StepFunctions::StateMachine');
    if (!stateMachineArn.endsWith(`:${machine?.id}`)) throw new Error(`there is no state machine ${stateMachineArn}`);
    const execution: Execution = { arn: `${stateMachineArn}:${this.#executions.length}`, passes: [] };
    this.#executions.push(execution);
    const outside = {
      invoke: async (arn: string, payload: unknown) => this.#stack.functions.get(arn)?.invoke(payload),
      entered: (state: string) => {
        if (state === 'Pass') execution.passes.push({ done: 0, total: 0 });
      },
      mapped: (done: number, total: number) => {
        Object.assign(execution.passes.at(-1) ?? {}, { done, total });
      },
    };
    const definition = JSON.parse(machine?.properties.DefinitionString);
    this.mayBegin
      .then(() => runMachine(definition, {}, outside))
      .then((ended) => {
        execution.ended = ended;
      });
    return execution;
  }
}
