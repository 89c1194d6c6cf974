import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Table } from '../../aws/table.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import { type Answer, type Call, fail, ok } from '../../local/engines/engine.ts';
import { type OpenTable, openEmbedded } from './embedded-table.ts';
import { cancelled } from './memory-table.ts';
import { connectionReset, sdkWith } from './sdk.ts';
import { holdTime, withoutWaiting } from './time.ts';

const put = { item: { PK: 'F#s#1', SK: 'a', rev: 1 }, expectedRev: undefined };

describe('a transaction', () => {
  holdTime();

  const tokens: string[] = [];
  const transactAfter = (...answers: (() => Answer)[]) => {
    tokens.length = 0;
    const table = new Table(
      'table',
      sdkWith({
        dynamodb: async ({ input }) => {
          tokens.push(input.ClientRequestToken);
          return (answers[tokens.length - 1] ?? answers.at(-1) ?? (() => ok({})))();
        },
      }),
    );
    return withoutWaiting(table.transact([put, put], []));
  };
  const reasons =
    (...codes: string[]) =>
    () =>
      cancelled(codes.map((Code) => ({ Code })));
  const lost = () => {
    throw connectionReset();
  };

  it.each([
    ['a conflict', reasons('None', 'TransactionConflict')],
    ['a throttled item', reasons('ThrottlingError', 'None')],
    ['a partition that is too hot', reasons('None', 'ProvisionedThroughputExceeded')],
    ['no reason at all', reasons('None', 'None')],
    ['a throttled account', () => fail('ThrottlingException', '')],
    ['an error of the service', () => fail('InternalServerError', '', 500)],
    ['a broken connection', lost],
  ])('is busy after %s', async (_, answer) => expect(await transactAfter(answer)).toEqual({ kind: 'busy' }));

  it.each([
    ['an item it will never take', reasons('None', 'ValidationError'), 'ValidationError'],
    ['one that also lost a race', reasons('ConditionalCheckFailed', 'ValidationError'), 'ValidationError'],
    ['too much at once', () => fail('ValidationException', ''), 'ValidationException'],
    ['half a surrogate pair', () => fail('SerializationException', ''), 'SerializationException'],
  ])('is refused for %s', async (_, answer, code) =>
    expect(await transactAfter(answer)).toEqual({ kind: 'refused', code }),
  );

  it.each([
    ['a permission it does not have', () => fail('AccessDeniedException', 'role/…')],
    ['a table that is not there', () => fail('ResourceNotFoundException', 'table/…')],
    ['credentials that ran out', () => fail('ExpiredTokenException', '')],
    ['a reason nobody knows yet', reasons('None', 'SomethingNew')],
  ])('blames no signal for %s', async (_, answer) => {
    await expect(transactAfter(answer)).rejects.toThrow(ServiceUnavailable);
  });

  it('tells what is held where a condition failed, beside conflicts of others', async () => {
    const Item = { PK: { S: 'F#s#1' }, SK: { S: 'a' }, rev: { N: '4' }, counted: { S: '{}' } };
    const result = await transactAfter(() =>
      cancelled([{ Code: 'ConditionalCheckFailed', Item }, { Code: 'TransactionConflict' }]),
    );
    expect(result).toEqual({
      kind: 'condition',
      held: new Map([[0, { PK: 'F#s#1', SK: 'a', rev: 4, counted: '{}' }]]),
    });
  });

  it('is the same transaction in the SDK’s own retries: one token', async () => {
    expect(await transactAfter(lost, lost, () => ok({}))).toEqual({ kind: 'done' });
    expect(tokens.length).toBe(3);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('lets no stored text out in an error', async () => {
    const Item = { text: { S: 'my name is Ana' } };
    const unknown = () => cancelled([{ Code: 'ConditionalCheckFailed', Item }, { Code: 'SomethingNew' }]);
    const error = await transactAfter(unknown).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(ServiceUnavailable);
    expect(`${(error as Error).stack} ${JSON.stringify(error)} ${(error as Error).cause}`).not.toContain('Ana');
  });
});

describe('a read of one item', () => {
  it('asks for what is stored now: the ledger decides by it whether a mail has left', async () => {
    const inputs: unknown[] = [];
    const dynamodb = async ({ input }: Call) => {
      inputs.push(input);
      return ok({});
    };
    await new Table('table', sdkWith({ dynamodb })).get({ PK: 'D#care', SK: '1' });
    expect(inputs).toMatchObject([{ ConsistentRead: true }]);
  });
});

describe('the embedded table', () => {
  let opened: OpenTable;
  let table: Table;
  beforeAll(async () => {
    opened = await openEmbedded();
    table = new Table(opened.name, sdkWith({ dynamodb: opened.engine }));
  });
  afterAll(() => opened.close());

  it('reads a sum as a number that outgrew the safe integers', async () => {
    const add = { key: { PK: 'R#1999-01#0', SK: 'all#01#a#web' }, fields: { sum: Number.MAX_SAFE_INTEGER } };
    for (let time = 0; time < 3; time++) expect(await table.transact([], [add])).toEqual({ kind: 'done' });
    const row = { ...add.key, sum: 3 * Number.MAX_SAFE_INTEGER };
    expect(await table.get(add.key)).toEqual(row);
    for await (const read of table.range('R#1999-01#0', 'all#01', 'all#32')) expect(read).toEqual(row);
  });

  it('reads a stretch of a partition whole, however many pages it takes', async () => {
    const items = Array.from({ length: 25 }, (_, index) => ({ PK: 'P', SK: String(index).padStart(2, '0') }));
    for (const item of items) await table.putIfAbsent({ ...item, text: 'x'.repeat(100_000) });
    const read: unknown[] = [];
    for await (const { SK } of table.range('P', '03', '21')) read.push(SK);
    expect(read).toEqual(items.slice(3, 22).map(({ SK }) => SK));
  });

  it('reads of a stretch no more than the fields that are asked for, whatever they are called', async () => {
    const item = { PK: 'D#1', SK: '1', state: 'SENT', 'nps.n': 3, text: 'x'.repeat(300_000) };
    await table.put(item);
    await table.put({ PK: 'D#1', SK: '2', text: 'y' });
    const read: unknown[] = [];
    for await (const some of table.range('D#1', '0', '9', ['SK', 'state', 'nps.n'])) read.push(some);
    expect(read).toEqual([{ SK: '1', state: 'SENT', 'nps.n': 3 }, { SK: '2' }]);
  });

  it('puts an item where there is none, and leaves one alone that is there', async () => {
    const item = { PK: 'Q', SK: '1', said: 'first' };
    expect([await table.putIfAbsent(item), await table.putIfAbsent({ ...item, said: 'second' })]).toEqual([
      true,
      false,
    ]);
    expect(await table.get({ PK: 'Q', SK: '1' })).toEqual(item);
  });

  it('sets fields only if all others are as expected', async () => {
    const key = { PK: 'Q', SK: '2' };
    await table.putIfAbsent({ ...key, state: 'FROZEN', atMs: 1 });
    expect(await table.setIf(key, { state: 'FROZEN', atMs: 2 }, { state: 'SENT' })).toBe(false);
    expect(await table.setIf(key, { state: 'FROZEN', atMs: 1 }, { state: 'SENT' })).toBe(true);
    expect(await table.get(key)).toEqual({ ...key, state: 'SENT', atMs: 1 });
  });

  it('is told apart from nothing by its key alone', async () => {
    expect(await table.get({ PK: 'Q', SK: 'never' })).toBeUndefined();
    expect(await table.setIf({ PK: 'Q', SK: 'never' }, { state: 'FROZEN' }, { state: 'SENT' })).toBe(false);
  });
});
