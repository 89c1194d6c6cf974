import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRow, csvLine, openCsv } from '../../local/csv.ts';
import { temporaryFolder } from '../setup/folder.ts';

const read = async (content: string | Uint8Array): Promise<{ columns: readonly string[]; rows: CsvRow[] }> => {
  const file = join(temporaryFolder(), 'answers.csv');
  writeFileSync(file, content);
  const csv = await openCsv(file);
  const rows: CsvRow[] = [];
  for await (const row of csv.rows()) rows.push(row);
  return { columns: csv.columns, rows };
};

const one = { line: 2, row: { id: '1', text: 'café, 5 €', nps: '9' } };
const never = 'not CSV: a quote is never closed';

describe('a CSV file', () => {
  it.each([
    ['commas', 'id,text,nps\n1,"café, 5 €",9\n'],
    ['semicolons', 'id;text;nps\n1;café, 5 €;9\n'],
    ['tabs', 'id\ttext\tnps\n1\tcafé, 5 €\t9\n'],
    ['a byte-order mark', '\ufeffid,text,nps\n1,"café, 5 €",9\n'],
    ['Windows line ends', 'id,text,nps\r\n1,"café, 5 €",9\r\n'],
    ['no line end at its end', 'id,text,nps\n1,"café, 5 €",9'],
    ['spaces around column names', 'id , text, nps\n1,"café, 5 €",9\n'],
    ['cells beyond the columns that say nothing', 'id,text,nps\n1,"café, 5 €",9,,\n'],
    ['UTF-16', Buffer.from('\ufeffid\ttext\tnps\r\n1\tcafé, 5 €\t9\r\n', 'utf16le')],
    ['Windows-1252', Buffer.from('id;text;nps\r\n1;caf\xe9, 5 \x80;9\r\n', 'latin1')],
  ])('is read with %s', async (_, content) => {
    expect(await read(content)).toEqual({ columns: ['id', 'text', 'nps'], rows: [one] });
  });

  it('is Windows-1252 also when its first accent comes late', async () => {
    const ascii = 'id,text\n'.concat('1,plain\n'.repeat(20_000));
    const { rows } = await read(Buffer.concat([Buffer.from(ascii), Buffer.from('2,caf\xe9\n', 'latin1')]));
    expect(rows.at(-1)?.row.text).toBe('café');
  });

  it('is UTF-8 when only the end of a chunk cuts a character in two', async () => {
    const { rows } = await read(`id,text\n1,${'x'.repeat(64 * 1024 - 11)}é\n`);
    expect(rows[0]?.row.text?.at(-1)).toBe('é');
  });

  it('may ask whole questions in its header, with delimiters and line ends of their own', async () => {
    const { columns, rows } = await read('id;"How likely, all\nin all, are you?";text\n1;9;good\n');
    expect(columns).toEqual(['id', 'How likely, all\nin all, are you?', 'text']);
    expect(rows).toMatchObject([{ line: 3, row: { text: 'good' } }]);
  });

  it('has no rows when it has only a header', async () => {
    expect(await read('id,text')).toEqual({ columns: ['id', 'text'], rows: [] });
  });

  it.each([
    ['empty', ''],
    ['only a byte-order mark', '\ufeff'],
    ['only line ends', '\r\n\r\n'],
    ['a header whose quote is never closed', '"id,text\n'],
  ])('is refused when it is %s', async (_, content) => {
    await expect(read(content)).rejects.toThrow('the first line must name the columns');
  });

  it('loses nothing that csv-stringify wrote, and knows the line of every row', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', ' ', 'é', '👍'), maxLength: 12 });
    const rows = fc.array(fc.tuple(fc.constantFrom('1', '2'), text, text), { maxLength: 8 });
    const options = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      quoted: fc.boolean(),
      bom: fc.boolean(),
      record_delimiter: fc.constantFrom('\n', '\r\n'),
    });
    await fc.assert(
      fc.asyncProperty(rows, options, async (cells, choice) => {
        // Left alone it does not quote a `\n` where lines end with `\r\n`, which no reader could tell from a line end.
        const written = stringify([['id', 'text', 'more'], ...cells], { ...choice, quoted_match: /\n/ });
        const result = await read(written);
        let line = 2;
        const expected = cells.map(([id, text, more]) => {
          const row = { line, row: { id, text, more } };
          line += 1 + (text + more).split('\n').length - 1;
          return row;
        });
        expect(result.rows).toEqual(expected);
      }),
    );
  });
});

