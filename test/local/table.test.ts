import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { DescribeTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ListeningPathError } from '../../core/errors.ts';
import { sdkOf } from '../../local/aws.ts';
import { createTables, TableServer, tableEngine } from '../../local/engines/table.ts';
import { temporaryFolder } from '../setup/folder.ts';
import { changedSample, enginesOf, ofType, root, sampleTemplate } from './templates.ts';

const template = sampleTemplate();
const TableName = template.ofType('AWS::DynamoDB::GlobalTable')[0]?.id ?? '';
const Key = { PK: { S: 'a' }, SK: { S: 'b' } };

const clientOf = (endpoint: string) =>
  new DynamoDBClient(sdkOf({ name: 'test', allows: () => true }, enginesOf({ dynamodb: tableEngine(endpoint) })));

const write = async (endpoint: string, words: string) => {
  await createTables(endpoint, template);
  await clientOf(endpoint).send(new PutItemCommand({ TableName, Item: { ...Key, words: { S: words } } }));
};
const readBack = async (endpoint: string) =>
  (await clientOf(endpoint).send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item?.words?.S;

/** Processes that hold this file on their command line, by the system's own word. */
const holding = (file: string): string[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(file) && line.includes('dynoxide'));

const gone = async (file: string): Promise<boolean> => {
  for (const giveUpAtMs = Date.now() + 5_000; Date.now() < giveUpAtMs; await sleepMs(25)) {
    if (holding(file).length === 0) return true;
  }
  return false;
};

let file: string;
const servers: TableServer[] = [];
const start = async (): Promise<TableServer> => {
  const server = await TableServer.start(root, file);
  servers.push(server);
  return server;
};

beforeEach(() => {
  file = join(temporaryFolder(), 'deep', 'table.sqlite');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

describe('the embedded table', () => {
  it('has the keys and indexes of the template, and is created once', async () => {
    const { endpoint } = await start();
    await createTables(endpoint, template);
    await createTables(endpoint, template);
    const { Table } = await clientOf(endpoint).send(new DescribeTableCommand({ TableName }));
    expect(Table?.KeySchema?.map(({ AttributeName }) => AttributeName)).toEqual(['PK', 'SK']);
    expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual(['GSI1', 'GSI2']);
  });

  it('has another index when its template declares another', async () => {
    const { endpoint } = await start();
    const changed = changedSample((resources) => {
      for (const { Properties } of ofType(resources, 'AWS::DynamoDB::GlobalTable')) {
        const [first] = Properties.GlobalSecondaryIndexes;
        Properties.GlobalSecondaryIndexes = [{ ...first, IndexName: 'ByTool', Projection: { ProjectionType: 'ALL' } }];
        Properties.AttributeDefinitions = Properties.AttributeDefinitions.filter(
          ({ AttributeName }: { AttributeName: string }) => !AttributeName.startsWith('GSI2'),
        );
      }
    });
    await createTables(endpoint, changed);
    const { Table } = await clientOf(endpoint).send(new DescribeTableCommand({ TableName }));
    expect(Table?.GlobalSecondaryIndexes).toMatchObject([
      { IndexName: 'ByTool', Projection: { ProjectionType: 'ALL' } },
    ]);
  });

  it('keeps what it was told across stop and start, and leaves no process behind', async () => {
    const first = await start();
    await write(first.endpoint, 'kept');
    await first.stop();
    expect(holding(file)).toEqual([]);
    expect(await readBack((await start()).endpoint)).toBe('kept');
  });

  it('may be stopped twice, and after its shell was killed', async () => {
    const server = await start();
    await server.stop();
    await server.stop();
    const orphaned = await start();
    const [shell = ''] = holding(file).filter((line) => / sh /.test(line));
    process.kill(Number(shell.trim().split(' ')[0]), 'SIGKILL');
    await sleepMs(50);
    await orphaned.stop();
    for (const line of holding(file)) process.kill(Number(line.trim().split(' ')[0]));
    expect(await gone(file)).toBe(true);
  });

  it('says where its log is when its file is no table', async () => {
    mkdirSync(file, { recursive: true });
    await expect(start()).rejects.toThrow(`the embedded DynamoDB did not start; its log is ${file}.log`);
    expect(holding(file)).toEqual([]);
  });

  it('says what to do on a platform it has no binary for', async () => {
    const missing = TableServer.start(temporaryFolder(), file);
    await expect(missing).rejects.toThrow(ListeningPathError);
    await expect(missing).rejects.toThrow(/no embedded DynamoDB for \w+ \w+; .*--dynamodb-endpoint/);
  });
});

describe('the embedded table of a process that ends', () => {
  let parent: ChildProcess;
  afterEach(() => {
    parent.kill('SIGKILL');
  });

  /** A parent in a process group of its own, as a terminal starts it. */
  const startParent = async (): Promise<string> => {
    parent = spawn(process.execPath, [join(import.meta.dirname, 'table-parent.ts'), root, file], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(parent.stdout as NonNullable<typeof parent.stdout>, 'data')) as [Buffer];
    return said.toString().trim();
  };
  const signalGroup = (signal: NodeJS.Signals) => process.kill(-(parent.pid ?? 0), signal);

  it('goes with a parent that is killed, and keeps what it was told', async () => {
    await write(await startParent(), 'kept');
    parent.kill('SIGKILL');
    expect(await gone(file)).toBe(true);
    expect(await readBack((await start()).endpoint)).toBe('kept');
  });

  it('outlives Ctrl-C, which a terminal sends to the whole group, until its parent stops it', async () => {
    await write(await startParent(), 'kept');
    signalGroup('SIGINT');
    const [code] = await once(parent, 'exit');
    expect(code).toBe(0);
    expect(holding(file)).toEqual([]);
    expect(await readBack((await start()).endpoint)).toBe('kept');
  });
});
