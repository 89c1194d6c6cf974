import { isDeepStrictEqual } from 'node:util';
import type {
  BatchGetItemCommandInput,
  QueryCommandInput,
  ScanCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Answer, type Engine, fail, notKnown, ok } from '../../local/engines/engine.ts';

export type Stored = NonNullable<NonNullable<TransactWriteItem['Put']>['Item']>;
type Write = NonNullable<TransactWriteItem['Put']> & NonNullable<TransactWriteItem['Update']>;
type Expressions = Pick<
  Partial<Write>,
  'ConditionExpression' | 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const numberMax = 9.99e125;
const actionsMax = 100;
/** Small pages, so that whoever reads many meets what others write between two of them. */
const pageItems = 100;
/** DynamoDB remembers tokens for ten minutes; here as many requests as any worker's retries could reach back over. */
const tokensMax = 1_000;

const keyOf = ({ PK, SK }: Stored): string => `${PK?.S}|${SK?.S}`;
const hasHugeNumber = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).some(([type, inner]) =>
    type === 'N' && typeof inner === 'string' ? Math.abs(Number(inner)) > numberMax : hasHugeNumber(inner),
  );

/** How DynamoDB says that a transaction was cancelled: a reason for each action. */
export const cancelled = (reasons: readonly { Code: string; Item?: Stored }[]): Answer => ({
  status: 400,
  headers: { 'x-amzn-errortype': 'TransactionCanceledException' },
  body: JSON.stringify({ __type: 'TransactionCanceledException', message: 'cancelled', CancellationReasons: reasons }),
});

const unknownExpression = (expression: string) =>
  new Error(`the memory table does not know the expression ${expression}`);

/** Looks up the names and values an expression has placeholders for. */
const lookUp = ({ ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Expressions) => ({
  name: (word: string): string => (word.startsWith('#') ? (ExpressionAttributeNames[word] ?? '') : word),
  value: (word: string) => ExpressionAttributeValues[word],
});

/** Reads every expression once: this project writes few. */
const readOnce = <T>(read: (expression: string) => T): ((expression: string) => T) => {
  const known = new Map<string, T>();
  return (expression) => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const parsed = read(expression);
    known.set(expression, parsed);
    return parsed;
  };
};

type Clause = { readonly is: 'exists' | 'not_exists' | '='; readonly left: string; readonly right: string };