describe('a row', () => {
  it('spans lines inside quotes and keeps its own line number and those after it', async () => {
    const { rows } = await read('id,text\r\n1,"two\r\nlines"\r\n\r\n2,one\r\n');
    expect(rows).toEqual([
      { line: 2, row: { id: '1', text: 'two\nlines' } },
      { line: 5, row: { id: '2', text: 'one' } },
    ]);
  });

  it('that is short has empty cells, and one of nothing but empty cells is none', async () => {
    const { rows } = await read('id,text,nps\n1,fine\n,,\n2,good,9\n');
    expect(rows).toEqual([
      { line: 2, row: { id: '1', text: 'fine', nps: '' } },
      { line: 4, row: { id: '2', text: 'good', nps: '9' } },
    ]);
  });

  it('that is long is reported, because its cells have moved', async () => {
    const { rows } = await read('id,text,nps\n1,good, really,9\n2,fine,8\n');
    expect(rows.map(({ line, problem }) => [line, problem?.slice(0, 28)])).toEqual([
      [2, 'not CSV: 4 cells for 3 colum'],
      [3, undefined],
    ]);
  });

  it('whose quote is never closed costs only itself', async () => {
    const { rows } = await read('id,text,nps\n1,"open,2\n2,plain,9\n\n3,late,8\n');
    expect(rows).toEqual([
      { line: 2, row: {}, problem: never },
      { line: 3, row: { id: '2', text: 'plain', nps: '9' } },
      { line: 5, row: { id: '3', text: 'late', nps: '8' } },
    ]);
  });

  it('whose quote is never closed takes no answer of another customer, though later rows have quotes', async () => {
    const { rows } = await read('id,text,nps\n1,"open,2\n2,"closed",9\n3,"open,3\n4,"two\nlines",8\n');
    expect(rows).toEqual([
      { line: 2, row: {}, problem: never },
      { line: 3, row: { id: '2', text: 'closed', nps: '9' } },
      { line: 4, row: {}, problem: never },
      { line: 5, row: { id: '4', text: 'two\nlines', nps: '8' } },
    ]);
  });

  it('may hold a quote that means nothing, as in inches', async () => {
    const { rows } = await read('id,text,nps\n1,my 5" screen,9\n2,"a ""quoted"" word",8\n3,"a "bare" word",7\n');
    expect(rows.map(({ row }) => row.text)).toEqual(['my 5" screen', 'a "quoted" word', '"a "bare" word"']);
  });

  it('with a bare quote and too few cells is reported, because its text goes on in the next line', async () => {
    const { rows } = await read('id,text,nps\n1,"he said "no" and\nleft",9\n');
    expect(rows[0]).toMatchObject({ line: 2, problem: 'not CSV: a quote inside a cell is not doubled' });
  });

  it('of a megabyte is reported and costs no other row', async () => {
    const long = 'x'.repeat(1_048_576);
    const tall = `${'x'.repeat(999)}\n`.repeat(1_100);
    const { rows } = await read(`id,text\n1,${long}\n2,"${tall}"\n3,fine\n`);
    expect(rows[0]).toEqual({ line: 2, row: {}, problem: 'not CSV: the row is too large' });
    expect(rows[1]).toEqual({ line: 3, row: {}, problem: never });
    expect(rows.at(-1)).toEqual({ line: 1_104, row: { id: '3', text: 'fine' } });
  });
});

describe('a line of CSV', () => {
  it('is quoted where it must be', () => {
    expect(csvLine(['2', 'a, b', 'say "no"'])).toBe('2,"a, b","say ""no"""\n');
  });
});
