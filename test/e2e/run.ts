import { createServer } from 'node:net';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { inject } from 'vitest';
import { rowName } from '../../core/store/keys.ts';
import { type LocalOptions, LocalStack } from '../../local/stack.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { assembleFrom, root, sampleJourney } from './assemble.ts';
import type { Rows } from './truth.ts';

export { root };

export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

/** The sample journey's stack on a folder of its own, polling and serving. */
export const bringUp = async (options: Partial<LocalOptions> = {}): Promise<LocalStack> => {
  const stack = await LocalStack.up({
    root,
    dataFolder: temporaryFolder(),
    journeyFile: sampleJourney,
    port: await freePort(),
    synthesize: assembleFrom(inject('assemblyFolder')),
    ...options,
  });
  stack.poll();
  await stack.serve();
  return stack;
};

/** Every item of the table, by a plain scan. */
export const scan = async (stack: LocalStack): Promise<Record<string, unknown>[]> => {
  const client = new DynamoDBClient(stack.adminSdk);
  const [table] = stack.template.ofType('AWS::DynamoDB::GlobalTable');
  const items: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table?.id })) {
    items.push(...Items.map((item) => unmarshall(item)));
  }
  return items;
};

/** The rollup rows as `day#touchpoint#medium#segment` → fields. */
export const rollups = async (stack: LocalStack): Promise<Rows> => {
  const rows: Rows = {};
  for (const { PK, SK, ...fields } of await scan(stack)) {
    const key = { PK: String(PK), SK: String(SK) };
    if (key.PK.startsWith('R#')) rows[rowName(key)] = fields as Record<string, number>;
  }
  return rows;
};
