import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { UsageError } from '../core/errors.ts';
import { type CsvRecord, readRecords } from './csv-records.ts';

export interface CsvRow {
  /** The line its record begins on, as an editor counts. */
  readonly line: number;
  readonly row: Readonly<Record<string, string>>;
  /** What is wrong with the line itself; `row` is then empty. */
  readonly problem?: string;
}

/** A CSV file whose columns are known, ready to be read row by row. */
export interface CsvFile {
  readonly columns: readonly string[];
  rows(): AsyncIterable<CsvRow>;
}

const chunkBytes = 64 * 1024;
const delimiters = [',', ';', '\t'];

/** Bytes of a file, chunk by chunk; each is gone when the next is read. */
function* chunksOf(file: string): Generator<Uint8Array> {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = new Uint8Array(chunkBytes);
    for (let length = 1; length > 0; ) {
      length = readSync(descriptor, bytes);
      if (length > 0) yield bytes.subarray(0, length);
    }
  } finally {
    closeSync(descriptor);
  }
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    // Streaming, because the chunk may end in the middle of a character.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/**
 * UTF-8, unless the first chunk that is more than ASCII cannot be: then it is what Windows programs write in western
 * Europe. Spreadsheets that offer "Unicode text" mean UTF-16 and say so in its first two bytes.
 */
const encodingOf = (file: string): 'utf-8' | 'utf-16le' | 'windows-1252' => {
  for (const chunk of chunksOf(file)) {
    if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
    if (chunk.some((byte) => byte > 0x7f)) return isUtf8(chunk) ? 'utf-8' : 'windows-1252';
  }
  return 'utf-8';
};

/** The delimiter the header uses most: spreadsheets write semicolons where the comma is the decimal point. */
const delimiterOf = (file: string, encoding: string): string => {
  const [sample = new Uint8Array()] = chunksOf(file);
  const text = new TextDecoder(encoding).decode(sample).replace(/^[\r\n]+/, '');
  // A question in a header may hold commas and line ends of its own.
  const [header = ''] = text.replaceAll(/"[^"]*"/g, '').split(/[\r\n]/, 1);
  const uses = (delimiter: string) => header.split(delimiter).length;
  return delimiters.reduce((best, next) => (uses(next) > uses(best) ? next : best));
};

/**
 * Opens a CSV file as spreadsheets write them: byte-order mark, comma, semicolon or tab, quoted line ends, UTF-8, UTF-16
 * or Windows-1252. Rows are streamed, so memory stays flat however long the file is.
 *
 * @throws {UsageError} when there is no header line
 */
export const openCsv = async (file: string): Promise<CsvFile> => {
  const encoding = encodingOf(file);
  const delimiter = delimiterOf(file, encoding);
  const records = () => readRecords(createReadStream(file), encoding, delimiter);
  for await (const { cells, problem } of records()) {
    if (problem !== undefined) break;
    const columns = cells.map((column) => column.trim());
    return { columns, rows: () => readRows(records(), columns) };
  }
  throw new UsageError(`${file}: the first line must name the columns`);
};

const problemOf = ({ cells, loose, problem }: CsvRecord, columns: readonly string[]): string | undefined => {
  if (problem !== undefined) return problem;
  if (loose && cells.length !== columns.length) return 'a quote inside a cell is not doubled';
  // Cells beyond the columns mean that one was cut in two, and that every one after it has moved.
  return cells.slice(columns.length).some((cell) => cell.trim() !== '')
    ? `${cells.length} cells for ${columns.length} columns; is a text that holds the delimiter not quoted?`
    : undefined;
};

const readRow = (record: CsvRecord, columns: readonly string[]): CsvRow => {
  const { line, cells } = record;
  const problem = problemOf(record, columns);
  if (problem !== undefined) return { line, row: {}, problem: `not CSV: ${problem}` };
  return { line, row: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])) };
};

async function* readRows(records: AsyncIterable<CsvRecord>, columns: readonly string[]): AsyncGenerator<CsvRow> {
  let isHeader = true;
  for await (const record of records) {
    if (!isHeader) yield readRow(record, columns);
    isHeader = false;
  }
}

/** One line of a CSV file. */
export const csvLine = (cells: readonly string[]): string => stringify([[...cells]]);
