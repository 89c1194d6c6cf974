/** As much of the Amazon States Language as the stack's machines use. https://states-language.net/ */
interface State {
  readonly Type: string;
  readonly Next?: string;
  readonly Output?: unknown;
  readonly Seconds?: number;
  readonly Items?: readonly unknown[];
  readonly ItemProcessor?: Definition;
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[]; readonly MaxAttempts: number }[];
  readonly Choices?: readonly { readonly Condition: string; readonly Next: string }[];
  readonly Default?: string;
  readonly Error?: string;
  readonly Cause?: unknown;
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** What became of an execution. */
export interface Ended {
  readonly status: 'SUCCEEDED' | 'FAILED';
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
}

export interface Outside {
  readonly invoke: (functionName: string, payload: unknown) => Promise<unknown>;
  /** Hears of every state that is entered, of states in maps as `Map/State`. */
  readonly entered?: (state: string) => void;
  /** Hears of each item a map is through with. */
  readonly mapped?: (done: number, total: number) => void;
}

type Values = Readonly<Record<string, unknown>>;

/** JSONata maps a path over lists. */
const follow = (value: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>(
    (held, step) =>
      Array.isArray(held) ? held.map((one) => follow(one, [step])) : (held as Values | undefined)?.[step],
    value,
  );

const calls = {
  sum: (values: number | readonly number[]) => [values].flat().reduce((sum, value) => sum + value, 0),
  exists: (value: unknown) => value !== undefined,
  string: (value: unknown) => JSON.stringify(value),
};

/** The few expressions in use: paths, sums, comparisons. Any other is an error instead of passing unseen. */
const evaluate = (expression: string, states: Values): unknown => {
  const script = expression
    .replaceAll(
      /\$states((?:\.\w+)+)/g,
      (_, path: string) => `follow(states, ${JSON.stringify(path.slice(1).split('.'))})`,
    )
    .replaceAll(/\$(sum|exists|string)\(/g, 'calls.$1(')
    .replaceAll(' = ', ' === ');
  if (script.includes('$')) throw new Error(`this test does not know the expression ${expression}`);
  return new Function('follow', 'calls', 'states', `return ${script};`)(follow, calls, states);
};

const render = (template: unknown, states: Values): unknown => {
  if (typeof template === 'string') {
    const expression = /^\{%(.*)%\}$/.exec(template)?.[1];
    return expression === undefined ? template : evaluate(expression.trim(), states);
  }
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, render(value, states)]));
};

/** Tries as often as the state says, without the waits between. */
const retrying = async ({ Retry = [] }: State, work: () => Promise<unknown>): Promise<unknown> => {
  for (let attempts = Retry.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 0); ; attempts -= 1) {
    try {
      return await work();
    } catch (error) {
      if (attempts === 0) throw error;
    }
  }
};

const resultOf = async (state: State, input: unknown, outside: Outside): Promise<unknown> => {
  if (state.Type === 'Task') {
    const { FunctionName, Payload } = render(state.Arguments, { input }) as Values;
    const invoked = retrying(state, () => outside.invoke(String(FunctionName), Payload));
    return { Payload: JSON.parse(JSON.stringify(await invoked)) };
  }
  if (state.Type !== 'Map') return input;
  const { Items = [], ItemProcessor } = state;
  const results: unknown[] = [];
  for (const item of Items) {
    outside.mapped?.(results.length, Items.length);
    const { status, output, error, cause } = await runMachine(ItemProcessor as Definition, item, outside);
    if (status === 'FAILED') throw Object.assign(new Error(cause), { name: error });
    results.push(output);
  }
  outside.mapped?.(results.length, Items.length);
  return results;
};

/** Runs a state machine to its end, without ever waiting. */
export const runMachine = async (machine: Definition, start: unknown, outside: Outside): Promise<Ended> => {
  let input = start;
  for (let name: string | undefined = machine.StartAt; ; ) {
    const state: State | undefined = machine.States[name ?? ''];
    if (state === undefined) throw new Error(`the machine has no state ${name}`);
    outside.entered?.(name ?? '');
    if (state.Type === 'Succeed') return { status: 'SUCCEEDED', output: input };
    if (state.Type === 'Fail') {
      return { status: 'FAILED', error: String(state.Error), cause: String(render(state.Cause, { input })) };
    }
    if (state.Type === 'Choice') {
      name = state.Choices?.find(({ Condition }) => render(Condition, { input }) === true)?.Next ?? state.Default;
      continue;
    }
    try {
      const result = await resultOf(state, input, outside);
      input = state.Output === undefined ? result : render(state.Output, { input, result });
    } catch (error) {
      return { status: 'FAILED', error: (error as Error).name, cause: (error as Error).message };
    }
    name = state.Next;
  }
};
