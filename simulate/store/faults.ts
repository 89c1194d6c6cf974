import { type Answer, type Call, type Engine, fail, ok } from '../../local/engines/engine.ts';
import type { Chance } from '../../local/sample/chance.ts';
import { cancelled } from '../../test/aws/memory-table.ts';
import { connectionReset } from '../../test/aws/sdk.ts';
import { feelingOf } from './feeling.ts';
import type { Life, World } from './world.ts';

/** What may go wrong, by kinds that a simulation can do without: that is how the shortest history of a failure is found. */
export const faultKinds = ['deaths', 'conflicts', 'throttles', 'losses', 'halves', 'visibility'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** What befalls one request. After `lost` and `failed late` it took effect all the same. */
type Fault =
  | 'none'
  | 'conflict'
  | 'throttled'
  | 'exceeded'
  | 'slow down'
  | 'failed early'
  | 'failed late'
  | 'lost'
  | 'half';

const kindOf: Readonly<Record<Exclude<Fault, 'none'>, FaultKind>> = {
  conflict: 'conflicts',
  throttled: 'throttles',
  exceeded: 'throttles',
  'slow down': 'throttles',
  'failed early': 'throttles',
  'failed late': 'losses',
  lost: 'losses',
  half: 'halves',
};

/** Of a hundred requests. */
const weights: readonly (readonly [Fault, number])[] = [
  ['none', 86],
  ['conflict', 4],
  ['throttled', 1],
  ['exceeded', 1],
  ['slow down', 1.5],
  ['failed early', 1],
  ['failed late', 1.5],
  ['lost', 2],
  ['half', 2],
];
const names = weights.map(([name]) => name);
const shares = weights.map(([, share]) => share);

const reasonsOf = ({ input }: Call, Code: string, at: number): Answer =>
  cancelled(input.TransactItems.map((_: unknown, index: number) => ({ Code: index === at ? Code : 'None' })));

/** The answer instead of the service's own, for faults in which it does nothing. */
const refusalOf = (fault: Fault, call: Call, draw: Chance): Answer | undefined => {
  const isTransaction = call.operation === 'TransactWriteItems';
  const at = isTransaction ? draw.below(call.input.TransactItems.length) : 0;
  if (fault === 'conflict' && isTransaction) return reasonsOf(call, 'TransactionConflict', at);
  if (fault === 'throttled' && isTransaction) return reasonsOf(call, 'ThrottlingError', at);
  if (fault === 'exceeded' && isTransaction) return reasonsOf(call, 'ProvisionedThroughputExceeded', at);
  if (fault === 'exceeded') return fail('ProvisionedThroughputExceededException', 'too much');
  if (fault === 'slow down' || fault === 'throttled') return fail('ThrottlingException', 'slow down');
  if (fault === 'failed early') return fail('InternalServerError', 'try again', 500);
  return undefined;
};

/** Half of what a batch of reads asked for, and the rest as not processed. */
const halfRead = async (call: Call, engine: Engine): Promise<Answer> => {
  const [[name, request] = ['', { Keys: [] }]] = Object.entries<{ Keys: unknown[] }>(call.input.RequestItems);
  const half = request.Keys.length >> 1;
  const some = { RequestItems: { [name]: { ...request, Keys: request.Keys.slice(0, half) } } };
  const { body } = half === 0 ? ok({ Responses: {} }) : await engine({ ...call, input: some });
  const UnprocessedKeys = { [name]: { ...request, Keys: request.Keys.slice(half) } };
  return ok({ ...JSON.parse(String(body)), UnprocessedKeys });
};

/** Comprehend as the simulation has it. @param isRead whether it reads one text; the others it reports as its own failure */
export const comprehend =
  (isRead: () => boolean): Engine =>
  async ({ input: { TextList } }) => {
    const feelings = (TextList as string[]).map(feelingOf);
    if (feelings.includes('rejected')) return fail('InvalidRequestException', 'a text is invalid');
    const ErrorList: object[] = [];
    const ResultList = feelings.flatMap((feeling, Index) => {
      if (feeling === 'rejected') return [];
      const { label, scores } = feeling;
      const { positive: Positive, negative: Negative, neutral: Neutral, mixed: Mixed } = scores;
      if (isRead())
        return [{ Index, Sentiment: label.toUpperCase(), SentimentScore: { Positive, Negative, Neutral, Mixed } }];
      ErrorList.push({ Index, ErrorCode: 'INTERNAL_SERVER_ERROR' });
      return [];
    });
    return ok({ ResultList, ErrorList });
  };

/** Puts the world between a life and a service: when a request arrives, what befalls it, and when its answer does. */
export class Faults {
  readonly #world: World;
  readonly #draw: Chance;
  readonly #kinds: ReadonlySet<FaultKind>;
  readonly #record: (what: string) => void;

  constructor(world: World, draw: Chance, kinds: ReadonlySet<FaultKind>, record: (what: string) => void) {
    this.#world = world;
    this.#draw = draw;
    this.#kinds = kinds;
    this.#record = record;
  }

  /** Whether something of a batch goes well that is served by halves. */
  readonly isServed = (): boolean => !(this.#kinds.has('halves') && this.#draw.happens(0.01));

  /** @param life whose requests these are, at the moment each is made */
  between =
    (life: () => Life, engine: Engine): Engine =>
    async (call) => {
      const whose = life();
      await this.#world.pass(whose, `${call.operation} arrives`);
      const fault = this.#next(call.operation);
      if (fault !== 'none') this.#record(`${whose.name}: ${call.operation} meets: ${fault}`);
      const isHalf = fault === 'half' && call.operation === 'BatchGetItem';
      const answer = refusalOf(fault, call, this.#draw) ?? (await (isHalf ? halfRead(call, engine) : engine(call)));
      await this.#world.pass(whose, `${call.operation} is answered`);
      if (fault === 'lost') throw connectionReset();
      return fault === 'failed late' ? fail('InternalServerError', 'try again', 500) : answer;
    };

  #next(operation: string): Fault {
    const fault = names[this.#draw.index(shares)] ?? 'none';
    // What SES answers it means: only an answer that never comes leaves open whether a mail left.
    if (fault === 'failed late' && operation === 'SendEmail') return 'none';
    return fault !== 'none' && this.#kinds.has(kindOf[fault]) ? fault : 'none';
  }
}
