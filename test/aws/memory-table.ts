import type {
  BatchGetItemCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { keyText } from '../../core/store/keys.ts';
import { type Answer, type Engine, fail, notKnown, ok } from '../../local/engines/engine.ts';

type Stored = NonNullable<NonNullable<TransactWriteItem['Put']>['Item']>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
const numberMax = 9.99e125;
const actionsMax = 100;

const keyOf = (stored: Stored): string =>
  keyText(unmarshall({ PK: stored.PK ?? { S: '' }, SK: stored.SK ?? { S: '' } }) as never);
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

/**
 * As much of DynamoDB as the store uses, in memory and fast enough for thousands of races. It is held to the same
 * contract as the embedded table (store.test.ts), and knows the two conditions of `Table.transact` by their text, so
 * that a third one would fail here instead of passing unseen.
 */
export class MemoryTable {
  readonly #stored = new Map<string, Stored>();
  readonly #answered = new Map<string, { readonly request: string; readonly answer: Answer }>();

  /** Everything stored, as plain values. */
  items(): Record<string, unknown>[] {
    return [...this.#stored.values()].map((stored) => unmarshall(stored));
  }

  readonly engine: Engine = async ({ operation, input }) => {
    if (operation === 'TransactWriteItems') return this.#once(input);
    if (operation === 'GetItem') return ok({ Item: this.#stored.get(keyOf(input.Key)) });
    if (operation === 'BatchGetItem') return this.#getAll(input);
    if (operation === 'Query') return ok({ Items: this.#range(input.ExpressionAttributeValues) });
    return notKnown('the memory table', operation);
  };

  #getAll({ RequestItems = {} }: BatchGetItemCommandInput): Answer {
    const found = Object.entries(RequestItems).map(([name, { Keys = [] }]) => [
      name,
      Keys.map((key) => this.#stored.get(keyOf(key))).filter((stored) => stored !== undefined),
    ]);
    return ok({ Responses: Object.fromEntries(found), UnprocessedKeys: {} });
  }

  /** The same token again is the same transaction again: it took effect once. */
  #once(input: TransactWriteItemsCommandInput): Answer {
    const { ClientRequestToken: token = '', ...rest } = input;
    const request = JSON.stringify(rest);
    const before = this.#answered.get(token);
    if (before) return before.request === request ? before.answer : fail('IdempotentParameterMismatchException', '');
    const answer = this.#transact(input.TransactItems ?? []);
    if (token !== '' && answer.status === 200) this.#answered.set(token, { request, answer });
    return answer;
  }

  #transact(actions: readonly TransactWriteItem[]): Answer {
    const keys = actions.map(({ Put, Update }) => keyOf(Put?.Item ?? Update?.Key ?? {}));
    if (actions.length === 0 || actions.length > actionsMax) return fail('ValidationException', 'number of actions');
    if (new Set(keys).size < keys.length) return fail('ValidationException', 'two actions on one item');
    if (hasHugeNumber(actions)) return fail('ValidationException', 'number overflow');
    const failed = actions.map(({ Put }, index) => Put !== undefined && !this.#holds(Put, keys[index] ?? ''));
    if (failed.includes(true)) {
      const reasonOf = (hasFailed: boolean, index: number) => {
        const Item = this.#stored.get(keys[index] ?? '');
        return hasFailed ? { Code: 'ConditionalCheckFailed', ...(Item && { Item }) } : { Code: 'None' };
      };
      return cancelled(failed.map(reasonOf));
    }
    for (const [index, { Put, Update }] of actions.entries()) {
      const key = keys[index] ?? '';
      if (Put?.Item) this.#stored.set(key, Put.Item);
      if (Update) this.#stored.set(key, this.#added(key, Update));
    }
    return ok({});
  }

  #holds(
    { ConditionExpression, ExpressionAttributeValues }: NonNullable<TransactWriteItem['Put']>,
    key: string,
  ): boolean {
    const stored = this.#stored.get(key);
    if (ConditionExpression === undefined) return true;
    if (ConditionExpression === 'attribute_not_exists(PK)') return stored === undefined;
    if (ConditionExpression === 'attribute_exists(PK)') return stored !== undefined;
    if (ConditionExpression === 'rev = :rev') return stored?.rev?.N === ExpressionAttributeValues?.[':rev']?.N;
    throw new Error(`the memory table does not know the condition ${ConditionExpression}`);
  }

  #added(key: string, update: NonNullable<TransactWriteItem['Update']>): Stored {
    const { Key = {}, UpdateExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = update;
    const sums: Stored = { ...Key, ...this.#stored.get(key) };
    for (const [, name = '', value = ''] of UpdateExpression.matchAll(/(#\d+) (:\d+)/g)) {
      const field = ExpressionAttributeNames[name] ?? '';
      const sum = BigInt(sums[field]?.N ?? 0) + BigInt(ExpressionAttributeValues[value]?.N ?? 0);
      sums[field] = { N: String(sum) };
    }
    if (UpdateExpression.includes('SET #ttl = :ttl')) sums.ttl = ExpressionAttributeValues[':ttl'] ?? { NULL: true };
    return sums;
  }

  #range(values: Stored): Stored[] {
    const { ':pk': partition = '', ':from': from = '', ':to': to = '' } = unmarshall(values) as Record<string, string>;
    const inside = (stored: Stored) =>
      stored.PK?.S === partition && String(stored.SK?.S) >= from && String(stored.SK?.S) <= to;
    return [...this.#stored.values()].filter(inside).sort((a, b) => (String(a.SK?.S) < String(b.SK?.S) ? -1 : 1));
  }
}
