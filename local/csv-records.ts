import { parse } from 'csv-parse/sync';

/** One record of a CSV file: its cells, or what is wrong with it. */
export interface CsvRecord {
  /** The line it begins on, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Quotes stand inside its cells, so that only a full number of cells shows that they were read as meant. */
  readonly loose?: true;
  readonly problem?: string;
}

const recordCharactersMax = 1_000_000;

/** A file's lines, of which some may be put back. */
class Lines {
  readonly #source: AsyncIterator<string>;
  readonly #putBack: string[] = [];
  /** The line that was read last. */
  number = 0;

  constructor(source: AsyncIterator<string>) {
    this.#source = source;
  }

  async next(): Promise<string | undefined> {
    const again = this.#putBack.pop();
    const line = again ?? (await this.#source.next()).value;
    if (line !== undefined) this.number += 1;
    return line;
  }

  putBack(lines: readonly string[]): void {
    this.number -= lines.length;
    for (const line of lines.toReversed()) this.#putBack.push(line);
  }
}

/** Cuts text into lines. What makes a line longer than any record may be is dropped: that record is refused anyway. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const whole = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);
  let held = '';
  for await (const chunk of chunks) {
    const lines = (held + decoder.decode(chunk, { stream: true })).split('\n');
    held = (lines.pop() ?? '').slice(0, recordCharactersMax + 2);
    yield* lines.map(whole);
  }
  held += decoder.decode();
  if (held !== '') yield whole(held);
}

const hasOddQuotes = (line: string): boolean => line.split('"').length % 2 === 0;

type Cells = readonly string[] | 'open' | 'broken';

/** The cells of one record, strictly by the rules or with quotes standing anywhere. */
const cellsOf = (text: string, delimiter: string, anyQuotes = false): Cells => {
  if (!text.includes('"')) return text.split(delimiter);
  try {
    const options = { delimiter, record_delimiter: '\n', relax_quotes: anyQuotes, relax_column_count: true };
    const [cells = [''], ...others] = parse(text, options) as string[][];
    return others.length === 0 ? cells : 'broken';
  } catch (error) {
    return (error as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'broken';
  }
};

/** The lines of a record that begins inside a quote: up to one that may close it, or to where none can any more. */
const linesToClose = async (first: string, lines: Lines): Promise<readonly string[]> => {
  const read = [first];
  for (let characters = first.length; characters <= recordCharactersMax; ) {
    const line = await lines.next();
    if (line === undefined) break;
    read.push(line);
    characters += line.length + 1;
    if (hasOddQuotes(line)) break;
  }
  return read;
};

const readRecord = async (first: string, lines: Lines, delimiter: string): Promise<Omit<CsvRecord, 'line'>> => {
  if (first.length > recordCharactersMax) return { cells: [], problem: 'the row is too large' };
  const single = cellsOf(first, delimiter);
  if (typeof single === 'object') return { cells: single };
  if (single === 'open') {
    const read = await linesToClose(first, lines);
    const cells = read.length > 1 && cellsOf(read.join('\n'), delimiter);
    if (typeof cells === 'object') return { cells };
    lines.putBack(read.slice(1));
  }
  const cells = cellsOf(first, delimiter, true);
  return typeof cells === 'object' ? { cells, loose: true } : { cells: [], problem: 'a quote is never closed' };
};

/**
 * The records of a CSV file, one by one, so that memory stays flat however long the file is.
 *
 * Record by record rather than as a stream through the parser, because a quote that is never closed takes everything up
 * to the next quote for one cell, which gives a customer another one's answer. Here it costs its own line only: when the
 * lines it reaches over are no record, they are read anew.
 */
export async function* readRecords(
  chunks: AsyncIterable<Uint8Array>,
  encoding: string,
  delimiter: string,
): AsyncGenerator<CsvRecord> {
  const source = linesOf(chunks, encoding);
  try {
    const lines = new Lines(source);
    for (let first = await lines.next(); first !== undefined; first = await lines.next()) {
      const line = lines.number;
      const record = first === '' ? { cells: [] } : await readRecord(first, lines, delimiter);
      if (record.problem !== undefined || record.cells.some((cell) => cell.trim() !== '')) yield { line, ...record };
    }
  } finally {
    await source.return(undefined);
  }
}
