import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openCsv } from '../local/csv.ts';

/**
 * What importing a file costs.
 *
 * 1. The parser's peak memory at 10⁴, 10⁵ and 10⁶ rows, each in a fresh process: flat means a ratio near 1.
 * 2. Rows per second from the first byte of the file to the last rollup, in a fresh process with engines started and
 *    stack synthesized: the target is 500.
 *
 * Does not model: networks, AWS's own latencies, other work on the machine.
 */
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'listening-path-bench-'));

const writeRows = async (rows: number): Promise<string> => {
  const file = join(folder, `${rows}.csv`);
  const stream = createWriteStream(file);
  stream.write('id,date,comment,score\n');
  for (let row = 0; row < rows; row += 1) {
    const line = `r${row},2026-03-0${1 + (row % 8)},"The agent was friendly, but I waited ${row % 60} minutes",${row % 11}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
  return file;
};

const parseOnly = async (file: string): Promise<void> => {
  let rows = 0;
  for await (const { row } of (await openCsv(file)).rows()) if (row.id) rows += 1;
  console.log(JSON.stringify({ rows, peakMebibytes: Math.round(process.resourceUsage().maxRSS / 1_024) }));
};

const [, , , only] = process.argv;
if (only) await parseOnly(only);
else {
  const peaks: number[] = [];
  for (const rows of [10_000, 100_000, 1_000_000]) {
    const file = await writeRows(rows);
    const child = spawnSync(process.execPath, [join(root, 'bench/run.ts'), 'import', file], { encoding: 'utf8' });
    const { peakMebibytes } = JSON.parse(child.stdout);
    peaks.push(peakMebibytes);
    console.log(
      `parser  ${String(rows).padStart(9)} rows  peak ${peakMebibytes} MiB  ${(peakMebibytes / (peaks[0] ?? 1)).toFixed(2)} x`,
    );
  }
  const rows = 10_000;
  const data = join(folder, 'data');
  const startedAtMs = performance.now();
  const words = ['import', join(folder, `${rows}.csv`), '--source', 'own-systems', '--data', data];
  const map = ['--map', 'id=id,occurredAt=date,text=comment,nps=score'];
  const command = join(root, 'bin/listening-path.ts');
  const child = spawnSync(process.execPath, [command, ...words, ...map], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (child.status !== 0) throw new Error('bench: the import failed');
  const seconds = (performance.now() - startedAtMs) / 1_000;
  console.log(
    `import  ${rows} rows end to end in ${seconds.toFixed(1)} s, start-up included: ${Math.round(rows / seconds)} rows/s`,
  );
}
