import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { Command } from 'commander';
import { UsageError } from '../../core/errors.ts';
import { parseColumnMap, type RowProblem, readRow } from '../../core/import/row.ts';
import { compileMap } from '../../core/journey/map.ts';
import type { Signal } from '../../core/signal.ts';
import { type CsvFile, csvLine, openCsv } from '../../local/csv.ts';
import { type Deployment, onDeployment } from './deployment.ts';
import { Progress } from './progress.ts';
import {
  type DeploymentOptions,
  findSource,
  loadJourney,
  sameOptions,
  shown,
  withLocalOptions,
  withStackOption,
} from './shared.ts';

interface ImportOptions extends DeploymentOptions {
  readonly source: string;
  readonly map: string;
  readonly json?: true;
}

/** Ten requests to the queue at a time: enough to amortise, small enough that a kill loses little work. */
const rowsPerSend = 100;

export const importCommand = withStackOption(withLocalOptions(new Command('import')))
  .description('take real feedback from a CSV file through the queue; a second import counts nothing twice')
  .argument('<file>', 'CSV with a header line; comma, semicolon or tab; UTF-8 or Windows-1252')
  .requiredOption('--source <id>', 'the source the rows belong to')
  .requiredOption('--map <fields>', 'field=column pairs: id=…,occurredAt=…,text=…,nps=…,touchpoint=…,customer.email=…')
  .option('--json', 'print the result as JSON')
  .addHelpText(
    'after',
    `
Fields: id and occurredAt (both needed), text, language, touchpoint, medium, updatedAt (then a later row corrects an
earlier one), nps, csat, ces, rating, customer.id, customer.email, customer.phone, attribute.NAME, measure.NAME.
Times are 2026-03-02, 2026-03-02 09:14 (the organisation's zone) or 2026-03-02T09:14:05+01:00. A touchpoint is an id or a
name of the journey. Rows that cannot be counted go to FILE.rejected.csv with their line and the reason, and never stop the rest.`,
  )
  .action(async (file: string, options: ImportOptions) => {
    if (!existsSync(file)) throw new UsageError(`${file}: there is no such file`);
    const journey = loadJourney(options.journey);
    const source = findSource(journey, options.source);
    const csv = await openCsv(file);
    const map = parseColumnMap(options.map, csv.columns);
    const { timeZone } = journey.organisation;
    const { touchpoint } = compileMap(journey);
    const isTouchpoint = (name: string) => touchpoint(name) !== undefined;
    await onDeployment(options, async (deployment) => {
      const progress = new Progress();
      const counts = await queueRows(
        csv,
        new RejectedFile(`${file}.rejected.csv`, csv.columns),
        (row) => readRow(row, map, { source: source.id, timeZone, solicited: source.solicited, isTouchpoint }),
        deployment,
        progress,
      );
      await deployment.settle((waiting) =>
        progress.tell(`${counts.queued} rows queued, ${waiting} still to be stored`),
      );
      progress.end();
      report(counts, file, options);
    });
  });

interface Counts {
  queued: number;
  rejected: number;
}

/** Streams the file: memory stays flat however long it is. */
const queueRows = async (
  csv: CsvFile,
  rejected: RejectedFile,
  read: (row: Readonly<Record<string, string>>) => Signal | RowProblem,
  deployment: Pick<Deployment, 'enqueue'>,
  progress: Progress,
): Promise<Counts> => {
  const counts: Counts = { queued: 0, rejected: 0 };
  let bodies: string[] = [];
  const flush = async () => {
    await deployment.enqueue(bodies.map((body) => ({ body })));
    counts.queued += bodies.length;
    bodies = [];
    progress.tell(`${counts.queued} rows queued`);
  };
  for await (const { line, row, problem } of csv.rows()) {
    const signal = problem === undefined ? read(row) : { problem };
    if ('problem' in signal) {
      counts.rejected += 1;
      rejected.add(line, signal.problem, row);
      continue;
    }
    bodies.push(JSON.stringify(signal));
    if (bodies.length === rowsPerSend) await flush();
  }
  await flush();
  rejected.close();
  return counts;
};

/** Created with its first row, so that a clean import leaves no file, not even that of an earlier one. */
class RejectedFile {
  readonly #name: string;
  readonly #columns: readonly string[];
  #descriptor: number | undefined;

  constructor(name: string, columns: readonly string[]) {
    this.#name = name;
    this.#columns = columns;
    rmSync(name, { force: true });
  }

  add(line: number, reason: string, row: Readonly<Record<string, string>>): void {
    if (this.#descriptor === undefined) {
      this.#descriptor = openSync(this.#name, 'w');
      writeSync(this.#descriptor, csvLine(['line', 'reason', ...this.#columns]));
    }
    const cells = this.#columns.map((column) => row[column] ?? '');
    writeSync(this.#descriptor, csvLine([String(line), reason, ...cells]));
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
  }
}

const report = ({ queued, rejected }: Counts, file: string, options: ImportOptions): void => {
  const rejectedFile = rejected > 0 ? `${file}.rejected.csv` : undefined;
  const isQueued = options.stack !== undefined;
  if (options.json) {
    console.log(JSON.stringify({ [isQueued ? 'queued' : 'imported']: queued, rejected, rejectedFile }));
    return;
  }
  console.log(
    isQueued
      ? `${queued} rows queued; the stack stores them now, and counts those it had before once. How far it is: npx listening-path status${sameOptions(options)}`
      : `${queued} rows imported; those that were stored before are counted once.`,
  );
  if (rejectedFile) console.log(`${rejected} rows rejected: ${shown(rejectedFile)} says why, line by line.`);
};
