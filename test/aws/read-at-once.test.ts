import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, it } from 'vitest';
import { Table } from '../../aws/table.ts';
import { type Engine, fail, ok } from '../../local/engines/engine.ts';
import { connectionReset, sdkWith } from './sdk.ts';

const rows = ['01', '02', '03'].map((SK, index) => ({
  PK: 'R#2026-03#0',
  SK: `all#${SK}`,
  n: index + 1,
  text: 'é “x”',
}));
const page = (from: number, to: number, next?: object) =>
  ok({
    Items: rows.slice(from, to).map((row) => marshall(row)),
    Count: to - from,
    ...(next && { LastEvaluatedKey: marshall(next) }),
  });

/** A table whose answers to queries follow one after the other. */
const answering = (...answers: (() => ReturnType<Engine>)[]) => {
  const asked: unknown[] = [];
  const dynamodb: Engine = (call) => {
    asked.push(call.input.ExclusiveStartKey?.SK?.S);
    return answers.shift()?.() ?? Promise.reject(new Error('asked once too often'));
  };
  return { table: new Table('table', sdkWith({ dynamodb })), asked };
};
const readAll = async (table: Table) => {
  const items: object[] = [];
  for await (const item of table.range('R#2026-03#0', 'all#01', 'all#31')) items.push(item);
  return items;
};

it('a query reads page after page, and tries again what a throttle or a broken connection cut off', async () => {
  const { table, asked } = answering(
    async () => fail('ThrottlingException', 'slow down'),
    async () => page(0, 2, { PK: 'R#2026-03#0', SK: 'all#02' }),
    () => Promise.reject(connectionReset()),
    async () => page(2, 3),
  );
  expect(await readAll(table)).toEqual(rows);
  expect(asked).toEqual([undefined, undefined, 'all#02', 'all#02']);
});

it('a query that the table refuses is an error by its name, and one with a broken answer is no empty one', async () => {
  const refused = answering(async () => fail('ValidationException', 'no such index'));
  await expect(readAll(refused.table)).rejects.toMatchObject({ name: 'ValidationException' });
  const broken = answering(async () => ({ status: 200, body: '{"Items":[{"PK"' }));
  await expect(readAll(broken.table)).rejects.toThrow(SyntaxError);
});
