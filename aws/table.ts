import {
  type AttributeValue,
  BatchGetItemCommand,
  type CancellationReason,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  ScanCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { ServiceUnavailable } from '../core/errors.ts';
import { type Key, keyText } from '../core/store/keys.ts';
import type { Tally } from '../core/store/tally.ts';
import type { Sdk } from './clients.ts';
import { readAtOnce } from './read-at-once.ts';
import { transactionOf } from './transaction.ts';

/** A stored item as plain values. */
export type Item = Record<string, unknown>;

/**
 * What became of a transaction, in plain words. The SDK's own error holds the old items' texts and a logger would print
 * them, so it never leaves this file.
 */
export type TransactResult =
  | { readonly kind: 'done' }
  /** Which actions failed their condition, with what the table holds in their place. */
  | { readonly kind: 'condition'; readonly held: ReadonlyMap<number, Item | undefined> }
  /** A conflict or a throttle: the same transaction later may pass. */
  | { readonly kind: 'busy' }
  /** The table will never take it: too large, or malformed. */
  | { readonly kind: 'refused'; readonly code: string };

export interface PutAction {
  readonly item: Item;
  /** The stored `rev` this overwrites; `undefined`: only where nothing is stored. */
  readonly expectedRev: number | undefined;
}

export interface AddAction {
  readonly key: Key;
  readonly fields: Readonly<Record<string, number>>;
  /** When the row may be forgotten, in seconds since 1970. */
  readonly ttl?: number;
}

/**
 * Attributes may hold numbers of any size (order ids): what JSON could not keep of them is lost already. What is counted
 * is stricter, and has to be a safe integer.
 */
const storing = { removeUndefinedValues: true, allowImpreciseNumbers: true };
/** A sum may outgrow what a number can hold to the last digit; without this such a row reads as a bigint. */
const reading = { wrapNumbers: Number };

const busyCodes = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
const busyErrors = new Set([
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'InternalServerError',
  'ServiceUnavailable',
  'TimeoutError',
  'ECONNRESET',
  'ECONNREFUSED',
]);
/** Only these say something about the items. Any other error, such as a missing permission, is nobody's dead letter. */
const refusals = new Set([
  'ValidationError',
  'ItemCollectionSizeLimitExceeded',
  'ValidationException',
  'ItemCollectionSizeLimitExceededException',
  'SerializationException',
]);

const putItem = (tableName: string, { item, expectedRev }: PutAction): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: marshall(item, storing),
    ConditionExpression: expectedRev === undefined ? 'attribute_not_exists(PK)' : 'rev = :rev',
    ...(expectedRev !== undefined && { ExpressionAttributeValues: marshall({ ':rev': expectedRev }) }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** @throws {RangeError} when it cannot be counted to the last digit */
const countValue = (count: number): AttributeValue => {
  if (!Number.isSafeInteger(count)) throw new RangeError(`table: ${count} cannot be counted`);
  return { N: String(count) };
};

/** ADD with names by number: field names hold dots, which expressions would take for paths. */
const addFields = (tableName: string, { key, fields, ttl }: AddAction): TransactWriteItem => {
  const entries = Object.entries(fields);
  return {
    Update: {
      TableName: tableName,
      Key: marshall(key),
      UpdateExpression: `ADD ${entries.map((_, index) => `#${index} :${index}`).join(', ')}${ttl ? ' SET #ttl = :ttl' : ''}`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(entries.map(([field], index) => [`#${index}`, field])),
        ...(ttl && { '#ttl': 'ttl' }),
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(entries.map(([, count], index) => [`:${index}`, countValue(count)])),
        ...(ttl && { ':ttl': countValue(ttl) }),
      },
    },
  };
};

const readReasons = (reasons: readonly CancellationReason[]): TransactResult => {
  const codes = reasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  const refused = codes.find((code) => refusals.has(code));
  if (refused !== undefined) return { kind: 'refused', code: refused };
  const unknown = codes.find((code) => code !== 'ConditionalCheckFailed' && !busyCodes.has(code));
  if (unknown !== undefined) throw new ServiceUnavailable(`table: cancelled with ${unknown}`);
  const held = new Map(
    reasons.flatMap(({ Code, Item }, index) =>
      Code === 'ConditionalCheckFailed' ? [[index, Item && unmarshall(Item, reading)] as const] : [],
    ),
  );
  return held.size > 0 ? { kind: 'condition', held } : { kind: 'busy' };
};

const readError = (error: unknown): TransactResult => {
  const { name = 'Unknown', CancellationReasons } = error as Error & { CancellationReasons?: CancellationReason[] };
  if (CancellationReasons) return readReasons(CancellationReasons);
  if (refusals.has(name)) return { kind: 'refused', code: name };
  const { code = name } = error as { code?: string };
  if (busyErrors.has(name) || busyErrors.has(code)) return { kind: 'busy' };
  throw new ServiceUnavailable(`table: ${code} while writing`);
};

/** What DynamoDB reads at once, and how often we ask for what it left out. */
const getsMax = 100;
const getAttemptsMax = 5;

const between = 'PK = :pk AND SK BETWEEN :from AND :to';

/** The one DynamoDB table, by the few calls this project makes of it. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;

  constructor(name: string, sdk: Sdk = {}) {
    this.#name = name;
    this.#client = new DynamoDBClient(sdk);
    readAtOnce(this.#client);
  }

  /**
   * Puts and adds, all or nothing. Every call has a request token of its own, which the SDK's retries share.
   *
   * @throws {ServiceUnavailable} when the table did not say what became of it, or may not be written at all
   */
  async transact(puts: readonly PutAction[], adds: readonly AddAction[]): Promise<TransactResult> {
    const TransactItems = this.#actions(puts, adds);
    if (TransactItems === undefined) return { kind: 'refused', code: 'NotStorable' };
    try {
      await this.#client.send(transactionOf(TransactItems));
      return { kind: 'done' };
    } catch (error) {
      return readError(error);
    }
  }

  /** @returns undefined when a number is too large to be counted to the last digit, or no number at all */
  #actions(puts: readonly PutAction[], adds: readonly AddAction[]): TransactWriteItem[] | undefined {
    try {
      return [...puts.map((put) => putItem(this.#name, put)), ...adds.map((add) => addFields(this.#name, add))];
    } catch {
      return undefined;
    }
  }

  /** Reads one item as it is now, not as a replica remembers it. */
  async get(key: Key): Promise<Item | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: marshall(key), ConsistentRead: true }),
    );
    return Item && unmarshall(Item, reading);
  }

  /**
   * Reads many items as they are now, a hundred a request.
   *
   * @throws {ServiceUnavailable} when the table is too busy to answer for all of them
   */
  async getAll(keys: readonly Key[]): Promise<Item[]> {
    const items: Item[] = [];
    // DynamoDB refuses a request that names a key twice.
    const unique = [...new Map(keys.map((key) => [keyText(key), key])).values()];
    for (let from = 0; from < unique.length; from += getsMax) {
      let Keys = unique.slice(from, from + getsMax).map((key) => marshall(key));
      for (let attempt = 0; Keys.length > 0; attempt += 1) {
        if (attempt === getAttemptsMax) throw new ServiceUnavailable('table: throttled while reading');
        const command = new BatchGetItemCommand({ RequestItems: { [this.#name]: { Keys, ConsistentRead: true } } });
        const { Responses = {}, UnprocessedKeys = {} } = await this.#client.send(command).catch((cause: Error) => {
          throw new ServiceUnavailable(`table: ${cause.name} while reading`);
        });
        for (const item of Responses[this.#name] ?? []) items.push(unmarshall(item, reading));
        Keys = UnprocessedKeys[this.#name]?.Keys ?? [];
      }
    }
    return items;
  }

  /** Everything stored, in no order. One of `segments` parts, so that several can read at once. */
  async *scan(segment = 0, segments = 1): AsyncGenerator<Item> {
    let startKey: Key | undefined;
    do {
      const { items, next } = await this.scanPage(segment, segments, startKey);
      yield* items;
      startKey = next;
    } while (startKey);
  }

  /**
   * One page of a part of what is stored, as it is now, for whoever goes on another time.
   *
   * @param startKey where the page before ended
   * @returns with `next`, unless it is the last page
   */
  async scanPage(segment: number, segments: number, startKey?: Key): Promise<{ items: Item[]; next?: Key }> {
    const command = new ScanCommand({
      TableName: this.#name,
      Segment: segment,
      TotalSegments: segments,
      ConsistentRead: true,
      ...(startKey && { ExclusiveStartKey: marshall(startKey) }),
    });
    const { Items = [], LastEvaluatedKey } = await this.#client.send(command);
    const items = Items.map((item) => unmarshall(item, reading));
    return { items, ...(LastEvaluatedKey && { next: unmarshall(LastEvaluatedKey) as Key }) };
  }

  /** @returns whether the item was written; false when something was there already */
  async putIfAbsent(item: Item): Promise<boolean> {
    const command = new PutItemCommand({
      TableName: this.#name,
      Item: marshall(item, storing),
      ConditionExpression: 'attribute_not_exists(PK)',
    });
    return this.#unlessConditionFails(() => this.#client.send(command));
  }

  /** Writes an item, whatever was there. */
  async put(item: Item): Promise<void> {
    await this.#client.send(new PutItemCommand({ TableName: this.#name, Item: marshall(item, storing) }));
  }

  /** Takes an item away; one that is not there is taken away already. */
  async remove(key: Key): Promise<void> {
    await this.#client.send(new DeleteItemCommand({ TableName: this.#name, Key: marshall(key) }));
  }

  /**
   * Takes an item away if its fields have the expected values; `undefined` is expected of a field that is not there.
   *
   * @returns whether they had
   */
  async removeIf(key: Key, expected: Item): Promise<boolean> {
    const names = Object.keys(expected);
    const values = Object.entries(expected).flatMap(([, value], index) =>
      value === undefined ? [] : [[`:${index}`, value] as const],
    );
    const command = new DeleteItemCommand({
      TableName: this.#name,
      Key: marshall(key),
      ConditionExpression: Object.values(expected)
        .map((value, index) => (value === undefined ? `attribute_not_exists(#${index})` : `#${index} = :${index}`))
        .join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#${index}`, name])),
      ...(values.length > 0 && { ExpressionAttributeValues: marshall(Object.fromEntries(values), storing) }),
    });
    return this.#unlessConditionFails(() => this.#client.send(command));
  }

  /** Sets fields if others have the expected values, as {@link removeIf} expects them. @returns whether they had */
  async setIf(key: Key, expected: Item, fields: Item): Promise<boolean> {
    const condition = Object.entries(expected);
    const update = Object.entries(fields);
    const command = new UpdateItemCommand({
      TableName: this.#name,
      Key: marshall(key),
      ConditionExpression: condition
        .map(([, value], index) =>
          value === undefined ? `attribute_not_exists(#if${index})` : `#if${index} = :if${index}`,
        )
        .join(' AND '),
      UpdateExpression: `SET ${update.map((_, index) => `#set${index} = :set${index}`).join(', ')}`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(condition.map(([name], index) => [`#if${index}`, name])),
        ...Object.fromEntries(update.map(([name], index) => [`#set${index}`, name])),
      },
      ExpressionAttributeValues: marshall(
        {
          ...Object.fromEntries(condition.map(([, value], index) => [`:if${index}`, value])),
          ...Object.fromEntries(update.map(([, value], index) => [`:set${index}`, value])),
        },
        storing,
      ),
    });
    return this.#unlessConditionFails(() => this.#client.send(command));
  }

  /**
   * All items of a partition whose sort key lies between two ends, page by page.
   *
   * @param fields what of them is wanted; everything when left out
   */
  async *range(partition: string, from: string, to: string, fields?: readonly string[]): AsyncGenerator<Item> {
    const values = { ':pk': partition, ':from': from, ':to': to };
    for await (const item of this.#query(undefined, between, values, fields)) yield unmarshall(item, reading);
  }

  /**
   * The rows of counts among the same, each with its key and what it counts; one that counts nothing any more, because all
   * was corrected away, says as little as one that never was.
   *
   * A page reads tens of thousands of numbers, and they are all there is in such a row.
   */
  async *counts(partition: string, from: string, to: string): AsyncGenerator<{ key: Key; tally: Tally }> {
    for await (const item of this.#query(undefined, between, { ':pk': partition, ':from': from, ':to': to })) {
      const tally: Record<string, number> = {};
      let isEmpty = true;
      for (const field in item) {
        const count = Number(item[field]?.N ?? 0);
        if (count === 0 || field === 'ttl') continue;
        tally[field] = count;
        isEmpty = false;
      }
      if (!isEmpty) yield { key: { PK: String(item.PK?.S), SK: String(item.SK?.S) }, tally };
    }
  }

  /**
   * Entries of one partition of an index, in its order.
   *
   * @param part all, unless it says behind which sort key to begin, and after how many to stop
   */
  async *index(
    name: 'GSI1' | 'GSI2',
    partition: string,
    { after, max = Infinity }: { readonly after?: string; readonly max?: number } = {},
  ): AsyncGenerator<Item> {
    const condition = `${name}PK = :pk${after === undefined ? '' : ` AND ${name}SK > :after`}`;
    const values = { ':pk': partition, ...(after !== undefined && { ':after': after }) };
    let left = max;
    for await (const item of this.#query(name, condition, values, undefined, max)) {
      yield unmarshall(item, reading);
      left -= 1;
      // Before the next page is asked for.
      if (left === 0) return;
    }
  }

  async *#query(
    index: string | undefined,
    condition: string,
    values: Record<string, string>,
    fields?: readonly string[],
    pageSize = Infinity,
  ): AsyncGenerator<Record<string, AttributeValue>> {
    const pages = paginateQuery(
      { client: this.#client, ...(pageSize < Infinity && { pageSize }) },
      {
        TableName: this.#name,
        ...(index !== undefined && { IndexName: index }),
        KeyConditionExpression: condition,
        ExpressionAttributeValues: marshall(values),
        ...(fields && {
          ProjectionExpression: fields.map((_, index) => `#${index}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(fields.map((field, index) => [`#${index}`, field])),
        }),
      },
    );
    for await (const { Items = [] } of pages) yield* Items;
  }

  async #unlessConditionFails(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}
