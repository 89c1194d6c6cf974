import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Table } from '../aws/table.ts';
import { stackName } from '../local/assembly.ts';
import { type Engines, sdkOf } from '../local/aws.ts';
import { openCsv } from '../local/csv.ts';
import { createTables, TableServer, tableEngine } from '../local/engines/table.ts';
import { Template } from '../local/template.ts';

/**
 * What importing a file costs.
 *
 * 1. The most memory the parser holds alive at 10⁴, 10⁵ and 10⁶ rows, each in a fresh process: flat means near 1.
 * 2. Rows per second from the first byte of the file to the last rollup, start-up included, in a fresh process; as a
 *    ratio to the embedded table's own rate of transactions that put the same number of items. The target is 500 rows/s.
 *
 * Does not model networks, AWS's latencies, or other work on the machine.
 */
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'listening-path-bench-'));
const importedRows = 14_000;

const writeRows = async (rows: number): Promise<string> => {
  const file = join(folder, `${rows}.csv`);
  const stream = createWriteStream(file);
  stream.write('id,date,comment,score\n');
  for (let row = 0; row < rows; row += 1) {
    const comment = `"The agent was friendly, but I waited ${row % 60} minutes"`;
    if (!stream.write(`r${row},2026-03-0${1 + (row % 8)},${comment},${row % 11}\n`)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return file;
};

/** What is alive in the middle of the file, garbage collected first: how far V8 lets garbage grow is its own affair. */
const parseOnly = async (file: string): Promise<void> => {
  let rows = 0;
  let liveBytes = 0;
  for await (const { row } of (await openCsv(file)).rows()) {
    if (row.id) rows += 1;
    if (rows % 5_000 !== 0) continue;
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    liveBytes = Math.max(liveBytes, heapUsed + external);
  }
  console.log(JSON.stringify({ rows, liveMebibytes: liveBytes / 2 ** 20 }));
};

const parserMemory = async (): Promise<void> => {
  let first = 0;
  for (const rows of [10_000, 100_000, 1_000_000]) {
    const words = ['--expose-gc', join(root, 'bench/run.ts'), 'import', await writeRows(rows)];
    const { liveMebibytes } = JSON.parse(spawnSync(process.execPath, words, { encoding: 'utf8' }).stdout);
    first ||= liveMebibytes;
    const ratio = (liveMebibytes / first).toFixed(2);
    console.log(
      `parser  ${String(rows).padStart(9)} rows  ${liveMebibytes.toFixed(1)} MiB alive  ${ratio} × the smallest`,
    );
  }
};

/** Puts a second, 50 to a transaction with 50 rollup updates, one after the other. */
const tableFloor = async (data: string): Promise<number> => {
  const template = new Template(join(data, 'cdk.out'), stackName, { apiUrl: 'http://127.0.0.1' });
  const server = await TableServer.start(root, join(folder, 'floor.sqlite'));
  await createTables(server.endpoint, template);
  const engines = { dynamodb: tableEngine(server.endpoint) } as unknown as Engines;
  const [declared] = template.ofType('AWS::DynamoDB::GlobalTable');
  const table = new Table(declared?.id ?? '', sdkOf({ name: 'bench', allows: () => true }, engines));
  const startedAtMs = performance.now();
  for (let round = 0; round < 60; round += 1) {
    const puts = Array.from({ length: 50 }, (_, n) => ({
      item: { PK: `F#${round}#${n}`, SK: 'row', GSI1PK: `C#${n}`, GSI1SK: 'a', GSI2PK: 'T#x', GSI2SK: `${round}#${n}` },
      expectedRev: undefined,
    }));
    const adds = Array.from({ length: 50 }, (_, n) => ({
      key: { PK: 'R#2026-03#0', SK: `${n}` },
      fields: { n: 1, 'nps.3': 1 },
    }));
    await table.transact(puts, adds);
  }
  const seconds = (performance.now() - startedAtMs) / 1_000;
  await server.stop();
  return 3_000 / seconds;
};

const importRate = async (): Promise<void> => {
  const data = join(folder, 'data');
  const words = ['import', await writeRows(importedRows), '--source', 'own-systems', '--data', data];
  const map = ['--map', 'id=id,occurredAt=date,text=comment,nps=score'];
  const startedAtMs = performance.now();
  const child = spawnSync(process.execPath, [join(root, 'bin/listening-path.ts'), ...words, ...map], { cwd: root });
  if (child.status !== 0) throw new Error(`bench: the import failed\n${child.stderr}`);
  const rate = importedRows / ((performance.now() - startedAtMs) / 1_000);
  const floor = await tableFloor(data);
  const ratio = (rate / floor).toFixed(2);
  console.log(
    `import  ${importedRows} rows  ${Math.round(rate)} rows/s  ${ratio} × the table's own ${Math.round(floor)} puts/s`,
  );
};

const [, , , file] = process.argv;
if (file) await parseOnly(file);
else {
  await parserMemory();
  await importRate();
}