/** Conditions joined by AND, of the few kinds this project writes; any other fails here instead of passing unseen. */
const readCondition = readOnce((expression): readonly Clause[] =>
  expression
    .split(' AND ')
    .filter((clause) => clause !== '')
    .map((clause) => {
      const [, called, operand = ''] = /^attribute_(exists|not_exists)\(([#\w]+)\)$/.exec(clause) ?? [];
      if (called) return { is: called as 'exists' | 'not_exists', left: operand, right: '' };
      const [, left, right = ''] = /^([#\w]+) = (:\w+)$/.exec(clause) ?? [];
      if (left === undefined) throw unknownExpression(clause);
      return { is: '=', left, right };
    }),
);

const holds = (expressions: Expressions, stored: Stored | undefined): boolean => {
  const { name, value } = lookUp(expressions);
  return readCondition(expressions.ConditionExpression ?? '').every(({ is, left, right }) => {
    const held = stored?.[name(left)];
    if (is !== '=') return (held !== undefined) === (is === 'exists');
    return stored !== undefined && isDeepStrictEqual(held, value(right));
  });
};

const added = (held: Stored[string] | undefined, by: Stored[string] | undefined): Stored[string] => ({
  N: String(BigInt(held?.N ?? 0) + BigInt(by?.N ?? 0)),
});

const readUpdate = readOnce((expression) =>
  expression.split(/ (?=SET |ADD |REMOVE )/).flatMap((part) => {
    const [, verb = '', list = ''] = /^(SET|ADD|REMOVE) (.*)$/.exec(part) ?? [];
    return list.split(', ').map((action) => {
      const [, left = '', right = ''] = /^([#\w]+)(?: =)?(?: (:\w+))?$/.exec(action) ?? [];
      return { part, verb, left, right };
    });
  }),
);

/** What an item says after SET, ADD and REMOVE. */
const updated = (expressions: Expressions, stored: Stored): Stored => {
  const { name, value } = lookUp(expressions);
  const after: Stored = { ...stored };
  for (const { part, verb, left, right } of readUpdate(expressions.UpdateExpression ?? '')) {
    const held = value(right);
    if (left === '' || (verb !== 'REMOVE' && held === undefined)) throw unknownExpression(part);
    if (verb === 'SET' && held !== undefined) after[name(left)] = held;
    if (verb === 'ADD') after[name(left)] = added(after[name(left)], held);
    if (verb === 'REMOVE') delete after[name(left)];
  }
  return after;
};

type IndexName = '' | 'GSI1' | 'GSI2';

/** Items by the partition of one index, each partition in the order of its sort key. */
class Partitions {
  readonly #index: IndexName;
  readonly #items = new Map<string, Map<string, Stored>>();
  /** Sorted when somebody asks, and not again until one of them changes: what is read page by page is long. */
  readonly #sorted = new Map<string, readonly Stored[]>();

  constructor(index: IndexName) {
    this.#index = index;
  }

  replace(key: string, before: Stored | undefined, after: Stored | undefined): void {
    const [from, to] = [before, after].map((stored) => stored?.[`${this.#index}PK`]?.S);
    if (from !== undefined && from !== to) this.#items.get(from)?.delete(key);
    if (from !== undefined) this.#sorted.delete(from);
    if (to === undefined || after === undefined) return;
    const items = this.#items.get(to) ?? new Map();
    this.#items.set(to, items.set(key, after));
    this.#sorted.delete(to);
  }

  of(partition: string): readonly Stored[] {
    const before = this.#sorted.get(partition);
    if (before !== undefined) return before;
    const items = [...(this.#items.get(partition)?.values() ?? [])];
    const sorted = items.sort((a, b) => (this.at(a) < this.at(b) ? -1 : 1));
    this.#sorted.set(partition, sorted);
    return sorted;
  }

  /** Where an item stands in its partition. */
  at(stored: Stored): string {
    return stored[`${this.#index}SK`]?.S ?? '';
  }
}

/**
 * As much of DynamoDB as the store uses, in memory and fast enough for thousands of races. It is held to the same
 * contracts as the embedded table (store.test.ts), and knows expressions by their grammar, so that an unknown one fails.
 */
export class MemoryTable {
  readonly #stored = new Map<string, Stored>();
  /** Keys in the order in which they first came, which scans go by; it outlives the items. */
  readonly #order: string[] = [];
  readonly #positions = new Map<string, number>();
  readonly #partitions = { '': new Partitions(''), GSI1: new Partitions('GSI1'), GSI2: new Partitions('GSI2') };
  readonly #answered = new Map<string, { readonly request: object; readonly answer: Answer }>();

  /** Everything stored, or all of one partition, as plain values. */
  items(partition?: string): Record<string, unknown>[] {
    const stored = partition === undefined ? this.#stored.values() : this.#partitions[''].of(partition);
    return [...stored].map((item) => unmarshall(item));
  }

  readonly engine: Engine = async ({ operation, input }) => {
    if (operation === 'TransactWriteItems') return this.#once(input);
    if (operation === 'GetItem') return ok({ Item: this.#stored.get(keyOf(input.Key)) });
    if (operation === 'BatchGetItem') return this.#getAll(input);
    if (operation === 'PutItem') return this.#one({ Put: input });
    if (operation === 'UpdateItem') return this.#one({ Update: input });
    if (operation === 'DeleteItem') return this.#one({ Delete: input });
    if (operation === 'Query') return ok(this.#query(input));
    if (operation === 'Scan') return ok(this.#scan(input));
    return notKnown('the memory table', operation);
  };

  #set(key: string, after: Stored | undefined): void {
    const before = this.#stored.get(key);
    for (const partitions of Object.values(this.#partitions)) partitions.replace(key, before, after);
    if (after === undefined) this.#stored.delete(key);
    else this.#stored.set(key, after);
    if (!this.#positions.has(key)) this.#positions.set(key, this.#order.push(key) - 1);
  }

  #getAll({ RequestItems = {} }: BatchGetItemCommandInput): Answer {
    for (const { Keys = [] } of Object.values(RequestItems)) {
      if (new Set(Keys.map(keyOf)).size < Keys.length) return fail('ValidationException', 'a key twice');
    }
    const found = Object.entries(RequestItems).map(([name, { Keys = [] }]) => [
      name,
      Keys.map((key) => this.#stored.get(keyOf(key))).filter((stored) => stored !== undefined),
    ]);
    return ok({ Responses: Object.fromEntries(found), UnprocessedKeys: {} });
  }

  /** The same token again is the same transaction again: it took effect once. */
  #once(input: TransactWriteItemsCommandInput): Answer {
    const { ClientRequestToken: token = '', ...request } = input;
    const before = this.#answered.get(token);
    if (before) {
      const isSame = isDeepStrictEqual(before.request, request);
      return isSame ? before.answer : fail('IdempotentParameterMismatchException', '');
    }
    const answer = this.#transact(input.TransactItems ?? []);
    if (token !== '' && answer.status === 200) this.#answered.set(token, { request, answer });
    const [oldest] = this.#answered.keys();
    if (oldest !== undefined && this.#answered.size > tokensMax) this.#answered.delete(oldest);
    return answer;
  }

  #transact(actions: readonly TransactWriteItem[]): Answer {
    const keys = actions.map(({ Put, Update, Delete }) => keyOf(Put?.Item ?? Update?.Key ?? Delete?.Key ?? {}));
    if (actions.length === 0 || actions.length > actionsMax) return fail('ValidationException', 'number of actions');
    if (new Set(keys).size < keys.length) return fail('ValidationException', 'two actions on one item');
    if (hasHugeNumber(actions)) return fail('ValidationException', 'number overflow');
    const held = keys.map((key) => this.#stored.get(key));
    const failed = actions.map(
      ({ Put, Update, Delete }, index) => !holds((Put ?? Update ?? Delete) as Expressions, held[index]),
    );
    if (failed.includes(true)) {
      const reasonOf = (hasFailed: boolean, index: number) => {
        const Item = held[index];
        return hasFailed ? { Code: 'ConditionalCheckFailed', ...(Item && { Item }) } : { Code: 'None' };
      };
      return cancelled(failed.map(reasonOf));
    }
    for (const [index, action] of actions.entries()) this.#write(keys[index] ?? '', action);
    return ok({});
  }

  /** A write by itself: the same conditions, and an error of its own when one fails. */
  #one(action: { readonly Put?: Write; readonly Update?: UpdateItemCommandInput; readonly Delete?: Write }): Answer {
    const one = action.Put ?? action.Update ?? action.Delete ?? {};
    const key = keyOf(action.Put?.Item ?? action.Update?.Key ?? action.Delete?.Key ?? {});
    if (hasHugeNumber(one)) return fail('ValidationException', 'number overflow');
    if (!holds(one, this.#stored.get(key))) return fail('ConditionalCheckFailedException', 'the condition failed');
    this.#write(key, action as TransactWriteItem);
    return ok({});
  }

  #write(key: string, { Put, Update, Delete }: TransactWriteItem): void {
    if (Put?.Item) this.#set(key, Put.Item);
    if (Update) this.#set(key, updated(Update, { ...Update.Key, ...this.#stored.get(key) }));
    if (Delete) this.#set(key, undefined);
  }

  #query({ IndexName = '', KeyConditionExpression = '', ExpressionAttributeValues = {}, Limit }: QueryCommandInput) {
    const { ':pk': partition, ':from': from, ':to': to, ':after': after } = ExpressionAttributeValues;
    const behind = after === undefined ? '' : ` AND ${IndexName}SK > :after`;
    const known = IndexName === '' ? 'PK = :pk AND SK BETWEEN :from AND :to' : `${IndexName}PK = :pk${behind}`;
    if (KeyConditionExpression !== known) throw unknownExpression(KeyConditionExpression);
    const partitions = this.#partitions[IndexName as IndexName];
    const isInside = (stored: Stored): boolean => {
      const at = partitions.at(stored);
      return IndexName === '' ? at >= String(from?.S) && at <= String(to?.S) : at > (after?.S ?? '');
    };
    const Items = partitions
      .of(partition?.S ?? '')
      .filter(isInside)
      .slice(0, Limit);
    // Nobody who sets a limit asks for the next page.
    return {
      Count: Items.length,
      Items,
      ...(Items.length === Limit && { LastEvaluatedKey: { PK: Items.at(-1)?.PK } }),
    };
  }

  #scan({ Segment = 0, TotalSegments = 1, ExclusiveStartKey }: ScanCommandInput) {
    const Items: Stored[] = [];
    const after = ExclusiveStartKey ? this.#positions.get(keyOf(ExclusiveStartKey as Stored)) : undefined;
    for (let position = (after ?? -1) + 1; position < this.#order.length; position += 1) {
      const stored = this.#stored.get(this.#order[position] ?? '');
      if (stored === undefined || position % TotalSegments !== Segment) continue;
      Items.push(stored);
      if (Items.length === pageItems) return { Items, LastEvaluatedKey: { PK: stored.PK, SK: stored.SK } };
    }
    return { Items };
  }
}
