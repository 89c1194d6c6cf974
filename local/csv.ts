import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, type Options, parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../core/errors.ts';

export interface CsvRow {
  /** The line its record begins on, as an editor counts. */
  readonly line: number;
  readonly row: Readonly<Record<string, string>>;
  /** What is wrong with the line itself; `row` is then empty. */
  readonly problem?: string;
}

const sampleBytes = 64 * 1024;
const recordCharactersMax = 1_000_000;
/** Each makes the file be read again; more than this is no CSV. */
const unclosedQuotesMax = 100;
const delimiters = [',', ';', '\t'];

const wordsOf: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is never closed',
  CSV_MAX_RECORD_SIZE: 'the row is too large; is a quote never closed?',
};

/** The delimiter the header line uses most: spreadsheets write semicolons where the comma is the decimal point. */
const delimiterOf = (header: string): string =>
  delimiters.reduce((best, next) => (header.split(next).length > header.split(best).length ? next : best));

/** UTF-8 unless the beginning of the file cannot be: then it is what Windows programs write in western Europe. */
const encodingOf = (bytes: Uint8Array): 'utf-8' | 'windows-1252' => {
  try {
    // Streaming, because the sample may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
};

const sampleOf = (file: string): Uint8Array => {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(sampleBytes);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, sampleBytes, 0));
  } finally {
    closeSync(descriptor);
  }
};

/** A CSV file whose columns are known, ready to be read row by row. */
export interface CsvFile {
  readonly columns: readonly string[];
  rows(): AsyncIterable<CsvRow>;
}

/**
 * Opens a CSV file as spreadsheets write them: byte-order mark, comma, semicolon or tab, quoted line ends, UTF-8 or
 * Windows-1252. Rows are streamed, so memory stays flat however long the file is.
 *
 * @throws {UsageError} when there is no header line
 */
export const openCsv = async (file: string): Promise<CsvFile> => {
  const sample = sampleOf(file);
  const encoding = encodingOf(sample);
  const [header = ''] = new TextDecoder(encoding).decode(sample).split(/\r?\n/, 1);
  const options: Options = {
    bom: true,
    delimiter: delimiterOf(header),
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
  };
  const columns = await columnsOf(header, options);
  if (columns.every((column) => column === '')) throw new UsageError(`${file}: the first line must name the columns`);
  return { columns, rows: () => readRows(file, encoding, { ...options, columns }) };
};

const columnsOf = async (header: string, options: Options): Promise<string[]> => {
  const parser = parse(`${header}\n`, options);
  for await (const record of parser) return (record as string[]).map((column) => column.trim());
  return [];
};

/** Text with `\n` for every line end, so that lines count as an editor counts them, from a line on. */
const decode = (encoding: string, fromLine: number) =>
  async function* (chunks: AsyncIterable<Uint8Array>) {
    const decoder = new TextDecoder(encoding);
    let held = '';
    let line = 1;
    for await (const chunk of chunks) {
      const text = held + decoder.decode(chunk, { stream: true });
      held = text.endsWith('\r') ? '\r' : '';
      let wanted = text.slice(0, text.length - held.length).replaceAll('\r\n', '\n');
      for (; line < fromLine && wanted !== ''; line += 1) {
        const end = wanted.indexOf('\n');
        if (end < 0) {
          wanted = '';
          break;
        }
        wanted = wanted.slice(end + 1);
      }
      yield wanted;
    }
    yield held + decoder.decode();
  };

/** The rows from a line on, and the line of a row that ended the reading because it is not CSV, if any. */
async function* readRowsFrom(file: string, encoding: string, options: Options, fromLine: number) {
  const parser = parse({ ...options, info: true, max_record_size: recordCharactersMax });
  const done = pipeline(createReadStream(file), decode(encoding, fromLine), parser).catch((error: Error) => error);
  let next = fromLine;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: Record<string, string>; info: Info }>) {
      const last = fromLine - 1 + info.lines;
      const lineEnds = Object.values(record).join('').split('\n').length - 1;
      yield { line: last - lineEnds, row: record };
      next = last + 1;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { line: next, row: {}, problem: `not CSV: ${wordsOf[error.code] ?? error.code}` };
  }
  const failure = await done;
  if (failure instanceof Error && !(failure instanceof CsvError)) throw failure;
}

/**
 * All rows of a file. A quote that is never closed takes the rest of the file for one cell: its row is reported, and
 * reading begins anew on the next line.
 */
async function* readRows(file: string, encoding: string, options: Options): AsyncGenerator<CsvRow> {
  let fromLine: number | undefined = 2;
  for (let attempt = 0; fromLine !== undefined; attempt += 1) {
    if (attempt > unclosedQuotesMax)
      throw new UsageError(`${file}: line ${fromLine}: too many quotes are never closed`);
    const rows: AsyncIterable<CsvRow> = readRowsFrom(file, encoding, options, fromLine);
    fromLine = undefined;
    for await (const row of rows) {
      if (row.problem !== undefined) fromLine = row.line + 1;
      yield row;
    }
  }
}

/** One line of a CSV file. */
export const csvLine = (cells: readonly string[]): string => stringify([[...cells]]);
